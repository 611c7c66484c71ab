import { code, markdown } from "../lib/escape.ts";
import { counted } from "./messages.ts";
import type { DestinationReport, Report } from "./report.ts";
import { MAX_LISTED, quoted } from "./summary/blocks.ts";
import { attentionText } from "./summary/details.ts";
import { headline } from "./summary/headline.ts";
import { destinationsTable, failuresText, previewLine, previewTitle } from "./summary/overview.ts";
import { collapsedTable, createPage, type Page } from "./summary/table.ts";
import { destinationTables } from "./summary/tables.ts";

/**
 * Longest comment in bytes. GitHub refuses more than 65,536 characters ("body is too long"), and no text has fewer bytes than
 * characters; what is kept back is for the marker in front of it.
 */
const LARGEST_COMMENT = 65_000;
/** Kept back for the last line, and for the note on what did not fit. */
const RESERVE = 2_000;
/** Bytes that one destination's list may take, so that the next ones have room. */
const LARGEST_LIST = 20_000;

/** Where the preview comes from, for its last line. */
export interface PreviewOrigin {
  /** The commit that it is made for; empty where the event does not say. */
  readonly commit: string;
  /** Address of the run, whose summary has all of it. */
  readonly runUrl: string;
}

/** Would this run purge anything, or does it say of anything that it cannot be purged? */
export function hasPreview({ destinations }: Report): boolean {
  return destinations.some(
    ({ plan, failures }) => plan.instructions > 0 || (plan.deferred ?? []).length > 0 || failures.length > 0,
  );
}

/**
 * What a pull request would purge, as a comment in GitHub's Markdown: the head of the job's summary, in which nothing from
 * outside calls a user or refers to an issue. Give it a redacted report.
 */
export function renderComment(report: Report, origin: PreviewOrigin): string {
  const { destinations } = report;
  const isOneOfSeveral = destinations.length > 1;
  const page = createPage(LARGEST_COMMENT - RESERVE);
  const add = (text: string) => page.add(withoutReferences(text));
  add(`${headline(report).replace(/^##/, "###")}\n\n`);
  const failure = report.errorCode === "" ? "" : failed(report);
  const parts = [
    failure,
    isOneOfSeveral ? destinationsTable(destinations) : "",
    ...destinations.map((one) => (report.errorCode === "" ? preview(one, isOneOfSeveral) : "")),
    failuresText(report),
    ...destinations.map((one) => attentionText(one, isOneOfSeveral)),
  ];
  const cut = parts.filter((part) => !add(part)).length;
  const folded = cut > 0 ? 0 : addTables(page, destinations);
  const isCut = cut + folded > 0;
  return `${page.text()}${isCut ? `There is no room for all of it here: the run's summary has the rest.\n\n` : ""}${lastLine(origin)}`;
}

function failed({ errorCode, message, problems }: Report): string {
  const why = problems.length > 0 ? `${problems[0]?.input ?? ""}: ${problems[0]?.message ?? ""}` : message;
  return `There is no preview of this commit (${code(errorCode)}): ${quoted(why)}\n\n`;
}

/** The first of what would be purged, as far as there is room for it. */
function preview(one: DestinationReport, isOneOfSeveral: boolean): string {
  const { instructions, plan } = one;
  if (plan.instructions === 0) return "";
  const list = createPage(LARGEST_LIST);
  list.add(`${previewTitle(one, isOneOfSeveral)}\n\n`);
  let shown = 0;
  for (const instruction of instructions) {
    if (shown === MAX_LISTED || !list.add(`- ${previewLine(instruction, one)}\n`)) break;
    shown += 1;
  }
  const more = instructions.length - shown;
  return `${list.text()}${more > 0 ? `- ${counted(more, "more", "more")}, in the run's summary\n` : ""}\n`;
}

/** The whole lists, folded, where they say more than what stands open. @returns how many found no room. */
function addTables(page: Page, destinations: readonly DestinationReport[]): number {
  const long = destinations.filter(({ instructions }) => instructions.length > MAX_LISTED);
  const cut = long.filter((one, index) => {
    const [all] = destinationTables(one, destinations.length > 1);
    const text = all === undefined ? "" : collapsedTable(all, Math.floor(page.left() / (long.length - index)));
    return text === "" || !page.add(withoutReferences(text));
  });
  return cut.length;
}

function lastLine({ commit, runUrl }: PreviewOrigin): string {
  const of = commit === "" ? "" : `For ${code(commit.slice(0, 10))}. `;
  return `<sub>${of}Nothing was sent. <a href="${markdown(runUrl)}">The run</a> has all of it in its summary. This comment changes with the pull request.</sub>\n`;
}

/**
 * Where GitHub looks for `@name`, `#12` and `GH-12` after it has read the entities, a character without width keeps them from
 * being found. Code, tags and the addresses in them are left alone: it does not look there, and they are to be copied.
 */
function withoutReferences(text: string): string {
  return text
    .split(/(<code>.*?<\/code>|<[^>]*>)/s)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/&#64;|&#35;/g, "$&&#8203;").replace(/\bGH(?=-\d)/gi, "$&&#8203;"),
    )
    .join("");
}
