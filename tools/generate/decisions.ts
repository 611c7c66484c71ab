import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The list of the pages of decisions in `folder`, in the order of their numbers, with the titles that they bear.
 *
 * @throws when a page does not begin with `# N. Title` and the number of its file name.
 */
export function decisionsList(folder: string): string {
  const pages = readdirSync(folder).filter((name) => /^\d{4}-.*\.md$/.test(name));
  return pages
    .sort()
    .map((name) => `- [${titleOf(folder, name)}](${name})`)
    .join("\n");
}

function titleOf(folder: string, name: string): string {
  const [, number, title = ""] = /^# (\d+)\. (.+)\n/.exec(readFileSync(join(folder, name), "utf8")) ?? [];
  if (Number(number) !== Number(name.slice(0, 4)))
    throw new Error(`${name} does not begin with its number and a title.`);
  return title;
}
