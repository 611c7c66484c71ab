import { describe, expect, it } from "vitest";
import { INPUTS } from "../../src/inputs/inputs.ts";
import { parseInputs, secretValues } from "../../src/inputs/parse.ts";
import type { Config } from "../../src/model/config.ts";
import { PurgeError } from "../../src/model/errors.ts";

const HADO_KEY = `hado_sk_${"0a".repeat(24)}`;
const GOOD = { provider: "hado", "site-url": "https://www.example.com/", "api-key": HADO_KEY, purge: "/a" };

/** Inputs as the runner gives them: every declared one is there, empty or with its default. */
function raw(given: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const declared = INPUTS.map((input): [string, string] => [input.name, input.default ?? ""]);
  return new Map([...declared, ["github-token", "ghs_token"], ...Object.entries(given)]);
}

async function problemsOf(
  given: Readonly<Record<string, string>>,
  event = "push",
  isSelfHosted = false,
): Promise<string> {
  try {
    await parseInputs(raw(given), event, isSelfHosted);
  } catch (error) {
    if (error instanceof PurgeError)
      return error.problems.map(({ input, message }) => `${input}: ${message}`).join("\n");
    throw error;
  }
  return "";
}

async function destination(given: Readonly<Record<string, string>>): Promise<Config["destinations"][number]> {
  const config = await parseInputs(raw({ ...GOOD, ...given }), "push");
  return config.destinations[0] as Config["destinations"][number];
}

describe("parseInputs", () => {
  it("reads a minimal configuration and fills in the rest", async () => {
    expect(await destination({})).toMatchObject({
      name: "hado",
      site: "www.example.com",
      siteUrls: [{ origin: "https://www.example.com", basePath: "/" }],
      source: { changes: ["auto"] },
      mapping: { urlStyle: "index" },
      limits: { purgeBy: "auto", maxPurges: 50 },
      delivery: { level: "accepted", timeoutMs: 300_000 },
    });
  });

  it.each([
    ["10m", 600_000],
    ["90s", 90_000],
    ["1h", 3_600_000],
    ["45", 45_000],
  ])("reads the timeout %s", async (timeout, timeoutMs) => {
    expect(await destination({ timeout })).toMatchObject({ delivery: { timeoutMs } });
  });

  it.each([
    ["hado", "wait-for: cannot be verified at Hado SEO"],
    ["paradarum", "site-url: is missing, and wait-for: verified looks at the live site"],
    ["batoff", "site-url: is missing: Batoff purges absolute URLs"],
  ])("refuses to verify what the live site cannot show (%s)", async (provider, message) => {
    const sites = { hado: "www.example.com", paradarum: "123", batoff: "site_123" };
    const site = sites[provider as keyof typeof sites];
    const given = { ...GOOD, provider, site, "site-url": "", "wait-for": "verified", "dry-run": "true", purge: "/a" };
    const problems = await problemsOf({ ...given, prewarm: "true" });
    expect(problems).toContain(message);
    expect(problems.split("\n")).toHaveLength(1);
  });

  it("reads the inputs that verify the live site", async () => {
    expect(await destination({})).toMatchObject({
      proof: { verifySample: 20, prewarm: false, originUrl: undefined },
    });
    const given = {
      "origin-url": "https://o.example/build",
      "build-dir": "x",
      "verify-sample": "all",
      prewarm: "true",
    };
    expect(await destination(given)).toMatchObject({
      proof: { originUrl: "https://o.example/build/", verifySample: Number.POSITIVE_INFINITY, prewarm: true },
    });
  });

  it("waits for a purge that is to be warmed up after", async () => {
    const paradarum = { provider: "paradarum", site: "123", "api-key": "k-0123456789", "dry-run": "true" };
    expect(await destination(paradarum)).toMatchObject({ delivery: { level: "accepted" } });
    expect(await destination({ ...paradarum, prewarm: "true" })).toMatchObject({ delivery: { level: "completed" } });
  });

  it("gives every site URL a base path with slashes", async () => {
    const { siteUrls } = await destination({
      site: "a.example",
      "site-url": "https://a.example/loans\nhttps://b.example # apex",
    });

    expect(siteUrls).toEqual([
      { origin: "https://a.example", basePath: "/loans/" },
      { origin: "https://b.example", basePath: "/" },
    ]);
  });

  it.each([
    ["pull_request", "auto", true],
    ["pull_request_target", "auto", true],
    ["merge_group", "auto", true],
    ["push", "auto", false],
    ["push", "true", true],
    ["pull_request", "false", false],
  ])("on %s with dry-run %s plans only: %s", async (event, dryRun, expected) => {
    const config = await parseInputs(raw({ ...GOOD, "dry-run": dryRun }), event);

    expect(config.dryRun).toBe(expected);
  });

  it("has no token where the runner gives none, and never the text of its default", async () => {
    for (const token of ["", " ", "${{ github.token }}"]) {
      const config = await parseInputs(raw({ ...GOOD, "github-token": token }), "push");
      expect(config.githubToken, token).toBeUndefined();
    }
  });

  it.each([
    [false, "6h", ""],
    [
      false,
      "361m",
      "timeout: is 21660 s, longer than a job may run on this runner (6 hours). A self-hosted runner has 120",
    ],
    [false, "121h", "timeout: is 435600 s, longer than a job may run on this runner (6 hours)"],
    [true, "120h", ""],
    [true, "432000", ""],
    [true, "432001", "timeout: is 432001 s, longer than a job may run on this runner (120 hours)"],
  ])("on a runner that is self-hosted: %s takes a timeout of %s: %s", async (isSelfHosted, timeout, message) => {
    expect(await problemsOf({ ...GOOD, timeout }, "push", isSelfHosted)).toBe(message);
  });

  it("needs no key for a dry run", async () => {
    expect(await problemsOf({ ...GOOD, "api-key": "" }, "pull_request")).toBe("");
    expect(await problemsOf({ ...GOOD, "api-key": "" }, "push")).toMatch(/^api-key: is missing/);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ["no provider", { provider: "" }, /^provider: is missing: one of 5centscdn, .*batoff, /],
    ["an unknown provider", { provider: "batof" }, /^provider: knows no "batof"\. Did you mean batoff\?/],
    ["a misspelt input", { "site-ulr": "x" }, /^site-ulr: is no input\. Did you mean site-url\?/],
    ["an input with _ for -", { build_dir: "x" }, /^build_dir: is no input\. Did you mean build-dir\?/],
    [
      "a way that is broader than its bound",
      { "purge-by": "prefix", "widen-to": "none" },
      /^widen-to: is none, and purge-by: prefix is broader/,
    ],
    [
      "to owe without a memory",
      { "over-limit": "defer", state: "none" },
      /^over-limit: is defer, and nothing remembers what is owed/,
    ],
    ["a word that is no choice", { "purge-by": "url" }, /^purge-by: knows no "url": one of auto, path, prefix/],
    ["a relative site URL", { "site-url": "www.example.com" }, /^site-url: "www\.example\.com" is no absolute URL/],
    ["a site URL with a query", { "site-url": "https://h/?a" }, /^site-url: .*query/],
    ["a plain http API", { "api-url": "http://api.example.com" }, /^api-url: .*https/],
    ["an API URL that is none", { "api-url": "nonsense" }, /^api-url: /],
    ["options that are no mapping", { "provider-options": "- a\n- b" }, /^provider-options: is no mapping/],
    ["options that are no YAML", { "provider-options": "a: [" }, /^provider-options: is no valid YAML/],
    ["options of an alias bomb", { "provider-options": "a: &a [x]\nb: [*a, *a]" }, /^provider-options: /],
    ["an unknown option", { "provider-options": "trailing-slsh: strip" }, /^provider-options\.trailing-slsh: /],
    [
      "an option that is an input",
      { "provider-options": "site: x" },
      /^provider-options: holds site, which is an input/,
    ],
    ["selectors that are none", { purge: "/a*\n*.css" }, /^purge: `\/a\*` .*ext:.*; `\*\.css` .*Did you mean ext:css/],
    ["zero time", { timeout: "0" }, /^timeout: is 0/],
    ["more time than a job has", { timeout: "7h" }, /^timeout: .*longer than a job/],
    ["a second more than a job has", { timeout: "21601" }, /^timeout: .*longer than a job/],
    ["time that is none", { timeout: "1e3" }, /^timeout: "1e3" is no duration/],
    ["a count that is none", { "max-purges": "0x10" }, /^max-purges: "0x10" is no whole number/],
    [
      "an amount with a sign of money",
      { "max-cost": "$2" },
      /^max-cost: "\$2" is no amount of US dollars.*for example 2\.50/,
    ],
    ["an amount with a comma", { "max-cost": "2,50" }, /^max-cost: "2,50" is no amount/],
    ["an amount below nothing", { "max-cost": "-1" }, /^max-cost: "-1" is no amount/],
    ["an include that is a path", { include: "/blog/*" }, /^include: .*purge/],
    ["an unevaluated expression", { site: "${{ secrets.SITE }}" }, /^site: holds an expression/],
    ["nothing to purge at all", { changes: "none", purge: "" }, /^changes: is none and purge is empty/],
  ])("refuses %s with one problem", async (_, given, message) => {
    const problems = await problemsOf({ ...GOOD, ...given });

    expect(problems).toMatch(message);
    expect(problems.split("\n")).toHaveLength(1);
  });

  it("ignores unknown inputs that are similar to none of ours", async () => {
    expect(await problemsOf({ ...GOOD, "something-else": "x" })).toBe("");
  });

  it("reports all problems at once", async () => {
    const problems = await problemsOf({ ...GOOD, "purge-by": "x", timeout: "x", "site-url": "x", "dry-run": "yes" });

    expect(problems.split("\n").map((line) => line.split(":")[0])).toEqual([
      "site-url",
      "purge-by",
      "timeout",
      "dry-run",
    ]);
  });

  it.each([
    ["a line break", "hado_sk_SECRET1\nSECRET2"],
    ["an emoji", "hado_sk_SECRET1😀"],
    ["a scheme word in front", "Bearer hado_sk_SECRET1"],
    ["a NUL", "hado_sk_SECRET1\0"],
    ["all of a JSON document around it", '{"key":"hado_sk_SECRET1"}'],
  ])("refuses a key with %s without showing it", async (_, key) => {
    const problems = await problemsOf({ ...GOOD, "api-key": key });

    expect(problems).toMatch(/^api-key: /);
    expect(problems.split("\n")).toHaveLength(1);
    expect(problems).not.toMatch(/SECRET/);
  });

  it("refuses a key that is too short to be masked", async () => {
    expect(await problemsOf({ ...GOOD, "api-key": "abc" })).toMatch(/^api-key: is too short/);
    expect(await problemsOf({ ...GOOD, "api-key": "   " })).toMatch(/^api-key: is missing/);
  });

  it.each([
    "https://www.exam\tple.com",
    "https://www.exam\u00adple.com",
    "https:\\\\www.example.com",
    "https:www.example.com",
    "https:///www.example.com",
    "//www.example.com/",
    "*",
    "https://*.example.com/",
    "https://www.example.com./",
    "https://www.example.com:0/",
    "https://www.example.com:99999/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://www.example.com@evil.example/",
    "https://user:pass-w0rd@bad host/",
    "https:\\\\user:pass-w0rd@www.example.com/",
  ])("takes no such address, for whatever it is meant: %j", async (address) => {
    for (const input of ["site-url", "origin-url", "api-url"]) {
      const problems = await problemsOf({ ...GOOD, "build-dir": "public", [input]: address });
      expect(problems, input).toMatch(new RegExp(`^${input}: `));
      expect(problems.split("\n"), input).toHaveLength(1);
      expect(problems).not.toContain("pass-w0rd");
    }
  });

  it("reads addresses as browsers do: port, case and script of the host", async () => {
    const { siteUrls } = await destination({
      site: "www.example.com",
      "site-url": "HTTPS://WWW.Example.com:0443/a b\nhttps://\u24d4xample.com",
    });
    expect(siteUrls).toEqual([
      { origin: "https://www.example.com", basePath: "/a%20b/" },
      { origin: "https://example.com", basePath: "/" },
    ]);
  });

  it.each(["1e3", "0x10", "-1", "NaN", "Infinity", "9007199254740993", "1.5", "\uff11\uff12", "0", "00"])(
    "takes no %j for a number",
    async (text) => {
      for (const input of ["max-purges", "verify-sample", "timeout"]) {
        expect(await problemsOf({ ...GOOD, [input]: text }), input).toMatch(new RegExp(`^${input}: `));
      }
    },
  );

  it.each(["True", "yes", "1", "on"])("takes no %j for true", async (text) => {
    for (const input of ["prewarm", "dry-run"]) {
      expect(await problemsOf({ ...GOOD, [input]: text }), input).toMatch(new RegExp(`^${input}: knows no`));
    }
  });

  it.each(["a\u0007b", "a\nb", "a\u2028b", "a\u202eb", "a\u200bb", "x".repeat(201)])(
    "takes no environment called %j",
    async (environment) => {
      expect(await problemsOf({ ...GOOD, environment })).toMatch(/^environment: has /);
    },
  );

  it.each([
    ["the same one twice", "trailing-slash: strip\ntrailing-slash: keep"],
    ["lists twenty thousand deep", "[".repeat(20_000)],
    ["mappings ten thousand deep", '{"a":'.repeat(10_000)],
  ])("refuses options with %s", async (_, options) => {
    expect(await problemsOf({ ...GOOD, "provider-options": options })).toMatch(/^provider-options: is no valid YAML/);
  });

  it("needs the site's address where the provider purges URLs", async () => {
    const given = { provider: "batoff", site: "site_1", "api-key": "bto_live_x", purge: "/a" };

    expect(await problemsOf(given)).toMatch(/^site-url: is missing: Batoff purges absolute URLs/);
  });

  it.each([
    ["paradarum", /^site: .*property/],
    ["5centscdn", /^site: .*zone/],
    ["f5xc", /^site: .*namespace\/distribution/],
    ["batoff", /^site: /],
  ])("names the site of %s in the vendor's word", async (provider, message) => {
    const given = { provider, "site-url": "https://h.example/", "api-key": "k".repeat(20), purge: "/a" };
    const problems = (await problemsOf(given)).split("\n").filter((line) => line.startsWith("site:"));

    expect(problems.join()).toMatch(message);
  });
});

describe("secretValues", () => {
  it("masks each line of a key that was pasted with line breaks", () => {
    expect(secretValues(new Map([["api-key", "one\ntwo"]]))).toEqual(["one", "two"]);
  });
});

describe("INPUTS", () => {
  it("describes every input, and gives the token GitHub's own as default", () => {
    expect(INPUTS.every(({ description }) => description.length > 20)).toBe(true);
    expect(INPUTS.find(({ name }) => name === "github-token")?.default).toBe("${{ github.token }}");
    expect(INPUTS.find(({ name }) => name === "site")).not.toHaveProperty("default");
  });
});
