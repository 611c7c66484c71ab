import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TOUR } from "../../sandbox/demo-tour.ts";
import { inSteps } from "../support/caches.ts";
import { everythingWritten, reportOf, type Stage, setStage } from "../support/stage.ts";
import { foreignCommands } from "./commands.ts";
import { REFUSALS } from "./refusals.ts";

/** A key of the vendor's form that the account does not have. */
function wrongKey({ sandbox }: Stage): string {
  return sandbox.api.account.apiKey.replace(/[^=]{6}(=*)$/, "badc0d$1");
}

/** What a secret looks like in another coat. */
function coatsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString("base64"), bytes.toString("hex"), encodeURIComponent(secret)];
}

function inputsWithWrongKey(stage: Stage): Readonly<Record<string, string>> {
  // Without a purge of everything Vercel could not be told of a diff at all.
  const options = stage.sandbox.provider === "vercel" ? { "provider-options": "allow-all: true" } : {};
  return { "api-key": wrongKey(stage), ...options };
}

function thirtyPages(text: string): ReadonlyMap<string, string> {
  return new Map(Array.from({ length: 30 }, (_, at) => [`p${String(at).padStart(2, "0")}.html`, text]));
}

describe.concurrent("a key that the provider does not know", () => {
  const steps = inSteps(
    Object.fromEntries(TOUR.map((provider) => [provider, { provider, inputs: inputsWithWrongKey }])),
  );
  beforeAll(() => steps.start());
  afterAll(steps.end);

  it.each(TOUR)("is red at %s, and shown nowhere", async (provider) => {
    const { run, stage } = steps.of(provider);
    const { verdict, failures, purged, providerName } = run.of(provider);
    const key = wrongKey(stage);

    expect([run.exitCode, run.outputs["verdict"], run.outputs["error-code"]]).toEqual([1, "failed", "E_AUTH"]);
    expect([verdict, new Set(failures.map(({ code }) => code)), purged]).toEqual(["failed", new Set(["E_AUTH"]), 0]);
    expect(run.outputs["purged-count"]).toBe("0");
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ kind: "error", title: `${providerName}: E_AUTH` }),
    );
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

const NAMED = REFUSALS.map((refusal, at) => ({ ...refusal, name: `cache-${at}` }));

describe.concurrent("an answer that is no success", () => {
  const build = (text: string): ReadonlyMap<string, string> => new Map([["page.html", text]]);
  const steps = inSteps(Object.fromEntries(NAMED.map(({ name, provider }) => [name, { provider }])), {
    before: build("old"),
    after: build("new"),
    // Each is one failure with one annotation.
    atOnce: 8,
  });
  beforeAll(() =>
    steps.start(({ sandbox: { api } }, name) => {
      const { switches, answer } = NAMED.find((refusal) => refusal.name === name) ?? {};
      if (switches !== undefined) api.set(switches);
      if (answer !== undefined) api.fault([{ do: "answer", ...answer }]);
    }),
  );
  afterAll(steps.end);

  it.each(NAMED)(
    "is red, in the provider's own words: $provider, $what",
    async ({ name, words, code = "E_REJECTED" }) => {
      const { run } = steps.of(name);
      const { verdict, purged, owed, confirmed, failures } = run.of(name);

      expect([run.exitCode, run.conclusion]).toEqual([1, "failure"]);
      expect(["failed", "incomplete"]).toContain(verdict);
      expect([purged, owed, confirmed]).toEqual([0, 1, false]);
      expect(failures).toEqual([{ code, message: expect.stringContaining(words), instructions: 1 }]);
      expect(run.annotations).toContainEqual(
        expect.objectContaining({
          kind: "error",
          title: expect.stringMatching(new RegExp(`: ${code}$`)),
          message: expect.stringContaining(words),
        }),
      );
      expect(run.log.join("\n")).toContain(words);
      expect(foreignCommands(run)).toEqual([]);
    },
  );
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
