import { code, markdown } from "../../lib/escape.ts";
import { formatCount, formatSeconds } from "../../lib/format.ts";
import { counted } from "../messages.ts";
import type { DestinationReport } from "../report.ts";
import { bullets, LONGEST_CELL, MAX_LISTED, notesList, paragraph, quoted } from "./blocks.ts";

/** What is sent, what it evicts besides, and what else could have been sent. */
export function planText({ plan, providerName }: DestinationReport): string {
  if (plan.instructions === 0) return notesList(plan.notes);
  const floor =
    plan.floorMs >= 1000
      ? ` The rate that ${markdown(providerName, 100)} documents needs at least ${formatSeconds(plan.floorMs)}.`
      : "";
  const collateral =
    plan.collateral === 0
      ? "No known object that did not change is evicted."
      : `${counted(plan.collateral, "known object that did not change is", "known objects that did not change are")} evicted with it.`;
  const text = `${counted(plan.instructions, "instruction")} in ${counted(plan.requests, "request")}. ${collateral}${floor}`;
  return [
    paragraph("Plan", text),
    bullets(plan.translations, translation),
    weighed(plan.alternatives ?? []),
    notesList(plan.notes),
  ].join("");
}

type Alternatives = NonNullable<DestinationReport["plan"]["alternatives"]>;

/** What else could have been sent: shown once there was a choice. */
function weighed(alternatives: Alternatives): string {
  if (alternatives.length < 2) return "";
  const rows = alternatives
    .slice(0, MAX_LISTED)
    .map(({ name, instructions, requests, collateral, broad, why }) =>
      [
        markdown(name, LONGEST_CELL),
        formatCount(instructions),
        formatCount(requests),
        formatCount(collateral),
        formatCount(broad),
        why === "" ? "**chosen**" : markdown(why, LONGEST_CELL),
      ].join(" | "),
    );
  const head = "| Way | Instructions | Requests | Known objects evicted needlessly | Broad instructions | |";
  return `${[head, "| --- | ---: | ---: | ---: | ---: | --- |", ...rows.map((row) => `| ${row} |`)].join("\n")}\n\n`;
}

const HOW = { equivalent: "Put another way", expansion: "Spelled out", widening: "Widened" } as const;

function translation({
  how,
  from,
  to,
  count,
  why,
  collateral,
}: DestinationReport["plan"]["translations"][number]): string {
  const evicts = collateral
    ? ` Evicts ${counted(collateral, "known object that", "known objects that")} did not change.`
    : "";
  const result = `${code(to, LONGEST_CELL)} (${counted(count, "instruction")})`;
  return `**${HOW[how]}**: ${code(from, LONGEST_CELL)} became ${result}: ${quoted(why)}${evicts}`;
}
