import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { INPUTS } from "../../src/inputs/inputs.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { textOf } from "./repository.ts";

type With = Readonly<Record<string, unknown>>;
type Permissions = Readonly<Record<string, string>>;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: With;
}

interface Job {
  readonly "runs-on": string;
  readonly permissions?: Permissions;
  readonly concurrency?: unknown;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Newest major versions in October 2026, by each action's own releases. */
const CURRENT: Readonly<Record<string, string>> = {
  "actions/checkout": "v7",
  "actions/upload-artifact": "v7",
  "actions/download-artifact": "v8",
  "actions/upload-pages-artifact": "v5",
  "actions/deploy-pages": "v5",
};

const blocks = [...textOf("docs/memory.md").matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = ""]) => parse(block));
const workflows = blocks.filter((block): block is Workflow => !Array.isArray(block));
const jobs = workflows.flatMap((workflow) =>
  Object.entries(workflow.jobs).map(([name, job]): [string, Job, Workflow] => [name, job, workflow]),
);
const allSteps = [...blocks.filter(Array.isArray).flat(), ...jobs.flatMap(([, { steps }]) => steps)] as readonly Step[];
const steps = allSteps.filter(isPurge);

test("the examples of docs/memory.md cover every situation", () => {
  expect(workflows.map(({ on }) => Object.keys(on)[0])).toEqual([
    "push",
    "push",
    "push",
    "workflow_run",
    "push",
    "release",
    "push",
  ]);
  expect(steps.length).toBe(8);
});

test.each(steps.map(({ with: given = {} }, at): [number, With] => [at, given]))(
  "example %i is an input that works",
  async (_, given) => {
    const names = INPUTS.map(({ name }): string => name);
    expect(Object.keys(given).filter((name) => !names.includes(name))).toEqual([]);
    const raw = new Map(INPUTS.map(({ name, default: value = "" }): [string, string] => [name, value]));
    for (const [name, value] of Object.entries(given))
      raw.set(name, evaluated(String(value), String(given["provider"])));

    await expect(parseInputs(raw, "push")).resolves.toMatchObject({ destinations: [expect.anything()] });
  },
);

describe.each(jobs)("job %s", (_, job, workflow) => {
  const has = (name: string, access: string): boolean => {
    const given = (job.permissions ?? workflow.permissions)?.[name];
    return given === access || given === "write";
  };
  const uses = (name: string): readonly Step[] => job.steps.filter((step) => step.uses?.startsWith(`${name}@`));

  test("runs in a group that nothing cancels", () => {
    const concurrency = job.concurrency ?? workflow.concurrency;
    expect(concurrency).toBeDefined();
    expect(JSON.stringify(concurrency)).not.toContain("cancel-in-progress");
  });

  test("may do what its steps do, and nothing more", () => {
    const purges = job.steps.filter(isPurge);
    const needs = {
      contents: purges.some((step) => step.with?.["state"] === "git-ref")
        ? "write"
        : uses("actions/checkout").length > 0
          ? "read"
          : undefined,
      actions: uses("actions/download-artifact").some((step) => step.with?.["run-id"]) ? "read" : undefined,
      pages: uses("actions/deploy-pages").length > 0 ? "write" : undefined,
      "id-token": uses("actions/deploy-pages").length > 0 ? "write" : undefined,
    };
    for (const [name, access] of Object.entries(needs)) if (access !== undefined) expect(has(name, access)).toBe(true);
    expect(Object.values(job.permissions ?? workflow.permissions ?? {}).filter((one) => one === "write").length).toBe(
      Object.values(needs).filter((one) => one === "write").length,
    );
  });

  test("purges what it has, and only when it is live", () => {
    for (const step of job.steps.filter(isPurge)) {
      expect(step.if).toBeUndefined();
      const others = job.steps.slice(0, job.steps.indexOf(step));
      expect(others.some(({ uses = "" }) => /checkout|download-artifact/.test(uses))).toBe(true);
      const [download] = uses("actions/download-artifact");
      if (download !== undefined) expect(download.with?.["path"]).toBe(step.with?.["build-dir"]);
    }
    for (const upload of [...uses("actions/upload-artifact"), ...uses("actions/upload-pages-artifact")])
      expect(upload.with?.["include-hidden-files"]).toBe(true);
  });
});

test("other actions are of their newest major version", () => {
  const used = new Set(allSteps.flatMap(({ uses = "" }) => (uses.startsWith("actions/") ? [uses] : [])));
  expect([...used].sort()).toEqual(
    Object.entries(CURRENT)
      .map(([name, version]) => `${name}@${version}`)
      .sort(),
  );
});

function isPurge({ uses = "" }: Step): boolean {
  return uses.includes("/deploy-purge@");
}

/** Secrets and contexts as the runner would put them in. */
function evaluated(value: string, provider: string): string {
  const key = provider === "hado" ? `hado_sk_${"0a".repeat(24)}` : "k3yk3yk3yk3y";
  return value.replace(/\$\{\{ secrets\..*?\}\}/g, key).replace(/\$\{\{.*?\}\}/g, "loans");
}
