import { code, markdown } from "../../lib/escape.ts";
import { formatCount, formatSeconds } from "../../lib/format.ts";
import { costSentence } from "../../plan/budgets.ts";
import { counted } from "../messages.ts";
import type { DestinationReport } from "../report.ts";
import { bullets, LONGEST_CELL, MAX_LISTED, notesList, paragraph, quoted } from "./blocks.ts";

/** What had to be purged although it did not change: it is not folded away. */
export function wideningsText({ plan, changes }: DestinationReport): string {
  // Where everything counts as changed, its reason stands there already.
  const widenings = plan.translations.filter((one) => isWidening(one) && one.why !== changes.everything);
  return bullets(widenings, translation);
}

function isWidening({ how }: DestinationReport["plan"]["translations"][number]): boolean {
  return how === "widening";
}

/** What is sent, what it evicts besides, and what else could have been sent. */
export function planText({ plan, providerName }: DestinationReport): string {
  if (plan.instructions === 0) return notesList(plan.notes);
  const floor =
    plan.floorMs >= 1000
      ? ` At the rate that is kept for ${markdown(providerName, 100)} it takes at least ${formatSeconds(plan.floorMs)}.`
      : "";
  const text = `${counted(plan.instructions, "instruction")} in ${counted(plan.requests, "request")}. ${collateralSentence(plan)}${floor}${costText(plan.costs)}`;
  return [
    paragraph("Plan", text),
    bullets(
      plan.translations.filter((one) => !isWidening(one)),
      translation,
    ),
    alternativesTable(plan.alternatives ?? []),
    notesList(plan.notes),
  ].join("");
}

/** What goes although it did not change. What the user names is evicted because it is named, changed or not. */
function collateralSentence({ collateral, named = 0, everything }: DestinationReport["plan"]): string {
  if (everything !== undefined && collateral === 0) return "Everything counts as changed.";
  const beside = named > 0 ? "Beside what `purge` and `routes` name, " : "";
  const none = `${beside === "" ? "No" : "no"} known object that did not change is evicted.`;
  if (collateral === 0) return `${beside}${none}`;
  return `${beside}${counted(collateral, "known object that did not change is", "known objects that did not change are")} evicted with it.`;
}

function costText(costs: DestinationReport["plan"]["costs"] = []): string {
  return costs.map((cost) => ` ${costSentence(cost)}`).join("");
}

type Alternatives = NonNullable<DestinationReport["plan"]["alternatives"]>;

/** What else could have been sent: shown once there was a choice. */
function alternativesTable(alternatives: Alternatives): string {
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
  const head = "| Alternative | Instructions | Requests | Known objects evicted needlessly | Broad instructions | |";
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
