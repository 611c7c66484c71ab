import { markdown } from "../../lib/escape.ts";
import { formatCount, formatSeconds } from "../../lib/format.ts";
import { cachesSentence, isAnotherInFront } from "../log-proof.ts";
import { counted, sentence } from "../messages.ts";
import type { DestinationReport } from "../report.ts";
import { bullets, LONGEST_CELL } from "./blocks.ts";
import { linked } from "./links.ts";
import type { Table } from "./table.ts";

/** What the live site and its origin showed, in Markdown; empty where nothing was fetched. */
export function proofText(destination: DestinationReport): string {
  return [origin(destination), verification(destination), prewarm(destination)].join("");
}

/** Whether the live site or its origin showed something that a reader has to know of. */
export function hasDoubt({ origin: gate, verification: found, prewarm: fetched }: DestinationReport): boolean {
  const isInDoubt = found?.seen.some(({ kind }) => kind !== "fresh") === true;
  const isForeign = found?.caches !== undefined && isAnotherInFront(found.caches);
  return gate?.ready === false || isInDoubt || isForeign || (fetched !== undefined && fetched.failed.length > 0);
}

function origin(destination: DestinationReport): string {
  const { origin: gate } = destination;
  if (gate === undefined) return "";
  if (gate.ready) {
    const text = `It served the new build before anything was purged (${counted(gate.checked, "URL")} checked, waited ${formatSeconds(gate.waitedMs)}).`;
    return `**Origin.** ${text}\n\n`;
  }
  const lead = `It did not serve the new build within ${formatSeconds(gate.waitedMs)}, and nothing was purged: the edge would have fetched the old pages again and kept them.`;
  return `**Origin.** ${lead}\n\n${bullets(gate.missing, ({ url, why }) => `${linked(url, destination)}: ${shown(why)}`)}`;
}

function verification(destination: DestinationReport): string {
  const { verification: found } = destination;
  if (found === undefined) return "";
  const { seen, total, repurges, tookMs, caches } = found;
  const count = (kind: string) => seen.filter((one) => one.kind === kind).length;
  const again = repurges === 0 ? "" : ` Stale ones were purged again ${counted(repurges, "time")}.`;
  const lead = `${count("fresh")} fresh, ${count("stale")} stale, ${count("inconclusive")} inconclusive of ${counted(seen.length, "URL")} checked through the CDN (of ${formatCount(total)}), in ${formatSeconds(tookMs)}.${again}`;
  const open = seen.filter(({ kind }) => kind !== "fresh");
  const others = caches === undefined ? "" : ` ${shown(cachesSentence(caches, destination.providerName))}`;
  return `**Live site.** ${lead}${others}\n\n${bullets(open, ({ url, kind, why }) => `**${kind}** ${linked(url, destination)}: ${shown(why)}`)}`;
}

function prewarm(destination: DestinationReport): string {
  const { prewarm: found } = destination;
  if (found === undefined) return "";
  const { warmed, failed, left, tookMs } = found;
  const rest = left === 0 ? "" : ` ${counted(left, "page was", "pages were")} left out.`;
  const lead = `${counted(warmed, "page")} fetched in ${formatSeconds(tookMs)}.${rest}`;
  return `**Prewarmed.** ${lead}\n\n${bullets(failed, ({ url, why }) => `not fetched: ${linked(url, destination)}: ${shown(why)}`)}`;
}

/** What is odd, and made nothing red. */
export function warningsText({ warnings: all = [] }: DestinationReport): string {
  return bullets(all, (text) => `**Warning:** ${shown(text)}`);
}

function shown(text: string): string {
  return markdown(sentence(text), LONGEST_CELL);
}

/** The whole sample, collapsed. */
export function sampleTable(destination: DestinationReport, ofProvider: string): readonly Table[] {
  const { verification: found } = destination;
  if (found === undefined) return [];
  const { seen } = found;
  return [
    {
      title: `URLs checked${ofProvider}: ${formatCount(seen.length)}`,
      columns: ["URL", "Found", "Because", "Purges", "After"],
      rowCount: seen.length,
      rows: seen
        .values()
        .map(({ url, kind, why, purges, afterMs }) => [
          linked(url, destination),
          kind,
          markdown(why, LONGEST_CELL),
          String(purges),
          formatSeconds(afterMs),
        ]),
    },
  ];
}
