import { writeFile } from "node:fs/promises";
import { request as forward } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cache, inSteps } from "../support/caches.ts";
import { p12 } from "../support/p12.ts";
import { temporaryFolder } from "../support/repository.ts";
import { EXPIRED, type SelfSigned, selfSigned } from "../support/self-signed.ts";
import type { Stage } from "../support/stage.ts";

const PASSPHRASE = "open sesame 123";

/** F5 is asked twice a second, so that every URL counts. */
const ONE_PAGE = { before: new Map([["a.css", "old"]]), after: new Map([["a.css", "new"]]) };

/** The certificate that the action must trust. */
const OF_CONSOLE = selfSigned("console");

interface Console extends AsyncDisposable {
  readonly url: string;
  /** Handshakes that came to an end, and requests that came through. */
  readonly handshakes: () => number;
  readonly requests: readonly { readonly authorization: string | undefined; readonly who: string }[];
}

/** F5's API behind TLS that asks for a client certificate and lets only this one in, as its console does. */
async function serveConsole({ api }: Stage["sandbox"], client: SelfSigned): Promise<Console> {
  const requests: { authorization: string | undefined; who: string }[] = [];
  let handshakes = 0;
  const asks = { requestCert: true, rejectUnauthorized: true, ca: [client.cert] };
  const server = createServer({ ...OF_CONSOLE, ...asks }, (request, response) => {
    const socket = request.socket as import("node:tls").TLSSocket;
    const { authorization } = request.headers;
    requests.push({ authorization, who: String(socket.getPeerCertificate().subject.CN) });
    // The certificate stands for the token that the API behind knows.
    const headers = { ...request.headers, authorization: `APIToken ${api.account.apiKey}` };
    const onward = forward(
      new URL(request.url ?? "/", api.url),
      { method: request.method ?? "GET", headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  server.on("connection", () => {
    handshakes += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handshakes: () => handshakes,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Given {
  /** What is written to the file; nothing where it is missing. */
  readonly file?: string | Buffer;
  readonly secret?: string;
  /** Whom the console lets in. */
  readonly known: SelfSigned;
  readonly timeout?: string;
}

/** What a destination is called. */
function nameOf(what: string): string {
  return what.replaceAll(/\W+/g, "-");
}

type Cases = Readonly<Record<string, Given>>;

/** One step with a destination for each of these cases: F5's API behind a console of its own, and a file for the certificate. */
function inOneStep(cases: Cases) {
  const consoles = new Map<string, Console>();
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let steps: ReturnType<typeof inSteps>;
  const pathOf = (name: string): string => join(folder.path, name);
  const cacheFor = (name: string, { secret, timeout }: Given): Cache => ({
    provider: "f5xc",
    inputs: ({ sandbox }) => ({
      "api-url": consoles.get(name)?.url,
      "api-key": undefined,
      "api-secret": secret,
      "provider-options": JSON.stringify({ ...sandbox.api.account.options, "certificate-file": pathOf(name) }),
      timeout,
    }),
  });
  return {
    async start(): Promise<void> {
      folder = await temporaryFolder();
      const authority = join(folder.path, "authority.pem");
      await writeFile(authority, OF_CONSOLE.cert);
      const named = new Map(Object.entries(cases).map(([what, given]) => [nameOf(what), given]));
      const caches = Array.from(named, ([name, given]) => [name, cacheFor(name, given)] as const);
      steps = inSteps(Object.fromEntries(caches), {
        ...ONE_PAGE,
        atOnce: caches.length,
        run: { env: { NODE_EXTRA_CA_CERTS: authority } },
      });
      await steps.start(async ({ sandbox }, name) => {
        const { file, known } = named.get(name) as Given;
        const api = await serveConsole(sandbox, known);
        consoles.set(name, api);
        if (file !== undefined) await writeFile(pathOf(name), file);
      });
    },
    of(what: string) {
      const name = nameOf(what);
      return { ...steps.of(name), name, api: consoles.get(name) as Console };
    },
    async end(): Promise<void> {
      for (const api of consoles.values()) await api[Symbol.asyncDispose]();
      await steps.end();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const client = selfSigned("deploy-bot");
const late = selfSigned("late", EXPIRED);
const LET_IN: Cases = {
  "a P12 with its passphrase": { known: client, file: p12(client, PASSPHRASE), secret: PASSPHRASE },
  "a PEM with certificate and key": { known: client, file: client.cert + client.key },
};
const UNUSABLE: readonly (readonly [string, Given, RegExp])[] = [
  [
    "a wrong passphrase",
    { known: client, file: p12(client, PASSPHRASE), secret: "open wrong 4567" },
    /passphrase does not open/,
  ],
  ["no passphrase", { known: client, file: p12(client, PASSPHRASE) }, /passphrase does not open/],
  ["no file", { known: client, secret: PASSPHRASE }, /does not exist/],
  [
    "half a P12",
    { known: client, file: p12(client, PASSPHRASE).subarray(0, 200), secret: PASSPHRASE },
    /neither a usable PEM/,
  ],
  ["a PEM without a key", { known: client, file: client.cert }, /no private key/],
];
const NOT_LET_IN: Cases = {
  "that has expired": { timeout: "3", known: late, file: p12(late, PASSPHRASE), secret: PASSPHRASE },
  "of somebody else": {
    timeout: "3",
    known: client,
    file: p12(selfSigned("stranger"), PASSPHRASE),
    secret: PASSPHRASE,
  },
};

describe("F5 with a client certificate instead of a token", () => {
  const letIn = inOneStep(LET_IN);
  const unusable = inOneStep(Object.fromEntries(UNUSABLE));
  const notLetIn = inOneStep(NOT_LET_IN);
  const all = [letIn, unusable, notLetIn];
  beforeAll(() => Promise.all(all.map((one) => one.start())));
  afterAll(() => Promise.all(all.map((one) => one.end())));

  it.each(Object.keys(LET_IN))("%s: the handshake is done with it, and the purge", async (what) => {
    const { run, name, api, stage } = letIn.of(what);
    expect([run.exitCode, run.of(name).verdict, run.of(name).confirmed]).toEqual([0, "purged", true]);
    expect(await stage.stale()).toEqual([]);
    expect(new Set(api.requests.map(({ who }) => who))).toEqual(new Set(["deploy-bot"]));
    expect(api.requests.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  it.each(UNUSABLE)("%s: an error of the configuration, before any connection", (what, _given, message) => {
    const { run, name, api } = unusable.of(what);
    expect([run.exitCode, run.outputs["error-code"], api.handshakes()]).toEqual([1, "E_CONFIG", 0]);
    const { verdict, failures } = run.of(name);
    const said = expect.stringMatching(message);
    expect([verdict, failures]).toEqual(["failed", [{ code: "E_CONFIG", message: said, instructions: 1 }]]);
    expect(failures[0]?.message).toContain("certificate-file");
    const text = run.log.join("\n");
    expect(text).toContain(failures[0]?.message);
    expect(text).not.toContain("open wrong");
  });

  it.each(Object.keys(NOT_LET_IN))(
    "one %s is not let in: red, all of it owed, and the certificate is named",
    (what) => {
      const { run, name, api, stage } = notLetIn.of(what);
      const { verdict, owed, failures } = run.of(name);
      expect([run.exitCode, run.outputs["verdict"], verdict, api.requests]).toEqual([1, "failed", "failed", []]);
      expect(owed).toBeGreaterThan(0);
      expect(failures).toEqual([expect.objectContaining({ message: expect.stringContaining("client certificate") })]);
      expect(run.report.message).toContain("client certificate");
      expect(stage.sandbox.api.requests).toEqual([]);
    },
  );
});
