/** The folder of a URL path with its slash: `/blog/` of `/blog/a.html`, `/blog/x/` of `/blog/x/`. */
export function folderOf(url: string): string {
  return url.slice(0, url.lastIndexOf("/") + 1);
}

/** The same, but only where it is written in lower case: a pattern distinguishes `.CSS` from `.css`, and a vendor may. */
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
