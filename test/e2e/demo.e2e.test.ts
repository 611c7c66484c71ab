import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { TOUR } from "../../sandbox/demo-tour.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const DEMO = fileURLToPath(new URL("../../sandbox/demo.ts", import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the demo as `npm start` does. `until`: a text in its output after which it gets SIGINT. */
async function demo(args: readonly string[], until?: string): Promise<Ended> {
  // It leaves the summaries there to be read.
  const env = { ...process.env, TMPDIR: await makeTempFolder("demo-") };
  const child = spawn(process.execPath, [DEMO, ...args], { stdio: ["ignore", "pipe", "pipe"], env });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const wasThere = until !== undefined && out.includes(until);
    out += text;
    if (!wasThere && until !== undefined && out.includes(until)) child.kill("SIGINT");
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once("close", resolve);
  return { code: await promise, out, err };
}

describe.concurrent("npm start", () => {
  it("takes every step at every provider, in 100 columns, and ends well", { timeout: 120_000 }, async () => {
    const { code, out, err } = await demo([]);

    expect([code, err]).toEqual([0, ""]);
    for (const provider of TOUR) expect(out).toMatch(new RegExp(`^== ${provider}\\b`, "m"));
    expect(out).toMatch(/^added +blog\/spelt\/index\.html +3 +stale \(HIT\) +-> purged \(MISS\) +-> fresh \(HIT\)$/m);
    expect(out).not.toMatch(/STALE|NOT PURGED/);
    const long = out
      .split("\n")
      .filter((line) => line.length > 100 && !/^The? (?:action says|job summaries)/i.test(line));
    expect(long).toEqual([]);
    expect(out).toMatch(/^2 +menu\.html, with a wrong key +failed +0 +1 +\/menu\.html$/m);
    expect(out).toMatch(/^3 +prices\.html, with the right key +purged +2 +0 +nothing$/m);
    expect(out).not.toMatch(/^#|<details>|&#\d+;/m);
  });

  it("serves one provider's API, says how to use it, and ends with Ctrl-C", async () => {
    const { code, out } = await demo(["--provider", "batoff", "--port", "0"], "Point the action at it");

    expect(code).toBe(0);
    expect(out).toMatch(/^origin +http:\/\/127\.0\.0\.1:\d+$/m);
    expect(out).toMatch(/^ {4}api-url: "http:\/\/127\.0\.0\.1:\d+"$/m);
  });

  it("explains itself", async () => {
    const { code, out } = await demo(["--help"]);

    expect([code, out.startsWith("npm start")]).toEqual([0, true]);
  });

  it.each([
    [["--colour"], "--colour"],
    [["extra"], "extra"],
    [["--port", "8080"], "--provider"],
    [["--provider", "nobody"], "hado"],
    [["--provider", "batoff", "--port", "http"], "--port"],
  ])("refuses %j", async (args, message) => {
    const { code, out, err } = await demo(args);

    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(message);
  });
});

// One at a time: each starts several processes one after the other.
describe("npm start -- --workflow", () => {
  it.each([
    ["several-cdns", /edge of inner: 3 of 3 changed[\s\S]*edge of outer: 3 of 3 changed/],
    ["preview", /a pull request +dry-run[\s\S]*Would purge 3 URLs of 3 files/],
    ["php-routes", /a deploy with changes +purged +2 purged\n.* 1 of 1 changed pages are fresh, 1 of 1/],
  ])("plays the steps of a workflow: %s", { timeout: 60_000 }, async (name, shown) => {
    const { code, out, err } = await demo(["--workflow", `examples/${name}.yml`]);

    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(shown);
  });

  it.each([
    ["no workflow", "package.json", /is no workflow/],
    ["a workflow that does not purge", ".github/workflows/ci.yml", /has no step that uses/],
    ["no file", "examples/nothing.yml", /ENOENT/],
  ])("says what is wrong with %s", async (_, path, message) => {
    const { code, err } = await demo(["--workflow", path]);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });
});
