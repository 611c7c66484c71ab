import { formatCount } from "../lib/format.ts";
import type { ChangesRead } from "../model/change.ts";
import type { RepoPath } from "../model/path.ts";

/** Fewest changed pages that are worth a word: a small site's purges cost nobody anything. Our own bound. */
const FEWEST_PAGES = 5;
/** The part of the old build's pages that is "most". Our own bound. */
const SHARE_OF_PAGES = 0.8;

/**
 * A sentence when most pages changed, which is what a build stamp does: it costs a purge of every page in every deploy.
 * The contents are not read, so a new layout of every page gets the same sentence.
 */
export function buildStampHint({ changes, tree, sources }: ChangesRead): string | undefined {
  let modified = 0;
  for (const { kind, path } of changes) if (kind === "modified" && isPage(path)) modified += 1;
  if (modified < FEWEST_PAGES) return undefined;
  let pages = 0;
  for (const path of tree.keys()) {
    if (isPage(path)) pages += 1;
    // After a deploy of a few pages of many, most of the list need not be read.
    if (modified < SHARE_OF_PAGES * pages) return undefined;
  }
  const remedy = sources.includes("build") ? "a pattern for it" : "changes: build, with a pattern for it";
  return (
    `Most pages changed (${formatCount(modified)} of ${formatCount(pages)}). If a build stamp is the cause, a date or a version that ` +
    `every build writes into every page, ${remedy} under ignore-content spares them their purge.`
  );
}

function isPage(path: RepoPath): boolean {
  return /\.html?$/i.test(path);
}
