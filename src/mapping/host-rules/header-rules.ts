import type { HostRule } from "./host-rule.ts";

/**
 * The blocks of a `_headers` file, as Netlify and Cloudflare Pages read it: a path, and below it the headers of what
 * answers there.
 *
 * @returns undefined when the text is no such file.
 * @see https://docs.netlify.com/routing/headers/#syntax-for-the-headers-file
 * @see https://developers.cloudflare.com/pages/configuration/headers/
 */
export function parseHeaderFile(text: string): readonly HostRule[] | undefined {
  const blocks: { from: string; lines: string[] }[] = [];
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    // Neither host heeds indentation: a path is a path.
    const from = /^(?:https?:\/\/[^/\s]+)?(\/\S*)$/i.exec(line)?.[1];
    if (from !== undefined) {
      blocks.push({ from, lines: [line] });
      continue;
    }
    const block = blocks.at(-1);
    if (block === undefined || /^(?:\/|[^\s]+:\/\/)/.test(line)) return undefined;
    block.lines.push(line);
  }
  return blocks.map(({ from, lines }) => ({ from, line: lines.join("\n") }));
}
