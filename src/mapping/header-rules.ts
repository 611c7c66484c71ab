/** One block of a `_headers` file: a path, and the headers of what answers there. */
export interface HeaderRule {
  readonly from: string;
  /** Path and headers as text: two rules are the same when this is. */
  readonly line: string;
}

/**
 * The blocks of a `_headers` file, as Netlify and Cloudflare Pages read it: paths at the start of a line, their headers
 * indented below.
 *
 * @returns undefined when the text is no such file.
 * @see https://docs.netlify.com/routing/headers/#syntax-for-the-headers-file
 * @see https://developers.cloudflare.com/pages/configuration/headers/
 */
export function parseHeaders(text: string): readonly HeaderRule[] | undefined {
  const blocks: { from: string; lines: string[] }[] = [];
  for (const raw of text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    if (/^\s/.test(raw)) {
      const block = blocks.at(-1);
      if (block === undefined) return undefined;
      block.lines.push(line);
      continue;
    }
    const from = /^(?:https?:\/\/[^/\s]+)?(\/\S*)$/i.exec(line)?.[1];
    if (from === undefined) return undefined;
    blocks.push({ from, lines: [line] });
  }
  return blocks.map(({ from, lines }) => ({ from, line: lines.join("\n") }));
}
