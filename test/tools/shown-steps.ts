import { parse } from "yaml";
import { INPUTS } from "../../src/inputs/inputs.ts";
import { readConfig } from "../../src/inputs/read-config.ts";
import type { Config } from "../../src/model/config.ts";
import { textOf } from "./repository.ts";

export interface ShownStep {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface ShownJob {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly strategy?: { readonly matrix?: { readonly include?: readonly Readonly<Record<string, unknown>>[] } };
  readonly steps: readonly ShownStep[];
}

interface ShownWorkflow {
  readonly on: string | Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, ShownJob>>;
}

/** The YAML blocks of a page. */
export function yamlBlocks(markdown: string): readonly string[] {
  return [...markdown.matchAll(/```ya?ml\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
}

/** This project's own steps in a workflow, in a list of steps, or in a single step's keys. */
export function purgeSteps(block: unknown): readonly ShownStep[] {
  if (Array.isArray(block)) return block.filter(isPurge);
  const { jobs } = block as Partial<ShownWorkflow>;
  return jobs === undefined ? [] : Object.values(jobs).flatMap(({ steps }) => steps.filter(isPurge));
}

function isPurge({ uses = "" }: ShownStep): boolean {
  return uses.includes("/deploy-purge@");
}

/**
 * A step through the action's own parser, as the runner would start it.
 *
 * @param values what expressions and variables give: `secrets.NAME`, `matrix.app`.
 * @throws {PurgeError} what is wrong with it.
 */
export function parseStep(step: ShownStep, eventName = "push"): Promise<Config> {
  const given = step.with ?? {};
  const raw = new Map(INPUTS.map(({ name, default: value = "" }): [string, string] => [name, value]));
  for (const [name, value] of Object.entries(given)) raw.set(name, evaluated(String(value), String(given["provider"])));
  return readConfig(raw, {
    eventName,
    isSelfHosted: false,
    readFile: async () => textOf("docs/deploy-purge.example.yml"),
    takeVariable: (name) => variableOf(name, step.env ?? {}),
  });
}

/** Variables of the step; what a vendor's own tools read of the environment has a plausible value. */
function variableOf(name: string, env: Readonly<Record<string, string>>): string | undefined {
  return env[name] === undefined ? undefined : evaluated(env[name], "");
}

/** Secrets and contexts as the runner would put them in. */
export function evaluated(value: string, provider: string): string {
  const key = provider === "hado" ? `hado_sk_${"0a".repeat(24)}` : "k3yk3yk3yk3y";
  return value.replace(/\$\{\{ secrets\..*?\}\}/g, key).replace(/\$\{\{.*?\}\}/g, "4711");
}

/** Every block of a page that can be parsed by itself. */
export function parsedBlocks(path: string): readonly unknown[] {
  return yamlBlocks(textOf(path)).map((block) => parse(block));
}
