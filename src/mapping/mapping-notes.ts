import type { Change, ChangeSet } from "../model/change.ts";
import type { Immutable } from "../model/config.ts";
import type { UrlStyle } from "./host-rules/host-rule.ts";
import { unreadRulesNote } from "./host-rules/unread-files.ts";
import { MAX_NAMED_EARLY, suggestImmutable } from "./immutable.ts";
import { serverSideNote } from "./server-side-files.ts";

export interface MappingNotesOptions {
  readonly style: UrlStyle;
  readonly immutable: Immutable;
  /** The changes whose own URLs count, where routes decide about the others. */
  readonly touched: readonly Change[];
  /** Added or deleted files that `immutable` spares. */
  readonly spared: number;
  /** How many added files may have been requested before they were there. */
  readonly early: number;
}

/** One sentence each: what was left out, what was assumed, and what would spare purges. */
export function mappingNotes(
  set: ChangeSet,
  { style, immutable, touched, spared, early }: MappingNotesOptions,
): readonly string[] {
  const notes: string[] = [];
  const errorPages = set.changes.filter(({ path }) => style.isErrorPage?.(path) === true);
  if (errorPages.length > 0) {
    notes.push(
      `${errorPages.map(({ path }) => path).join(", ")} changed: its own URLs are purged. Copies under URLs that do not exist expire ` +
        "with the time that the CDN keeps errors; purge: all removes them at once.",
    );
  }
  if (spared > 0) notes.push(`${spared} added or deleted files are named by immutable and need no purge.`);
  if (early > 0) notes.push(earlyNote(early));
  const serverSide = style.mayRunFiles ? serverSideNote(touched) : undefined;
  if (serverSide !== undefined) notes.push(serverSide);
  if (set.unreadRules !== undefined) notes.push(unreadRulesNote(set.unreadRules));
  const suggestion = suggestImmutable(set, immutable);
  return suggestion === undefined ? notes : [...notes, suggestion];
}

function earlyNote(early: number): string {
  const why =
    "nothing that could name them changed with them, so a page may have requested them before they were there";
  if (early <= MAX_NAMED_EARLY) return `Added files that immutable names are purged this time (${early}): ${why}.`;
  return (
    `${early} files that immutable names were added, and ${why}. They are too many to be purged for that; errors that a CDN ` +
    "keeps in front of them expire, or purge: with their folder removes them."
  );
}
