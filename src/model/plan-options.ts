/** How changed URLs are purged, in the words of the `purge-by` input. */
export const PURGE_BY = ["auto", "path", "prefix", "extension", "regex", "all"] as const;
export type PurgeBy = (typeof PURGE_BY)[number];

/** The broadest selector that the planner may make of a diff, in the words of the `widen-to` input; narrowest first. */
export const WIDEN_TO = ["none", "prefix", "host", "all"] as const;
export type WidenTo = (typeof WIDEN_TO)[number];

export function mayWiden(bound: WidenTo, to: Exclude<WidenTo, "none">): boolean {
  return WIDEN_TO.indexOf(bound) >= WIDEN_TO.indexOf(to);
}

/** What becomes of a plan that does not fit into one run, in the words of the `over-limit` input. */
export const OVER_LIMIT = ["fail", "defer"] as const;
export type OverLimit = (typeof OVER_LIMIT)[number];

/** Are copies of a URL with query strings cached by themselves? In the words of the `query-strings` input. */
export const QUERY_STRINGS = ["ignored", "cached"] as const;
export type QueryStrings = (typeof QUERY_STRINGS)[number];
