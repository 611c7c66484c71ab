/** What a workflow file says of its steps that purge, as far as playing it needs that. */
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";

const Step = z.object({
  uses: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  env: z.record(z.string(), z.unknown()).optional(),
});
const Matrix = z.object({ include: z.array(z.record(z.string(), z.unknown())).optional() });
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
    return (strategy?.matrix?.include ?? [{}]).map((values): Leg => {
      const texts = evaluate(values, {});
      const label = [name, ...Object.values(texts)].join(" ");
      return { name: label, eventName, steps: own.map((step) => stepOf(step, texts)) };
    });
  });
  if (legs.length === 0) throw new Error(`${path} has no step that uses …/deploy-purge@…`);
  return legs;
}

function stepOf({ with: inputs = {}, env = {} }: z.infer<typeof Step>, matrix: Values): PurgeStep {
  return { with: evaluate(inputs, matrix), env: evaluate(env, matrix) };
}

/** Values of the matrix are put in; what else GitHub would evaluate is a secret or a variable, and made up here. */
function evaluate(values: Readonly<Record<string, unknown>>, matrix: Values): Values {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    String(value)
      .replace(/\$\{\{\s*matrix\.([\w-]+)\s*\}\}/g, (_, key: string) => matrix[key] ?? "")
      .replace(/\$\{\{[^}]*\}\}/g, "made-up"),
  ]);
  return Object.fromEntries(entries);
}
