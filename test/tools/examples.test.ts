import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseInputs } from "../../src/inputs/parse.ts";
import { INPUTS } from "../../src/inputs.ts";
import { textOf } from "./repository.ts";

type With = Readonly<Record<string, unknown>>;

interface Step {
  readonly uses?: string;
  readonly with?: With;
}

const blocks = [...textOf("docs/memory.md").matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
const steps = blocks.flatMap((block) => stepsOf(parse(block))).filter(({ uses }) => uses?.includes("/deploy-purge@"));

test("the examples of docs/memory.md cover every situation", () => {
  expect(blocks.length).toBe(7);
  expect(steps.length).toBe(8);
});

test.each(steps.map(({ with: given = {} }, at): [number, With] => [at, given]))(
  "example %i is an input that works",
  async (_, given) => {
    const raw = new Map(INPUTS.map(({ name, default: value = "" }): [string, string] => [name, value]));
    for (const [name, value] of Object.entries(given))
      raw.set(name, evaluated(String(value), String(given["provider"])));

    await expect(parseInputs(raw, "push")).resolves.toMatchObject({ destinations: [expect.anything()] });
  },
);

/** Secrets and contexts as the runner would put them in. */
function evaluated(value: string, provider: string): string {
  const key = provider === "hado" ? `hado_sk_${"0a".repeat(24)}` : "k3yk3yk3yk3y";
  return value.replace(/\$\{\{ secrets\..*?\}\}/g, key).replace(/\$\{\{.*?\}\}/g, "loans");
}

function stepsOf(block: unknown): readonly Step[] {
  if (Array.isArray(block)) return block;
  const { jobs = {} } = block as { readonly jobs?: Readonly<Record<string, { readonly steps: readonly Step[] }>> };
  return Object.values(jobs).flatMap((job) => job.steps);
}
