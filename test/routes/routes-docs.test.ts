/** Every example of docs/routes.md, run as it stands there. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { describeSelector } from "../../src/model/selector.ts";
import { followRoutes } from "../../src/routes/follow-routes.ts";
import { parseRoutes } from "../../src/routes/parse-routes.ts";

const SECTIONS = readFileSync(new URL("../../docs/routes.md", import.meta.url), "utf8")
  .split(/^## /m)
  .flatMap((section) => {
    const routes = /```text\n(.*?)```/s.exec(section)?.[1];
    const rows = [...section.matchAll(/^\| `(.+?)` +\| (.+?) +\|$/gm)];
    return routes === undefined ? [] : [{ name: section.split("\n")[0] as string, routes, rows }];
  });

describe("docs/routes.md", () => {
  it("has the sites that it is to have", () => {
    expect(SECTIONS.map(({ name }) => name)).toEqual([
      "Hugo",
      "Jekyll",
      "Eleventy",
      "Astro",
      "Docusaurus",
      "Next.js",
      "A shop that purges by tag",
    ]);
    expect(SECTIONS.every(({ rows }) => rows.length > 5)).toBe(true);
  });

  it.each(SECTIONS)("$name", ({ routes: text, rows }) => {
    const { routes, problems } = parseRoutes(text);
    expect(problems).toEqual([]);
    for (const [, path = "", purges = ""] of rows) {
      const change = { kind: "modified", path, before: "1", after: "2" } as const;
      const set = { source: "git", changes: [], outside: [change], ignored: 1, tree: new Map(), notes: [] } as const;
      const { selectors, unmatched, problems: wrong } = followRoutes(set, routes);
      const names = selectors.map(({ selector }) => `\`${describeSelector(selector)}\``).join(" ");

      expect({ path, purges: names === "" ? "nothing" : names, unmatched, wrong }).toEqual({
        path,
        purges,
        unmatched: [],
        wrong: [],
      });
    }
  });
});
