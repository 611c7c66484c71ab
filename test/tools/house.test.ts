import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { providerIds } from "../../src/providers/registry.ts";
import { committedFiles, textOf } from "./repository.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: { readonly group?: string };
  readonly jobs: Readonly<Record<string, Job>>;
}

interface LockedPackage {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: true;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Jobs that need more than to read the repository. */
const PERMISSIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "release.yml publish": { contents: "write", "id-token": "write", attestations: "write" },
  "codeql.yml analyze": { contents: "read", "security-events": "write" },
  "scorecard.yml analysis": { contents: "read", "security-events": "write", "id-token": "write" },
  "zizmor.yml zizmor": { contents: "read", "security-events": "write" },
};

const workflowFiles = committedFiles().filter((path) => /^\.github\/workflows\/.*\.ya?ml$/.test(path));

describe("workflows", () => {
  test("are there", () => {
    expect(workflowFiles).toEqual([
      ".github/workflows/check-dist.yml",
      ".github/workflows/ci.yml",
      ".github/workflows/codeql.yml",
      ".github/workflows/dependency-review.yml",
      ".github/workflows/prove.yml",
      ".github/workflows/release.yml",
      ".github/workflows/scorecard.yml",
      ".github/workflows/zizmor.yml",
    ]);
  });

  test.each(workflowFiles)("%s gives nothing by default, and to each job what it needs", (file) => {
    const workflow: Workflow = parse(textOf(file));
    expect(workflow.permissions).toEqual({});
    expect(workflow.concurrency?.group).toEqual(expect.any(String));
    for (const [name, job] of Object.entries(workflow.jobs)) {
      expect(job.permissions, name).toEqual(PERMISSIONS[`${file.split("/").at(-1)} ${name}`] ?? { contents: "read" });
      expect(job["timeout-minutes"], name).toBeLessThanOrEqual(file.endsWith("prove.yml") ? 120 : 30);
    }
  });

  test.each(workflowFiles)("%s is never started by a stranger with our permissions", (file) => {
    const workflow: Workflow = parse(textOf(file));
    const dangerous = Object.keys(workflow.on).filter((event) => /_target$|^workflow_run$|^issue/.test(event));
    expect(dangerous).toEqual([]);
  });

  test.each(workflowFiles)(
    "%s pins what it uses by commit, keeps no credential, puts no expression into a script",
    (file) => {
      const workflow: Workflow = parse(textOf(file));
      const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
      const used = textOf(file).matchAll(/uses:\s*(\S+)(.*)/g);
      for (const [, action = "", comment = ""] of used) {
        if (action === "./") continue;
        expect(action).toMatch(/^(?:actions|github|ossf|zizmorcore)\/[a-z/-]+@[0-9a-f]{40}$/);
        expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
      }
      for (const step of steps) {
        if (step.uses?.startsWith("actions/checkout@"))
          expect(step.with).toMatchObject({ "persist-credentials": false });
        expect(step.run ?? "").not.toContain("${{");
      }
    },
  );
});

describe("package-lock.json", () => {
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(textOf("package-lock.json"));
  const packages = Object.entries(lock.packages).filter(([path]) => path !== "");

  test("names no registry, so that it works behind any", () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  test("has the integrity of every package", () => {
    expect(packages.length).toBeGreaterThan(10);
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
  });

  test("names every program of the formatter: npm refuses a lockfile that leaves one out", () => {
    const { optionalDependencies: programs = {} } = lock.packages["node_modules/@biomejs/biome"] ?? {};
    expect(Object.keys(programs).filter((name) => lock.packages[`node_modules/${name}`] === undefined)).toEqual([]);
    expect(Object.keys(programs).length).toBeGreaterThan(1);
  });
});

describe("the repository", () => {
  // Put together here, so that this file does not find itself.
  const machinePaths = new RegExp(["work", "tmp/bash_jobs", "home", "Users"].map((name) => `/${name}/`).join("|"));

  test("names no path of a machine", () => {
    const text = committedFiles().filter((path) => /\.(?:[cm]?[jt]s|json|ya?ml|md|txt)$|^\.ci\//.test(path));
    expect(text.length).toBeGreaterThan(50);
    const allowed = new Set(["test/tools/house.test.ts"]);
    expect(text.filter((path) => !allowed.has(path) && machinePaths.test(textOf(path)))).toEqual([]);
  });

  test("is under the MIT licence, here, in package.json and in the built action", () => {
    expect(textOf("LICENSE")).toMatch(/^MIT License\n/);
    expect(JSON.parse(textOf("package.json")).license).toBe("MIT");
    expect(JSON.parse(textOf("package-lock.json")).packages[""].license).toBe("MIT");
  });

  test("has its promises to reporters and contributors", () => {
    expect(textOf("SECURITY.md")).toMatch(/Report a vulnerability/);
    expect(textOf("CHANGELOG.md")).toMatch(/^## \[Unreleased\]$/m);
    expect(textOf("CONTRIBUTING.md")).toContain("docs/adding-a-provider.md");
  });
});

describe("README.md", () => {
  const readme = textOf("README.md");

  test("begins with the two commands", () => {
    const first = /```sh\n([\s\S]*?)```/.exec(readme);
    expect(first?.index).toBeLessThan(100);
    const commands = (first?.[1] ?? "").trim().split("\n");
    expect(commands.map((line) => line.replace(/\s*#.*/, ""))).toEqual(["npm ci && npm start", "npm cit"]);
  });

  test("names every provider with a link to its page, and shows steps with inputs that exist", () => {
    const action = parse(textOf("action.yml"));
    const steps = yamlBlocks(readme)
      .flatMap(stepsOf)
      .filter((step) => step.uses?.includes("/deploy-purge@"));
    expect(steps.length).toBeGreaterThan(0);
    expect(providerIds.filter((id) => !readme.includes(`](docs/providers/${id}.md) \`${id}\``))).toEqual([]);
    const unknown = steps.flatMap((step) => Object.keys(step.with ?? {})).filter((name) => !(name in action.inputs));
    expect(unknown).toEqual([]);
  });
});

test("links between the documents lead somewhere", () => {
  const files = committedFiles();
  const documents = files.filter((path) => /^(?:[A-Z]+|docs\/.*)\.md$/.test(path));
  const broken = documents.flatMap((document) =>
    linksOf(document)
      .filter((target) => !files.some((path) => path === target || path.startsWith(`${target}/`)))
      .map((target) => `${document} -> ${target}`),
  );
  expect(documents.length).toBeGreaterThan(15);
  expect(broken).toEqual([]);
});

test("paths of our own files that the documents name are there", () => {
  const files = committedFiles();
  // Shows the sources of its readers' sites, which have a src/ too.
  const documents = files.filter((path) => /\.md$|^action\.yml$/.test(path) && path !== "docs/routes.md");
  const stale = documents.flatMap((document) =>
    pathsIn(textOf(document))
      .filter((named) => !files.some((path) => path === named || path.startsWith(`${named}/`)))
      .map((named) => `${document}: ${named}`),
  );
  expect(stale).toEqual([]);
});

/** Paths like `src/plan/limits.ts` in a text; patterns and placeholders (`*`, `<id>`) are none. */
function pathsIn(text: string): readonly string[] {
  const found = text.matchAll(/(?<![\w./-])(?:src|test|tools|sandbox)\/[\w./*<>{}-]*\w>?/g);
  return [...found].map(([path]) => path).filter((path) => !/[*<>{}]/.test(path));
}

/** Paths from the root that a document links to. */
function linksOf(document: string): readonly string[] {
  const links = textOf(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g);
  return [...links].map(([, target = ""]) =>
    new URL(target, `file:///${document}`).pathname.slice(1).replace(/\/$/, ""),
  );
}

function yamlBlocks(markdown: string): readonly unknown[] {
  return [...markdown.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = ""]) => parse(block));
}

/** The steps of a whole workflow, or of a list of steps. */
function stepsOf(block: unknown): readonly Step[] {
  if (Array.isArray(block)) return block;
  const jobs = (block as Partial<Workflow>).jobs ?? {};
  return Object.values(jobs).flatMap((job) => job.steps);
}
