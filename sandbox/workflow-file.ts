/** What a workflow file says of its steps that purge, as far as playing it needs that. */
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";

const Env = z.record(z.string(), z.unknown());
const Step = z.object({
  uses: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  env: Env.optional(),
});
const Matrix = z.record(z.string(), z.array(z.unknown()));
const Job = z.object({
  env: Env.optional(),
  strategy: z.object({ matrix: Matrix.optional() }).optional(),
  steps: z.array(Step).optional(),
});
const Workflow = z.object({
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
  env: Env.optional(),
  jobs: z.record(z.string(), Job),
});

type Values = Readonly<Record<string, string>>;

export interface PurgeStep {
  readonly with: Values;
  /** Inputs whose whole value only GitHub knows, and the expression that it is: `${{ vars.DIST }}`. */
  readonly unknown: Values;
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
  const parsed = Workflow.safeParse(await readYaml(path));
  if (!parsed.success) throw new Error(`${path} is no workflow: it needs on and jobs with steps`);
  const { on, jobs, env: ofWorkflow = {} } = parsed.data;
  const events = typeof on === "string" ? [on] : Array.isArray(on) ? on : Object.keys(on);
  // A workflow that deploys as well is played as a deploy.
  const eventName = (["push", "release", "pull_request"] as const).find((name) => events.includes(name)) ?? "push";
  const legs = Object.entries(jobs).flatMap(([name, { steps = [], strategy, env: ofJob = {} }]) => {
    const own = steps.filter(({ uses = "" }) => /\/deploy-purge@/.test(uses));
    if (own.length === 0) return [];
    return combinations(strategy?.matrix ?? {}).map((texts): Leg => {
      const label = [name, ...Object.values(texts)].join(" ");
      return { name: label, eventName, steps: own.map((step) => stepOf(step, texts, { ...ofWorkflow, ...ofJob })) };
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

function stepOf(
  { with: inputs = {}, env = {} }: z.infer<typeof Step>,
  matrix: Values,
  around: z.infer<typeof Env>,
): PurgeStep {
  const own = { ...evaluate(around, { matrix }), ...evaluate(env, { matrix }) };
  const known = evaluate(inputs, { matrix, env: own });
  const unknown = Object.entries(inputs).flatMap(([name, value]) =>
    known[name] === undefined ? [[name, String(value).trim()] as const] : [],
  );
  const madeUp = Object.keys(env).map((name) => [name, "made-up"] as const);
  return { with: known, unknown: Object.fromEntries(unknown), env: { ...Object.fromEntries(madeUp), ...own } };
}

/** Contexts of expressions whose values the file has: `${{ matrix.app }}`, `${{ env.DIST }}`. */
type Contexts = Readonly<Record<string, Values>>;

/** Values of the contexts are put in, secrets are made up, and what is nothing but another expression is left out. */
function evaluate(values: Readonly<Record<string, unknown>>, contexts: Contexts): Values {
  const entries = Object.entries(values).flatMap(([name, value]) => {
    const text = String(value).replace(
      /\$\{\{\s*(\w+)\.([\w-]+)\s*\}\}/g,
      (expression, context: string, key: string) => contexts[context]?.[key] ?? expression,
    );
    if (/^\s*\$\{\{(?!\s*secrets\.)[^}]*\}\}\s*$/.test(text)) return [];
    return [[name, text.replace(/\$\{\{[^}]*\}\}/g, "made-up")]];
  });
  return Object.fromEntries(entries);
}

/** @throws an Error that names the file and says why it cannot be read. */
async function readYaml(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    const why = error.code === "ENOENT" ? "there is no such file" : `it cannot be read (${error.code})`;
    throw new Error(`${path}: ${why}. Give the path of a workflow, for example examples/rsync.yml`);
  });
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${path} is no YAML: ${(error as Error).message.trim()}`);
  }
}
