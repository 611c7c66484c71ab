import type { Outcome } from "../model/outcome.ts";
import type { ServerReport } from "./report.ts";

/** Most different answers of one server that are told apart: those of tags count objects. */
const MAX_ANSWERS = 20;

/** What each named server answered, and to how many instructions; undefined where servers have no names. */
export function serversOf(outcomes: readonly Outcome[]): ServerReport[] | undefined {
  const servers = new Map<string, Map<string, ServerReport["answers"][number]>>();
  for (const { batch, servers: each = [] } of outcomes) {
    for (const { name, state, answer } of each) {
      const answers = servers.get(name) ?? new Map<string, ServerReport["answers"][number]>();
      servers.set(name, answers);
      const isListed = answers.has(`${state} ${answer}`) || answers.size < MAX_ANSWERS;
      const message = isListed ? answer : OTHERS;
      const known = answers.get(`${state} ${message}`)?.instructions ?? 0;
      answers.set(`${state} ${message}`, { state, instructions: known + batch.items.length, message });
    }
  }
  if (servers.size === 0) return undefined;
  return [...servers].map(([name, answers]) => ({ name, answers: [...answers.values()] }));
}

const OTHERS = "other answers";
