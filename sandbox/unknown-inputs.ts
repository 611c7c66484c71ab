/** Inputs of a workflow that are expressions which only GitHub knows the value of. */
import type { Leg, PurgeStep } from "./workflow-file.ts";

/** Inputs that decide what is played: without their values a run would show another step than this one. */
const NEEDED = ["provider", "build-dir", "routes", "purge", "changes", "url-style", "config", "dry-run", "wait-for"];
/** Inputs whose values are the sandbox's own here, whatever the step's are. */
const REPLACED = ["site", "site-url", "origin-url", "api-key"];
/** An address that every replaced input takes. */
const STAND_IN = "https://www.example.com/";

/** What of a leg cannot be played, in words, and the inputs that are left out of it. */
export function judgeUnknown({ steps }: Leg): {
  readonly problems: readonly string[];
  readonly leftOut: readonly string[];
} {
  const unknown = new Map(steps.flatMap((step) => Object.entries(step.unknown)));
  const problems = NEEDED.flatMap((name) => {
    const expression = unknown.get(name);
    return expression === undefined
      ? []
      : [`${name} is ${expression}, which only GitHub knows: play a copy of the file that has a value there`];
  });
  return { problems, leftOut: [...unknown.keys()].filter((name) => ![...NEEDED, ...REPLACED].includes(name)) };
}

/** The step with something in the place of what is replaced anyway. */
export function standIns(step: PurgeStep): PurgeStep {
  const names = Object.keys(step.unknown).filter((name) => REPLACED.includes(name));
  return { ...step, with: { ...Object.fromEntries(names.map((name) => [name, STAND_IN])), ...step.with } };
}
