import { expect, it } from "vitest";
import type { Fault } from "../../../sandbox/sandbox.ts";
import { traitsOf } from "../../../sandbox/traits.ts";
import { startCase } from "./case.ts";
import { type ProviderSpec, pageOf, toOneServer } from "./provider-spec.ts";

const WORDS = "the words of the vendor";

/** Most requests that may be under way when the first answer says that none can succeed. */
const MAX_IN_FLIGHT = 8;

export function testFaults(spec: ProviderSpec): void {
  testRecovery(spec);
  testRefusals(spec);
  testStops(spec);
}

function recoverable(spec: ProviderSpec): readonly (readonly [string, Fault])[] {
  const answer = (status: number, body: string, headers: Record<string, string> = {}): Fault => ({
    do: "answer",
    status,
    body,
    headers,
  });
  const wrong = spec.errorBody(WORDS);
  return [
    ...[408, 429, 500, 502, 503, 504, 520].map((status) => [`HTTP ${status}`, answer(status, wrong)] as const),
    ["a 503 that is a page", answer(503, "<html><title>Bad gateway</title></html>", { "content-type": "text/html" })],
    ...(spec.resetIsFinal === undefined ? [["a connection that is reset", { do: "reset" } as const] as const] : []),
    ["an answer that is cut off after the purge was done", { do: "half-answer" }],
    ["a slow answer", { do: "delay", ms: 30 }],
  ];
}

function testRecovery(spec: ProviderSpec): void {
  it.each(recoverable(spec))("gets through %s", async (_, fault) => {
    const { purge, fresh, sandbox, submits } = await startCase(spec.id, spec.createDrive);
    sandbox.api.fault([fault], "submit");

    const { outcomes } = await purge([pageOf(spec).requested]);

    expect(outcomes).toMatchObject([{ state: "completed", fault: "" }]);
    expect(submits()).toHaveLength(sandbox.api.servers.length + (fault.do === "delay" ? 0 : 1));
    expect(fresh()).toEqual(pageOf(spec).gone);
  });

  it("waits as long as Retry-After says, and never less", async () => {
    const { purge, sandbox, submits } = await startCase(spec.id, spec.createDrive);
    const headers = { "retry-after": "7" };
    sandbox.api.fault([{ do: "answer", status: 429, headers, body: spec.errorBody(WORDS) }], "submit");

    expect((await purge([pageOf(spec).requested])).outcomes).toMatchObject([{ state: "completed" }]);
    const [first = 0, second = 0] = toOneServer(submits()).map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(7000);
  });

  it("gives up at once when Retry-After is longer than the timeout", async () => {
    const { purge, fresh, sandbox, drive, submits } = await startCase(spec.id, spec.createDrive);
    const headers = { "retry-after": "86400" };
    sandbox.api.fault([{ do: "answer", status: 429, headers, body: spec.errorBody(WORDS) }], "submit");
    const before = drive.now();

    expect((await purge([pageOf(spec).requested])).outcomes).toMatchObject([{ state: "failed", fault: "throttled" }]);
    expect(toOneServer(submits())).toHaveLength(1);
    expect(drive.now() - before).toBeLessThan(60_000);
    expect(fresh()).toEqual([]);
  });
}

function testRefusals(spec: ProviderSpec): void {
  const { success, contentType } = traitsOf(spec.id);
  const refusals: readonly (readonly [number, string])[] = [
    [400, "invalid"],
    [404, "invalid"],
    [422, "invalid"],
    [401, "auth"],
    [403, "auth"],
  ];
  it.each(refusals.filter(([status]) => !success.includes(status)))(
    "repeats no %i, and shows the vendor's words",
    async (status, fault) => {
      const { purge, fresh, sandbox, submits } = await startCase(spec.id, spec.createDrive);
      sandbox.api.fault([{ do: "answer", status, body: spec.errorBody(WORDS) }], "submit");

      const { outcomes } = await purge([pageOf(spec).requested]);

      const meant = spec.siteStatuses.includes(status) ? "site" : fault;
      expect(outcomes).toMatchObject([{ state: "failed", fault: meant, confirmed: false }]);
      expect(outcomes[0]?.message).toContain(`HTTP ${status}`);
      expect(outcomes[0]?.message).toContain(WORDS);
      expect(toOneServer(submits())).toHaveLength(1);
      expect(fresh()).toEqual([]);
    },
  );

  // Where a page is how the API answers, it is no sign of a firewall or a proxy.
  if (contentType !== "text/html") testPages(spec);
  testRedirect(spec);
  testErrorInside200(spec);
}

function testPages(spec: ProviderSpec): void {
  it.each([401, 403, 404])("blames neither key nor site for a page that answers with %i", async (status) => {
    const { purge, sandbox, submits } = await startCase(spec.id, spec.createDrive);
    const body = "<!doctype html><html><head><title>Blocked by a firewall</title></head></html>";
    const headers = { "content-type": "text/html; charset=UTF-8" };
    sandbox.api.fault([{ do: "answer", status, headers, body }], "submit");

    const { outcomes } = await purge([pageOf(spec).requested]);

    expect(outcomes).toMatchObject([{ state: "failed", fault: "unreadable" }]);
    expect(outcomes[0]?.message).toMatch(
      new RegExp(
        `^HTTP ${status} with an HTML page \\(Blocked by a firewall\\) instead of the API's answer: .* api-url `,
      ),
    );
    expect(submits()).toHaveLength(1);
  });

  it("takes no page for an answer, whatever its status says", async () => {
    const { purge, sandbox, submits } = await startCase(spec.id, spec.createDrive);
    const body = "<!doctype html><html><head><title>Sign in to the proxy</title></head></html>";
    sandbox.api.fault([{ do: "answer", status: 200, headers: { "content-type": "text/html" }, body }], "submit");

    const { outcomes } = await purge([pageOf(spec).requested]);

    expect(outcomes).toMatchObject([{ state: "failed", fault: "unreadable" }]);
    expect(outcomes[0]?.message).toContain("Sign in to the proxy");
    expect(submits()).toHaveLength(1);
  });
}

function testRedirect(spec: ProviderSpec): void {
  it("follows no redirect with its key", async () => {
    const { purge, sandbox, submits } = await startCase(spec.id, spec.createDrive);
    const headers = { location: `${sandbox.api.url}/elsewhere` };
    sandbox.api.fault([{ do: "answer", status: 307, headers, body: "" }], "submit");

    expect((await purge([pageOf(spec).requested])).outcomes).toMatchObject([{ state: "failed" }]);
    expect(toOneServer(submits())).toHaveLength(1);
  });
}

function testErrorInside200(spec: ProviderSpec): void {
  const { errorInside200 } = spec;
  if ("noneBecause" in errorInside200) {
    it(`knows no error inside a 200, because ${errorInside200.noneBecause}`, () => {
      expect(errorInside200.noneBecause).not.toBe("");
    });
    return;
  }
  it("takes a 200 with an error inside for the failure that it is", async () => {
    const { purge, fresh, sandbox } = await startCase(spec.id, spec.createDrive);
    sandbox.api.fault([{ do: "answer", status: 200, body: errorInside200.body }], "submit");

    expect((await purge([pageOf(spec).requested])).outcomes).toMatchObject([
      { state: "failed", fault: errorInside200.fault },
    ]);
    expect(fresh()).toEqual([]);
  });
}

/** Two minutes of it, by the pauses of the policy. */
const MAX_IN_AN_OUTAGE = 18;

function testStops(spec: ProviderSpec): void {
  const down: Fault = { do: "answer", status: 503, body: spec.errorBody(WORDS) };
  const { attempts: maxAttempts } = spec.declares;
  if (maxAttempts === undefined) {
    it("rides out an outage, however few the purges are", async () => {
      const { purge, fresh, sandbox } = await startCase(spec.id, spec.createDrive);
      sandbox.api.fault(Array<Fault>(MAX_IN_AN_OUTAGE).fill(down), "submit");

      const { options = {} } = spec.oneByOne;
      expect((await purge([pageOf(spec).requested], { options })).outcomes).toMatchObject([{ state: "completed" }]);
      expect(fresh()).not.toEqual([]);
    });
  } else {
    it(`tries ${maxAttempts} times and no more, since each costs the customer`, async () => {
      const { purge, sandbox } = await startCase(spec.id, spec.createDrive);
      sandbox.api.fault(Array<Fault>(maxAttempts).fill(down), "submit");

      const { outcomes, requests } = await purge([pageOf(spec).requested]);

      expect(outcomes).toMatchObject([
        { state: "failed", fault: "unavailable", message: expect.stringContaining(WORDS) },
      ]);
      expect(requests).toBe(maxAttempts);
    });
  }

  it("stops everything when the key is wrong: what was not sent says so", async () => {
    const { purge, fresh, sandbox } = await startCase(spec.id, spec.createDrive);
    const { requested, options = {} } = spec.oneByOne;

    const { outcomes } = await purge(requested(30), { apiKey: "0123456789abcdef-wrong", options });

    expect(outcomes).toHaveLength(30);
    // Where something is looked up before the first purge, that tells already.
    const isLookedUp = sandbox.api.requests.some(({ kind }) => kind === "lookup");
    expect(new Set(outcomes.map(({ state }) => state))).toEqual(
      new Set(isLookedUp ? ["unsent"] : ["failed", "unsent"]),
    );
    expect(new Set(outcomes.map(({ fault }) => fault))).toEqual(new Set(["auth"]));
    expect(toOneServer(sandbox.api.requests).length).toBeLessThanOrEqual(MAX_IN_FLIGHT);
    expect(fresh()).toEqual([]);
  });

  it.each(spec.siteStatuses)("stops everything when the site itself is refused with %i", async (status) => {
    const { purge, sandbox, submits } = await startCase(spec.id, spec.createDrive);
    const { requested, options = {} } = spec.oneByOne;
    sandbox.api.fault([{ do: "answer", status, body: spec.errorBody(WORDS) }], "submit");

    const { outcomes } = await purge(requested(30), { options, waitFor: "accepted" });

    // What was under way when the answer came is taken; nothing follows it.
    const lost = outcomes.filter(({ state }) => state !== "accepted");
    expect(lost.map(({ state }) => state)).toEqual(["failed", ...Array(lost.length - 1).fill("unsent")]);
    expect(lost.filter(({ fault, message }) => fault !== "site" || !message.includes(WORDS))).toEqual([]);
    expect(lost.length).toBeGreaterThanOrEqual(30 - MAX_IN_FLIGHT + 1);
    expect(submits().length).toBeLessThanOrEqual(MAX_IN_FLIGHT);
  });

  it("fails one request alone when one alone is refused", async () => {
    const { purge, sandbox } = await startCase(spec.id, spec.createDrive);
    const { requested, options = {} } = spec.oneByOne;
    sandbox.api.fault([{ do: "answer", status: 400, body: spec.errorBody(WORDS) }], "submit");

    const { outcomes } = await purge(requested(5), { options });

    expect(outcomes.map(({ state }) => state).toSorted()).toEqual([
      "completed",
      "completed",
      "completed",
      "completed",
      "failed",
    ]);
  });
}
