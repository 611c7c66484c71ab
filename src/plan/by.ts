/** How changed URLs are purged, in the words of the `purge-by` input. */
export const PURGE_BY = ["path", "prefix", "extension", "regex", "all"] as const;
export type PurgeBy = (typeof PURGE_BY)[number];

/** The folder of a URL path with its slash: `/blog/` of `/blog/a.html`, `/blog/x/` of `/blog/x/`. */
export function folderOf(url: string): string {
  return url.slice(0, url.lastIndexOf("/") + 1);
}

/** The extension of a URL path in lower case: `css` of `/a/b.css`; none of `/blog/x/`, whatever file answers there. */
export function extensionOf(url: string): string | undefined {
  const name = url.slice(url.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot > 0 && dot < name.length - 1 ? name.slice(dot + 1).toLowerCase() : undefined;
}
