import { writeFile } from "node:fs/promises";
import { request as forward } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { p12 } from "../support/p12.ts";
import { temporaryFolder } from "../support/repository.ts";
import { EXPIRED, type SelfSigned, selfSigned } from "../support/self-signed.ts";
import { reportOf, type Stage, setStage } from "../support/stage.ts";

const PASSPHRASE = "open sesame 123";

/** F5 is asked twice a second, so that every URL counts. */
const ONE_PAGE = { before: new Map([["a.css", "old"]]), after: new Map([["a.css", "new"]]) };

interface Console extends AsyncDisposable {
  readonly url: string;
  /** Certificate that the action must trust. */
  readonly authority: string;
  /** Handshakes that came to an end, and requests that came through. */
  readonly handshakes: () => number;
  readonly requests: readonly { readonly authorization: string | undefined; readonly who: string }[];
}

/** F5's API behind TLS that asks for a client certificate and lets only this one in, as its console does. */
async function serveConsole({ api }: Stage["sandbox"], client: SelfSigned): Promise<Console> {
  const own = selfSigned("console");
  const requests: { authorization: string | undefined; who: string }[] = [];
  let handshakes = 0;
  const asks = { requestCert: true, rejectUnauthorized: true, ca: [client.cert] };
  const server = createServer({ ...own, ...asks }, (request, response) => {
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
    authority: own.cert,
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

/** F5's API behind its console, and a folder for certificates. */
async function setBench(known: SelfSigned) {
  const stage = await setStage("f5xc", ONE_PAGE);
  const folder = await temporaryFolder();
  const api = await serveConsole(stage.sandbox, known);
  await writeFile(join(folder.path, "ca.pem"), api.authority);
  return {
    stage,
    folder,
    api,
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await stage[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

type Bench = Awaited<ReturnType<typeof setBench>>;

async function runAt({ stage, folder, api }: Bench, { file, secret, timeout }: Omit<Given, "known">) {
  const path = join(folder.path, `client-${crypto.randomUUID()}`);
  if (file !== undefined) await writeFile(path, file);
  return stage.run({
    with: {
      "api-url": api.url,
      "api-key": undefined,
      "api-secret": secret,
      "provider-options": JSON.stringify({ ...stage.sandbox.api.account.options, "certificate-file": path }),
      ...(timeout === undefined ? {} : { timeout }),
    },
    env: { NODE_EXTRA_CA_CERTS: join(folder.path, "ca.pem") },
    secrets: secret === undefined ? [] : [secret],
  });
}

async function purgeWith({ known, ...given }: Given) {
  const bench = await setBench(known);
  return { ...bench, run: await runAt(bench, given) };
}

describe.concurrent("F5 with a client certificate instead of a token", () => {
  const client = selfSigned("deploy-bot");

  it.each<[string, Given]>([
    ["a P12 with its passphrase", { known: client, file: p12(client, PASSPHRASE), secret: PASSPHRASE }],
    ["a PEM with certificate and key", { known: client, file: client.cert + client.key }],
  ])("%s: the handshake is done with it, and the purge", async (_name, given) => {
    await using done = await purgeWith(given);
    const { run, api, stage } = done;
    expect([run.exitCode, run.outputs["verdict"], run.outputs["confirmed"]]).toEqual([0, "purged", "true"]);
    expect(await stage.stale()).toEqual([]);
    expect(new Set(api.requests.map(({ who }) => who))).toEqual(new Set(["deploy-bot"]));
    expect(api.requests.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  // Shared by what never comes to a connection.
  let unheard: Bench;
  beforeAll(async () => {
    unheard = await setBench(client);
  });
  afterAll(() => unheard[Symbol.asyncDispose]());

  it.each<[string, Omit<Given, "known">, RegExp]>([
    ["a wrong passphrase", { file: p12(client, PASSPHRASE), secret: "open wrong 4567" }, /passphrase does not open/],
    ["no passphrase", { file: p12(client, PASSPHRASE) }, /passphrase does not open/],
    ["no file", { secret: PASSPHRASE }, /does not exist/],
    ["half a P12", { file: p12(client, PASSPHRASE).subarray(0, 200), secret: PASSPHRASE }, /neither a usable PEM/],
    ["a PEM without a key", { file: client.cert }, /no private key/],
  ])("%s: an error of the configuration, before any connection", async (_name, given, message) => {
    const run = await runAt(unheard, given);
    expect([run.exitCode, run.outputs["error-code"], unheard.api.handshakes()]).toEqual([1, "E_CONFIG", 0]);
    const text = run.log.join("\n");
    expect(text).toMatch(message);
    expect(text).toContain("certificate-file");
    expect(text).not.toContain("open wrong");
  });

  const late = selfSigned("late", EXPIRED);
  it.each<[string, Given]>([
    ["that has expired", { timeout: "3", known: late, file: p12(late, PASSPHRASE), secret: PASSPHRASE }],
    [
      "of somebody else",
      { timeout: "3", known: client, file: p12(selfSigned("stranger"), PASSPHRASE), secret: PASSPHRASE },
    ],
  ])("one %s is not let in: red, all of it owed, and the certificate is named", async (_name, given) => {
    await using done = await purgeWith(given);
    const { run, api, stage } = done;
    expect([run.exitCode, run.outputs["verdict"], api.requests]).toEqual([1, "failed", []]);
    expect(Number(run.outputs["owed-count"])).toBeGreaterThan(0);
    expect((await reportOf(run)).message).toContain("client certificate");
    expect(stage.sandbox.api.requests).toEqual([]);
  });
});
