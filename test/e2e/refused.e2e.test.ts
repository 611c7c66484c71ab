import { describe, expect, it } from "vitest";
import { TOUR } from "../../sandbox/demo-tour.ts";
import type { ProviderId } from "../../sandbox/sandbox.ts";
import { everythingWritten, reportOf, type Stage, setStage } from "../support/stage.ts";
import { foreignCommands } from "./commands.ts";

/** A key of the vendor's form that the account does not have. */
function wrongKey({ sandbox }: Stage): string {
  return sandbox.api.account.apiKey.replace(/[^=]{6}(=*)$/, "badc0d$1");
}

/** What a secret looks like in another coat. */
function coatsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString("base64"), bytes.toString("hex"), encodeURIComponent(secret)];
}

function thirtyPages(text: string): ReadonlyMap<string, string> {
  return new Map(Array.from({ length: 30 }, (_, at) => [`p${String(at).padStart(2, "0")}.html`, text]));
}

describe.concurrent("a key that the provider does not know", () => {
  it.each(TOUR)("is red at %s, and shown nowhere", async (provider) => {
    await using stage = await setStage(provider);
    const key = wrongKey(stage);
    // Without a purge of everything Vercel could not be told of a diff at all.
    const options = provider === "vercel" ? { "provider-options": "allow-all: true" } : {};
    const run = await stage.run({ with: { "api-key": key, ...options }, secrets: [] });

    expect([run.exitCode, run.outputs["verdict"], run.outputs["error-code"]]).toEqual([1, "failed", "E_AUTH"]);
    expect(run.outputs["purged-count"]).toBe("0");
    expect(run.annotations.some(({ kind }) => kind === "error")).toBe(true);
    const written = await everythingWritten(run);
    const signatures = stage.sandbox.api.requests.flatMap(({ headers }) => headers["x-batoff-signature"] ?? []);
    for (const secret of [...coatsOf(key), ...signatures]) expect(written).not.toContain(secret);
    expect(stage.sandbox.api.purges()).toEqual([]);
  });

  it("is not shown either when the provider repeats it, in whatever coat", async () => {
    await using stage = await setStage("paradarum");
    const { account, fault } = stage.sandbox.api;
    const message = `Who is ${coatsOf(account.apiKey).join(" or ")}?`;
    fault([{ do: "answer", status: 401, body: JSON.stringify({ succeeded: false, message }) }]);
    const run = await stage.run();

    expect(run.outputs["error-code"]).toBe("E_AUTH");
    const written = await everythingWritten(run);
    expect(written).toContain("Who is");
    for (const secret of coatsOf(account.apiKey)) expect(written).not.toContain(secret);
  });

  it("stops all work after the requests in flight", async () => {
    await using stage = await setStage("hado", { before: thirtyPages("old"), after: thirtyPages("new") });
    const run = await stage.run({ with: { "api-key": wrongKey(stage) } });

    expect(run.outputs).toMatchObject({ "error-code": "E_AUTH", "purged-count": "0", "owed-count": "30" });
    expect(stage.sandbox.api.requests.length).toBeLessThan(15);
  });
});

interface Refusal {
  readonly provider: ProviderId;
  readonly what: string;
  readonly switches?: Readonly<Record<string, unknown>>;
  readonly answer?: { readonly status: number; readonly body: string };
  readonly words: string;
  /** `error-code`; what is wrong with the request alone is E_REJECTED. */
  readonly code?: string;
}

const REFUSALS: readonly Refusal[] = [
  { provider: "hado", what: "queued is false", switches: { notQueued: true }, words: "Re-render job not queued" },
  {
    provider: "paradarum",
    what: "succeeded is false, in a 200",
    answer: { status: 200, body: '{"succeeded":false,"message":"Purging is paused.","data":null}' },
    words: "Purging is paused.",
  },
  {
    provider: "paradarum",
    what: "no hostnames",
    switches: { noHostnames: true },
    words: "No active hostnames found",
    code: "E_SITE",
  },
  {
    provider: "paradarum",
    what: "suspended",
    switches: { status: "suspended" },
    words: "currently suspended",
    code: "E_SITE",
  },
  {
    provider: "hado",
    what: "a domain that is not the account's",
    answer: { status: 403, body: '{"error":"domain_not_authorized"}' },
    words: "www. included",
    code: "E_SITE",
  },
  {
    provider: "f5xc",
    what: "no such distribution",
    answer: { status: 404, body: '{"code":5,"details":[],"message":"not found"}' },
    words: "There is no such distribution",
    code: "E_SITE",
  },
  {
    provider: "5centscdn",
    what: "result is error, in a 200",
    switches: { resultError200: "Zone is locked" },
    words: "Zone is locked",
  },
  {
    provider: "5centscdn",
    what: "403",
    switches: { forbidden: true },
    words: "does not have permission",
    code: "E_AUTH",
  },
  { provider: "f5xc", what: "an error object, in a 200", switches: { errorObject: "EPARTIAL" }, words: "EPARTIAL" },
  { provider: "f5xc", what: "a site that failed", switches: { failSite: true }, words: "failed" },
  { provider: "batoff", what: "a task that failed", switches: { state: "failed" }, words: "failed" },
  { provider: "batoff", what: "partial completion", switches: { partial: true }, words: "of" },
  {
    provider: "batoff",
    what: "no scope",
    switches: { noScope: true },
    words: "Token missing purge scope",
    code: "E_AUTH",
  },
  {
    provider: "batoff",
    what: "a login page, in a 200",
    answer: { status: 200, body: "<!doctype html><title>Sign in, ::error::please</title>" },
    words: "Sign in",
    code: "E_UNREADABLE",
  },
  ...["401 Unauthorized", "403 Forbidden", "404 Not Found"].map((status) => ({
    provider: "batoff" as const,
    what: `a page of a firewall, with ${status}`,
    answer: { status: Number.parseInt(status, 10), body: `<!doctype html><title>Blocked: ${status}</title>` },
    words: `Blocked: ${status}`,
    code: "E_UNREADABLE",
  })),
  {
    provider: "batoff",
    what: "an error beside a success",
    answer: { status: 202, body: '{"task_id":"01JF7M2KZ7YH9Q4K0P2BDH9W3Y","errors":["edge 3 is unreachable"]}' },
    words: "edge 3 is unreachable",
  },
  {
    provider: "5centscdn",
    what: "an error beside a success",
    answer: { status: 200, body: '{"result":"success","errors":[{"message":"edge 3 is unreachable"}]}' },
    words: "edge 3 is unreachable",
  },
  {
    provider: "hado",
    what: "another page in the queue",
    answer: { status: 200, body: '{"queued":true,"path":"/other"}' },
    words: "/other",
  },
  {
    provider: "paradarum",
    what: "jobs at no node",
    answer: { status: 200, body: '{"succeeded":true,"data":{"jobCount":3,"nodes":0}}' },
    words: "nodes is 0",
  },
];

describe.concurrent("an answer that is no success", () => {
  it.each(REFUSALS)("is red, in the provider's own words: $provider, $what", async (refusal) => {
    const build = (text: string): ReadonlyMap<string, string> => new Map([["page.html", text]]);
    await using stage = await setStage(refusal.provider, { before: build("old"), after: build("new") });
    const { api } = stage.sandbox;
    if (refusal.switches !== undefined) api.set(refusal.switches);
    if (refusal.answer !== undefined) api.fault([{ do: "answer", ...refusal.answer }]);
    const run = await stage.run();

    expect([run.exitCode, run.conclusion]).toEqual([1, "failure"]);
    expect(["failed", "incomplete"]).toContain(run.outputs["verdict"]);
    expect(run.outputs).toMatchObject({ "purged-count": "0", "owed-count": "1", confirmed: "false" });
    expect(run.outputs["error-code"]).toBe(refusal.code ?? "E_REJECTED");
    const { message, destinations } = await reportOf(run);
    expect(message).toContain(refusal.words);
    expect(destinations[0]?.failures).toHaveLength(1);
    expect(run.log.join("\n")).toContain(refusal.words);
    expect(foreignCommands(run)).toEqual([]);
  });
});

describe.concurrent("a purge that is done in part", () => {
  it("is red, names what Paradarum rejected, and purges the rest", async () => {
    await using stage = await setStage("paradarum");
    stage.sandbox.api.set({ reject: ["/gone.html"] });
    const run = await stage.run();

    expect([run.exitCode, run.outputs["verdict"]]).toEqual([1, "incomplete"]);
    expect(run.outputs).toMatchObject({ "error-code": "E_REJECTED", "owed-count": "1" });
    const refused = (await reportOf(run)).destinations[0]?.instructions.filter(({ state }) => state === "refused");
    expect(refused).toEqual([
      expect.objectContaining({ selector: "/gone.html", message: "Value is not allowed for this property." }),
    ]);
    expect(run.log.join("\n")).toContain("1 instruction not purged (/gone.html): Value is not allowed");
    expect(run.summary).toContain("/gone.html");
    expect(await stage.stale(stage.changed.filter((path) => path !== "/gone.html"))).toEqual([]);
  });

  it("stops at once when Hado's monthly quota is gone, and says how much is left", async () => {
    await using stage = await setStage("hado", { before: thirtyPages("old"), after: thirtyPages("new") });
    stage.sandbox.api.set({ monthlyLimit: 300, monthlyUsed: 297 });
    const run = await stage.run();

    expect([run.exitCode, run.outputs["verdict"], run.outputs["error-code"]]).toEqual([1, "incomplete", "E_QUOTA"]);
    expect(run.outputs).toMatchObject({ "purged-count": "3", "owed-count": "27" });
    expect(run.log.join("\n")).toMatch(/3 of 30 purges (?:accepted|completed), 27 not\..*300 of 300 requests/);
    // Three that were taken, one that was refused, and what was on its way then.
    expect(stage.sandbox.api.requests.length).toBeLessThan(15);
  });

  it("is red, names the one URL that spoils a request of many, and purges the others", async () => {
    await using stage = await setStage("batoff");
    const { edge, api } = stage.sandbox;
    const good = [...stage.changed, ...Array.from({ length: 100 }, (_, n) => `/more/${n}`)].map(
      (path) => edge.url + path,
    );
    const bad = "https://another-site.example/page";
    const run = await stage.run({
      with: {
        "build-dir": undefined,
        "site-url": `${edge.url}/\nhttps://another-site.example/`,
        purge: [...good.slice(0, 60), bad, ...good.slice(60)].join("\n"),
      },
    });

    expect([run.exitCode, run.outputs["verdict"], run.outputs["error-code"]]).toEqual([1, "incomplete", "E_REJECTED"]);
    expect(run.outputs).toMatchObject({ "purged-count": String(good.length), "owed-count": "1" });
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ kind: "error", message: expect.stringContaining(`1 instruction not purged (${bad})`) }),
    );
    expect(await stage.stale()).toEqual([]);
    // 2·log2 of 111 more submits than the one that was planned.
    expect(api.requests.filter(({ method }) => method === "POST").length).toBeLessThanOrEqual(1 + 14);
  });
});
