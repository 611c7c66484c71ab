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

/** The folder of a URL path with its slash: `/blog/` of `/blog/a.html`, `/blog/x/` of `/blog/x/`. */
export function folderOf(url: string): string {
  return url.slice(0, url.lastIndexOf("/") + 1);
}

/** The same, but only where it is written in lower case: a pattern tells `.CSS` from `.css`, and a vendor may. */
export function extensionAsWritten(url: string): string | undefined {
  const extension = extensionOf(url);
  return extension !== undefined && /^[a-z0-9_-]+$/.test(extension) && url.endsWith(`.${extension}`)
    ? extension
    : undefined;
}

/** The extension of a URL path in lower case: `css` of `/a/b.css`; none of `/blog/x/`, whatever file answers there. */
export function extensionOf(url: string): string | undefined {
  const name = url.slice(url.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot > 0 && dot < name.length - 1 ? name.slice(dot + 1).toLowerCase() : undefined;
}
