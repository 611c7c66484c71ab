import type { Sandbox } from "../../../sandbox/sandbox.ts";

/** A small site with the names that break careless code. Keys: paths as a browser sends them; values: files. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ["/", "index.html"],
  ["/about.html", "about.html"],
  ["/docs/a.html", "docs/a.html"],
  ["/docs/b.html", "docs/b.html"],
  ["/docs/deep/c.html", "docs/deep/c.html"],
  ["/docs-old/a.html", "docs-old/a.html"],
  ["/assets/app.css", "assets/app.css"],
  ["/assets/print.css", "assets/print.css"],
  ["/assets/app.js", "assets/app.js"],
  ["/wei%C3%9F%20und%20blau.html", "weiß und blau.html"],
  ["/100%25.html", "100%.html"],
  ["/a+b&c=d;e.html", "a+b&c=d;e.html"],
]);

/** Beside the pages, the edge holds one copy under a query string. */
const QUERY_COPY = "/about.html?v=1";

/** Every URL that the edge holds before a purge, on the first host: paths with their queries. */
export const PATHS: readonly string[] = [...PAGES.keys(), QUERY_COPY];

const TAGS: Readonly<Record<string, string>> = {
  "product:42": "docs/a.html",
  "category:shoes": "assets/app.js",
  "page:about": "about.html",
  "no-colon": "docs/b.html",
};

/** Deploys a first version, fills the edge with it under both hosts, and deploys a second one: all that is cached is stale. */
export function makeStale(sandbox: Sandbox): void {
  for (const [tag, file] of Object.entries(TAGS)) sandbox.origin.tag(file, [tag]);
  sandbox.origin.deploy(version(1));
  for (const url of urls(sandbox)) sandbox.edge.serve(url);
  sandbox.origin.deploy(version(2));
}

/** What the edge serves in its new version: `/path` on the first host, `second:/path` on the other, sorted. */
export function fresh(sandbox: Sandbox): readonly string[] {
  const found: string[] = [];
  for (const url of urls(sandbox)) {
    const { body } = sandbox.edge.serve(url);
    if (body.endsWith(" version 2")) found.push(nameOf(sandbox, url));
    else if (!body.endsWith(" version 1")) throw new Error(`The edge serves neither version at ${url}.`);
  }
  return found.sort();
}

function urls({ edge }: Sandbox): readonly string[] {
  return [edge.url, edge.secondUrl].flatMap((host) => PATHS.map((path) => `${host}${path}`));
}

function nameOf({ edge }: Sandbox, url: string): string {
  return url.startsWith(`${edge.url}/`) ? url.slice(edge.url.length) : `second:${url.slice(edge.secondUrl.length)}`;
}

function version(number: number): ReadonlyMap<string, string> {
  return new Map([...PAGES.values()].map((file) => [file, `${file} version ${number}`]));
}
