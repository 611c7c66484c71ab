import { type Change, hasUnknownBefore } from "../model/change.ts";
import type { Immutable } from "../model/config.ts";
import type { AnswersCompared } from "./compare-answers.ts";
import { MAX_NAMED_EARLY } from "./immutable.ts";
import { INDEX } from "./styles/pages.ts";

/** What one changed file makes stale. */
export interface ChangedUrls {
  /** As the style writes them: unencoded, relative to the base. The first is the one that people link to. */
  readonly own: readonly string[];
  readonly stale: readonly string[];
  /** `immutable` names the file, so that nothing is purged for it; `violated`: it changed its content all the same. */
  readonly immutable?: "spared" | "violated";
}

export interface ChangedUrlsOptions {
  readonly answers: AnswersCompared;
  readonly immutable: Immutable;
  /** How many added files may have been requested before they were there. */
  readonly early: number;
}

/** The URLs whose answer changes because of a file: its own, and those of other files that it replaces or uncovers. */
export function changedUrls(change: Change, options: ChangedUrlsOptions): ChangedUrls {
  const { style, isSame } = options.answers;
  const own = style.urlsOf(change.path);
  const candidates = [...own, ...(style.shadowedBy?.(change.path) ?? [])];
  // Where the old content is unknown, every URL that depends on the file may have answered otherwise.
  const changed = hasUnknownBefore(change) ? candidates : candidates.filter((url) => !isSame(url));
  return { own, ...withoutSpared(change, changed, options) };
}

/** What `immutable` spares: see docs/url-styles.md for the reasons. */
function withoutSpared(
  change: Change,
  urls: readonly string[],
  { answers, immutable, early }: ChangedUrlsOptions,
): Pick<ChangedUrls, "stale" | "immutable"> {
  const { kind, path } = change;
  // Of an owed file it is not known that its content changed: it is no violation.
  if (!immutable.ok(path) || (hasUnknownBefore(change) && kind !== "deleted")) return { stale: urls };
  if (kind === "modified") return { stale: urls, immutable: "violated" };
  const isEarly = early > 0 && early <= MAX_NAMED_EARLY;
  // A new name was not requested before; but where every URL answers, an answer may be cached under it.
  const stale = kind === "added" ? urls.filter((url) => isEarly || answers.before(url).status !== 404) : [];
  return stale.length === 0 ? { stale, immutable: "spared" } : { stale };
}

/**
 * The changes for which the site's root answers otherwise without its slash: `/nl` beside `/nl/`, where the site lies below
 * a base path. No file has that URL below the base, and no prefix that ends with a slash selects it.
 */
export function bareRootChanges(
  touched: readonly Change[],
  { style, isSameBareRoot }: AnswersCompared,
): readonly Change[] {
  const index = touched.filter(({ path }) => path === INDEX);
  const [change] = index;
  if (change === undefined || !style.urlsOf(`folder/${INDEX}`).includes("folder")) return [];
  return hasUnknownBefore(change) || !isSameBareRoot() ? index : [];
}
