/**
 * Replaces what lies between the lines that hold `>>> generated: NAME` and `<<< generated: NAME`; both lines stay.
 *
 * @throws when the text does not have exactly one such region.
 */
export function replaceRegion(text: string, name: string, content: string): string {
  const lines = text.split("\n");
  const start = onlyLineWith(lines, `>>> generated: ${name}`);
  const end = onlyLineWith(lines, `<<< generated: ${name}`);
  if (end < start) throw new Error(`The region "${name}" ends before it starts.`);
  return [...lines.slice(0, start + 1), ...content.trimEnd().split("\n"), ...lines.slice(end)].join("\n");
}

function onlyLineWith(lines: readonly string[], marker: string): number {
  const found = lines.flatMap((line, index) => (new RegExp(`${marker}(?![\\w-])`).test(line) ? [index] : []));
  if (found.length !== 1) throw new Error(`"${marker}" stands ${found.length} times in the file, not once.`);
  return found[0] as number;
}
