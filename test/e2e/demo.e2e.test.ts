import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { TOUR } from "../../sandbox/demo-tour.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { textOf } from "../tools/repository.ts";

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
    for (const provider of TOUR) expect(out).toMatch(new RegExp(`^${provider} +7 .* 0 +(\\d)/\\1$`, "m"));
    // One screen or two: nobody reads the same table twenty times.
    expect(out.split("\n").length).toBeLessThan(60);
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

const README = textOf("README.md");

function shownWorkflow(): string {
  return /```yaml\n(name: Deploy\n[\s\S]*?)```/.exec(README)?.[1] ?? "";
}

function readmeRoutes(): string {
  return /```yaml\n(routes: \|\n[\s\S]*?)```/.exec(README)?.[1]?.trimEnd() ?? "";
}

/** Inputs of a step at Batoff. */
function inputsWith(...inputs: readonly string[]): string {
  const lines = [
    "provider: batoff",
    "site: site_123",
    "site-url: https://www.example.com/",
    "api-key: ${{ secrets.BATOFF_TOKEN }}",
    ...inputs.flatMap((text) => text.split("\n")),
  ];
  return lines.map((line) => `          ${line}`).join("\n");
}

/** A workflow with a job for each of these inputs, `job-0` and so on. */
function workflowOf(jobs: readonly string[]): string {
  const texts = jobs.map(
    (inputs, at) => `  job-${at}:\n    steps:\n      - uses: OWNER/deploy-purge@v1\n        with:\n${inputs}\n`,
  );
  return `on: push\nenv: { DIST: out }\njobs:\n${texts.join("")}`;
}

/** Plays a workflow with a job for each of these inputs, in a repository with these files, and gives back what is said of each. */
async function playJobs(
  jobs: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<Ended & { readonly jobs: readonly string[] }> {
  const root = await makeTempFolder("workflow-");
  const path = join(root, ".github/workflows/own.yml");
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, workflowOf(jobs));
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  const ended = await demo(["--workflow", path]);
  const said = jobs.map((_, at) => {
    const [, own = ""] =
      new RegExp(`^== \\S+, job job-${at}\n([\\s\\S]*?)(?=^== |$(?![\\s\\S]))`, "m").exec(ended.out) ?? [];
    return `${own}${ended.err
      .split("\n")
      .filter((line) => line.includes(`job-${at}: `))
      .join("\n")}`;
  });
  return { ...ended, jobs: said };
}

/** A configuration file of two caches, and the inputs of the step that it is for. */
const CONFIG = `build-dir: out
site-url: https://www.example.com/shop/
api-key: \${KEY}
changes: build
destinations:
  - { name: near, provider: bunny, site: 1 }
  - { name: far, provider: cdn77, site: 2, after: near }
`;
const WITH_CONFIG = `          config: .github/caches.yml
        env: { KEY: "\${{ secrets.KEY }}" }`;

// One at a time: each starts several processes one after the other.
describe("npm start -- --workflow", () => {
  it.each([
    ["several-cdns", /edge of inner: 3 of 3 changed[\s\S]*edge of outer: 3 of 3 changed/],
    ["preview", /a pull request +dry-run[\s\S]*Would purge 3 URLs of 3 files/],
    ["php-routes", /a deploy with changes +purged +3 purges\n.* 3 of 3 changed pages are fresh, 1 of 1/],
  ])("plays the steps of a workflow: %s", { timeout: 60_000 }, async (name, shown) => {
    const { code, out, err } = await demo(["--workflow", `examples/${name}.yml`]);

    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(shown);
  });

  it("plays the README's first one", { timeout: 60_000 }, async () => {
    const path = join(await makeTempFolder("workflow-"), "own.yml");
    await writeFile(path, shownWorkflow());
    const { code, out, err } = await demo(["--workflow", path]);

    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/3 of 3 changed pages are fresh, 2 of 2/);
  });

  /** The inputs of a job, and what playing it shows. */
  const own: readonly (readonly [inputs: string, shown: Readonly<Record<string, RegExp>>])[] = [
    [inputsWith("build-dir: ."), { "the repository itself as the site": /3 of 3 changed pages are fresh, 2 of 2/ }],
    [
      inputsWith(readmeRoutes()),
      {
        "routes, and lists that are purged on every run":
          /a deploy with changes +purged[\s\S]* 4 of 4 changed pages are fresh, 1 of 1.*\na deploy without changes +purged/,
      },
    ],
    [inputsWith("purge: /feed.xml"), { "a fixed list alone": /1 of 1 changed pages are fresh/ }],
    [
      inputsWith("build-dir: dist", "dry-run: true"),
      { "a dry run": /sends nothing: the edge is as it was\.\na deploy without changes +dry-run/ },
    ],
    [
      inputsWith(
        "build-dir: ${{ env.DIST }}",
        "base: ${{ github.event.before }}",
        "wait-for: verified",
        "origin-url: https://origin.example.com/",
      ).replace("site_123", "${{ vars.SITE }}"),
      {
        "proof at an origin": /3 of 3 changed pages are fresh/,
        "expressions of which the file has the values, or which are not needed":
          /left out, since only GitHub knows the value: base\n[\s\S]*3 of 3 changed pages are fresh/,
      },
    ],
    [
      WITH_CONFIG,
      {
        "the configuration file in its repository":
          /edge of near: 3 of 3 changed pages.*\nedge of far: 3 of 3 changed pages/,
      },
    ],
  ];
  describe("plays a workflow of one's own", () => {
    let played: Awaited<ReturnType<typeof playJobs>>;
    beforeAll(async () => {
      const inputs = own.map(([one]) => one);
      played = await playJobs(inputs, { ".github/caches.yml": CONFIG });
    }, 120_000);

    it("to the end", () => {
      expect([played.code, played.err]).toEqual([0, ""]);
    });
    const rows = own.flatMap(([, shown], at) => Object.entries(shown).map(([name, said]) => [name, said, at] as const));
    it.each(rows)("%s", (_, shown, at) => {
      expect(played.jobs[at]).toMatch(shown);
    });
  });

  const wrong: readonly (readonly [name: string, inputs: string, message: RegExp])[] = [
    [
      "a provider that only GitHub knows",
      inputsWith("build-dir: dist").replace("batoff", "${{ vars.CDN }}"),
      /provider is \$\{\{ vars\.CDN/,
    ],
    ["a site without its address", inputsWith("build-dir: dist").replace(/site-url: .*/, ""), /site-url: is missing/],
  ];
  describe("says what is wrong with one's own", () => {
    let played: Awaited<ReturnType<typeof playJobs>>;
    beforeAll(async () => {
      played = await playJobs(wrong.map(([, inputs]) => inputs));
    });

    it.each(wrong.map(([name, , message], at) => [name, message, at] as const))("%s", (_, message, at) => {
      expect(played.code).toBe(1);
      expect(played.jobs[at]).toMatch(message);
      expect(played.err).toMatch(new RegExp(`^WRONG {2}job-${at}: `, "m"));
    });
  });

  it.each([
    ["no workflow", "package.json", /is no workflow/],
    ["a workflow that does not purge", ".github/workflows/ci.yml", /has no step that uses/],
    ["no file", "examples/nothing.yml", /examples\/nothing\.yml: there is no such file/],
    ["no YAML", "README.md", /README\.md is no YAML/],
  ])("says what is wrong with %s", async (_, path, message) => {
    const { code, err } = await demo(["--workflow", path]);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });
});
