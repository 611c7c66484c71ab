/** A part of a site: what is cached at its own URL, if anything, and what lies below it. A leaf always has a page. */
export interface Trie {
  readonly page?: "changed" | "unchanged";
  readonly below: readonly Trie[];
}

/**
 * What counts as a leaf. `ends`: every URL is one, as in a trie whose URLs carry an end mark, so that a folder's own page is a
 * leaf too. `tips`: only URLs that have nothing below them; folders that branch may have a page besides.
 */
export type Leaves = "ends" | "tips";

/**
 * Every trie with 1 to `most` leaves, once up to the order of brothers: all shapes, each page changed or not. Folders with one
 * thing below them and no page are left out: they select what that thing selects.
 */
export function* everyTrie(most: number, leaves: Leaves): Generator<Trie> {
  const smaller: Trie[][] = [[]];
  for (let size = 1; size <= most; size++) {
    const made: Trie[] = [];
    for (const trie of triesOf(size, smaller, leaves)) {
      yield trie;
      if (size < most) made.push(trie);
    }
    smaller.push(made);
  }
}

const PAGES = ["changed", "unchanged"] as const;

function* triesOf(size: number, smaller: readonly (readonly Trie[])[], leaves: Leaves): Generator<Trie> {
  if (size === 1) for (const page of PAGES) yield { page, below: [] };
  if (size === 1) return;
  for (const below of forests(smaller, size, size - 1, Number.POSITIVE_INFINITY)) {
    yield { below };
    if (leaves === "tips") for (const page of PAGES) yield { page, below };
  }
  if (leaves === "tips") return;
  for (const below of forests(smaller, size - 1, size - 1, Number.POSITIVE_INFINITY)) {
    for (const page of PAGES) yield { page, below };
  }
}

/** Every multiset of tries with `total` leaves together: the largest first, and none after one that comes later in its list. */
function* forests(
  smaller: readonly (readonly Trie[])[],
  total: number,
  largest: number,
  last: number,
): Generator<readonly Trie[]> {
  if (total === 0) yield [];
  for (let size = Math.min(largest, total); size > 0; size--) {
    const kinds = smaller[size] ?? [];
    for (let index = Math.min(size === largest ? last : kinds.length, kinds.length - 1); index >= 0; index--) {
      const kind = kinds[index] as Trie;
      for (const rest of forests(smaller, total - size, size, index)) yield [kind, ...rest];
    }
  }
}

export interface Site {
  readonly changed: readonly string[];
  readonly others: readonly string[];
}

/** The trie as URLs, its root at `/`: brothers differ in their first letter, and folders end in a slash. */
export function siteOf(trie: Trie): Site {
  const changed: string[] = [];
  const others: string[] = [];
  const visit = ({ page, below }: Trie, path: string): void => {
    if (page !== undefined) (page === "changed" ? changed : others).push(path);
    for (const [index, one] of below.entries()) {
      visit(one, `${path}${String.fromCharCode(97 + index)}${one.below.length > 0 ? "/" : ""}`);
    }
  };
  visit(trie, "/");
  return { changed, others };
}
