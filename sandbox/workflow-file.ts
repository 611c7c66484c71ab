/** What a workflow file says of its steps that purge, as far as playing it needs that. */
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";

const Step = z.object({
  uses: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  env: z.record(z.string(), z.unknown()).optional(),
});
const Matrix = z.record(z.string(), z.array(z.unknown()));
const Job = z.object({
  strategy: z.object({ matrix: Matrix.optional() }).optional(),
  steps: z.array(Step).optional(),
});
const Workflow = z.object({
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
  jobs: z.record(z.string(), Job),
});

type Values = Readonly<Record<string, string>>;

export interface PurgeStep {
  readonly with: Values;
  readonly env: Values;
}

/** One job, or one leg of its matrix, and its steps that purge. */
export interface Leg {
  readonly name: string;
  readonly eventName: "push" | "pull_request" | "release";
  readonly steps: readonly PurgeStep[];
}

/** @throws an Error that says what is wrong with the file. */
export async function readWorkflow(path: string): Promise<readonly Leg[]> {
  const parsed = Workflow.safeParse(parse(await readFile(path, "utf8")));
  if (!parsed.success) throw new Error(`${path} is no workflow: it needs on and jobs with steps`);
  const { on, jobs } = parsed.data;
  const events = typeof on === "string" ? [on] : Array.isArray(on) ? on : Object.keys(on);
  const eventName = (["pull_request", "release"] as const).find((name) => events.includes(name)) ?? "push";
  const legs = Object.entries(jobs).flatMap(([name, { steps = [], strategy }]) => {
    const own = steps.filter(({ uses = "" }) => /\/deploy-purge@/.test(uses));
    if (own.length === 0) return [];
    return combinations(strategy?.matrix ?? {}).map((texts): Leg => {
      const label = [name, ...Object.values(texts)].join(" ");
      return { name: label, eventName, steps: own.map((step) => stepOf(step, texts)) };
    });
  });
  if (legs.length === 0) throw new Error(`${path} has no step that uses …/deploy-purge@…`);
  return legs;
}

/** What GitHub makes of a matrix, as far as its lists go; entries of `include` stand for themselves where there are no lists. */
function combinations({ include = [], exclude: _, ...lists }: z.infer<typeof Matrix>): readonly Values[] {
  const names = Object.keys(lists);
  if (names.length === 0) {
    const legs = include.flatMap((values) => (typeof values === "object" && values !== null ? [{ ...values }] : []));
    return legs.length === 0 ? [{}] : legs.map((values) => evaluate(values, {}));
  }
  return names.reduce<readonly Values[]>(
    (legs, name) => legs.flatMap((leg) => (lists[name] ?? []).map((value) => ({ ...leg, [name]: String(value) }))),
    [{}],
  );
}

function stepOf({ with: inputs = {}, env = {} }: z.infer<typeof Step>, matrix: Values): PurgeStep {
  return { with: evaluate(inputs, matrix), env: evaluate(env, matrix) };
}

/** Values of the matrix are put in, secrets are made up, and what is nothing but a variable is left out: it is known to GitHub alone. */
function evaluate(values: Readonly<Record<string, unknown>>, matrix: Values): Values {
  const entries = Object.entries(values).flatMap(([name, value]) => {
    const text = String(value).replace(/\$\{\{\s*matrix\.([\w-]+)\s*\}\}/g, (_, key: string) => matrix[key] ?? "");
    if (/^\s*\$\{\{(?!\s*secrets\.)[^}]*\}\}\s*$/.test(text)) return [];
    return [[name, text.replace(/\$\{\{[^}]*\}\}/g, "made-up")]];
  });
  return Object.fromEntries(entries);
}
