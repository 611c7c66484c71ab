import { escapeControlCharacters } from "../lib/escape.ts";
import { cachesHint } from "./log-proof.ts";
import {
  causesFirst,
  certainty,
  counted,
  destinationLabel,
  leavesUnknown,
  nextStep,
  sentence,
  unknownStays,
} from "./messages.ts";
import type { DestinationReport, Report } from "./report.ts";

/** A message at the top of the job's page, for what the user should know without opening the log. */
export interface Annotation {
  readonly kind: "notice" | "warning" | "error";
  readonly title: string;
  readonly message: string;
}

/**
 * Most annotations of a kind: the runner keeps 10 for a step and drops the rest in silence (`ExecutionContext.cs` of
 * actions/runner 2.336.0).
 */
const MAX_PER_KIND = 8;
/** Longest message in characters: the runner cuts at 4,096 (same source). */
const LONGEST_MESSAGE = 4000;
const LONGEST_PART = 1500;
/** Instructions or widenings that a message names. */
const MAX_EXAMPLES = 3;

/** The annotations of a run, one for each reason, most important first. Give it a redacted report. */
export function annotationsOf(report: Report): readonly Annotation[] {
  const { destinations } = report;
  const of = (
    find: (one: DestinationReport, label: string) => readonly Annotation[],
    ones: readonly DestinationReport[] = destinations,
  ) => ones.flatMap((one) => find(one, destinationLabel(one, destinations.length > 1)));
  const found = [
    ...report.problems.map((one) => ofProblem(one, report.errorCode)),
    ...of(
      ofFailures,
      causesFirst(destinations, ({ failures }) => failures[0]?.code ?? ""),
    ),
    ...of(ofWidenings),
    ...of(ofUnknown),
    ...of(ofDoubt),
  ];
  const isRed = report.errorCode !== "";
  const all = isRed && !found.some(({ kind }) => kind === "error") ? [ofRun(report), ...found] : found;
  return (["error", "warning", "notice"] as const).flatMap((kind) => bounded(all.filter((one) => one.kind === kind)));
}

function annotation(kind: Annotation["kind"], title: string, message: string): Annotation {
  return {
    kind,
    title: escapeControlCharacters(title, 200),
    message: escapeControlCharacters(message, LONGEST_MESSAGE),
  };
}

function ofRun({ message, errorCode }: Report): Annotation {
  return annotation(
    "error",
    `deploy-purge: ${errorCode}`,
    `${sentence(escapeControlCharacters(message, LONGEST_PART))} ${nextStep(errorCode)}`,
  );
}

function ofProblem({ input, message }: Report["problems"][number], errorCode: string): Annotation {
  // The log shows the message without its title. A problem may show a line of the input and a caret below it: they stay lines.
  const text = `${input}: ${message}`
    .split("\n")
    .map((line) => escapeControlCharacters(line, LONGEST_PART))
    .join("\n");
  return { kind: "error", title: `deploy-purge: ${errorCode}`, message: text.slice(0, LONGEST_MESSAGE) };
}

function ofFailures(destination: DestinationReport, label: string): readonly Annotation[] {
  const { failures, instructions: all } = destination;
  const byReason = failures.toSorted((one, other) => other.instructions - one.instructions);
  const hit = hitBy(new Set(byReason.slice(0, MAX_PER_KIND).map(({ message }) => message)), all);
  return byReason.map(({ code, message, instructions }) => {
    const text = `${counted(instructions, "instruction")} not purged${named(hit.get(message))}: ${sentence(escapeControlCharacters(message, LONGEST_PART))}${cachesHint(destination, code)} ${nextStep(code)}`;
    return annotation("error", `${label}: ${code}`, text);
  });
}

/** The instructions that met with a reason: how many, and the first of them. */
interface Hit {
  readonly count: number;
  readonly examples: readonly string[];
}

/** In one pass: there may be very many instructions, and nearly as many reasons. */
function hitBy(reasons: ReadonlySet<string>, instructions: DestinationReport["instructions"]): Map<string, Hit> {
  const hits = new Map<string, Hit>();
  if (reasons.size === 0) return hits;
  for (const { message, selector } of instructions) {
    if (message === undefined || !reasons.has(message)) continue;
    const { count, examples } = hits.get(message) ?? { count: 0, examples: [] };
    hits.set(message, { count: count + 1, examples: count < MAX_EXAMPLES ? [...examples, selector] : examples });
  }
  return hits;
}

/** ` (/a, /b and 7 more)`: which ones, as far as there is room. */
function named({ count, examples }: Hit = { count: 0, examples: [] }): string {
  if (count === 0) return "";
  const more = count > examples.length ? ` and ${count - examples.length} more` : "";
  return ` (${examples.map((selector) => escapeControlCharacters(selector, 200)).join(", ")}${more})`;
}

function ofWidenings({ plan, changes }: DestinationReport, label: string): readonly Annotation[] {
  // That there was nothing to compare with is a warning of its own, at once when it is known.
  const widenings = plan.translations.filter(({ how, why }) => how === "widening" && why !== changes.everything);
  const reasons = Map.groupBy(widenings, ({ why }) => why);
  return Array.from(reasons, ([why, ones]) => {
    const evicted = ones.reduce((total, { collateral }) => total + (collateral ?? 0), 0);
    const examples = ones
      .slice(0, MAX_EXAMPLES)
      .map(({ from, to }) => `${escapeControlCharacters(from, 200)} became ${escapeControlCharacters(to, 200)}`);
    const more = ones.length > examples.length ? `, and ${ones.length - examples.length} more` : "";
    const message = `${examples.join("; ")}${more}: ${sentence(escapeControlCharacters(why, LONGEST_PART))} It evicts ${counted(evicted, "known object that", "known objects that")} did not change.`;
    return annotation("warning", `${label}: more than the change is purged`, message);
  });
}

function ofUnknown(destination: DestinationReport, label: string): readonly Annotation[] {
  const { providerName } = destination;
  return leavesUnknown(destination).map((one) =>
    annotation("warning", `${label}: copies at unknown addresses stay`, unknownStays(one, providerName)),
  );
}

function ofDoubt(destination: DestinationReport, label: string): readonly Annotation[] {
  if (leavesUnknown(destination).length > 0 && destination.verdict === "purged") return [];
  if (destination.verdict === "deferred") {
    const message = `${counted(destination.owed, "instruction")} did not fit into this run and are owed: until a later run sends them, what they cover may be served old.`;
    return [annotation("warning", `${label}: deferred`, message)];
  }
  const sure = certainty(destination);
  if (destination.verdict !== "purged" || destination.confirmed || sure === undefined) return [];
  return [annotation("notice", `${label}: not confirmed`, sure)];
}

/** The last of them counts the ones that are left out. */
function bounded(ones: readonly Annotation[]): readonly Annotation[] {
  if (ones.length <= MAX_PER_KIND) return ones;
  const shown = ones.slice(0, MAX_PER_KIND - 1);
  const kind = shown[0]?.kind ?? "notice";
  const message = `${ones.length - shown.length} more of this kind: the job summary and the report file have all of them.`;
  return [...shown, annotation(kind, "deploy-purge", message)];
}
