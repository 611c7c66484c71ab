/** Each style against a static server that is not ours: the same files, every URL asked, every difference explained. */

import type { RequestListener } from "node:http";
import serveHandler from "serve-handler";
import serveStatic from "serve-static";
import sirv from "sirv";
import { describe, expect, it } from "vitest";
import type { UrlStyle } from "../../../src/mapping/host-rules/host-rule.ts";
import { URL_STYLES } from "../../../src/mapping/url-style.ts";
import { type Seen, serveFiles } from "../../support/static-host.ts";
import { type Ask, cloudflarePages, netlifyFiles, type Site } from "./vendor-hosts.ts";

const FILES = new Map(
  [
    "index.html",
    "404.html",
    "file.html",
    "folder/index.html",
    "both.html",
    "both/index.html",
    "data",
    "data.html",
    "app.css",
    "deep/er/page.html",
    "deep/er/index.html",
    "deep/er/old-index.html",
    "50% off & more #1.html",
    "größe/日本.html",
  ].map((path) => [path, `content of ${path}`]),
);

/** Every URL that any style knows for these files, and some that none has. */
const URLS = [
  ...new Set([
    ...Object.values<UrlStyle>(URL_STYLES).flatMap((style) =>
      [...FILES.keys()].flatMap((path) => [...style.urlsOf(path), ...(style.shadowedBy?.(path) ?? [])]),
    ),
    "nothing",
    "nothing/",
    "folder/nothing",
    "deep",
    "deep/",
    "app.css/",
  ]),
].filter((url) => !url.endsWith(".html.html"));

/** What a style says, in the words of what can be seen from outside. */
function expected(style: UrlStyle, url: string, files: Site): Seen {
  const { status, content, location } = style.resolve(files, url);
  return { status, body: content ?? "", ...(location === undefined ? {} : { location }) };
}

function sameSeen(a: Seen, b: Seen): boolean {
  const kind = (status: number) => (status >= 300 && status < 400 ? 300 : status);
  if (kind(a.status) !== kind(b.status)) return false;
  // Which page is shown with a 404, and the text below a redirect, are the server's own.
  if (a.status === 404) return true;
  return kind(a.status) === 300 ? a.location === b.location : a.body.includes(b.body);
}

async function differences(
  style: UrlStyle,
  open: (folder: string) => RequestListener,
  files: Site = FILES,
): Promise<readonly string[]> {
  await using host = await serveFiles(files, open);
  const different: string[] = [];
  for (const url of URLS) {
    const [ours, theirs] = [expected(style, url, files), await host.ask(url)];
    if (!sameSeen(ours, theirs)) different.push(`/${url}: ${describeSeen(ours)}, ${describeSeen(theirs)} there`);
  }
  return different.sort();
}

function describeSeen({ status, body, location }: Seen): string {
  if (location !== undefined) return `to ${location}`;
  return status === 200 ? body.replace("content of ", "") : String(status);
}

/** What the other server does otherwise, and why it may: each must still explain something. */
type Excuses = Readonly<Record<string, RegExp>>;

function unexplained(found: readonly string[], excuses: Excuses): readonly string[] {
  const idle = Object.entries(excuses).filter(([, when]) => !found.some((difference) => when.test(difference)));
  const rest = found.filter((difference) => !Object.values(excuses).some((when) => when.test(difference)));
  return [...rest, ...idle.map(([why]) => `no longer needed: ${why}`)];
}

/** The server that Vercel gives away for trying out a build. */
function vercelLike(config: NonNullable<Parameters<typeof serveHandler>[2]>) {
  return (folder: string): RequestListener =>
    (request, response) =>
      void serveHandler(request, response, { public: folder, directoryListing: false, ...config });
}

function staticFiles(options: Parameters<typeof serveStatic>[1]) {
  return (folder: string): RequestListener => {
    const serve = serveStatic(folder, options);
    return (request, response) => {
      const nothing = () => {
        response.statusCode = 404;
        response.end();
      };
      serve(request, response, nothing);
    };
  };
}

/** A vendor's own code, which is no server by itself, behind one. */
function answering(ask: Ask): RequestListener {
  return async ({ url = "/" }, response) => {
    const { status, body, location } = await ask(url.slice(1).split("/").map(decodeURIComponent).join("/"));
    const path = location?.split("/").map(encodeURIComponent).join("/");
    response.writeHead(status, path === undefined ? {} : { location: path }).end(body);
  };
}

const SIRV: Excuses = {
  "it takes off .html and any slash": /^\/(?:404|file|data|app\.css|.*index|deep\/er\/page|größe\/日本)\/?: /,
  "it prefers a page to a folder of its name": /^\/both\/?: both\/index\.html, both\.html there$/,
  "it does not decode a quoted hash or percent sign": /^\/50% off/,
};
const HASH = "it redirects without encoding the hash of a name again";
const NO_INDEX = "it serves index pages only with clean URLs";
const INDEX_NAME = "it redirects an index page to its name in a second step: Vercel does it in one";

describe("vercel, held against serve-handler", () => {
  it.each<[string, NonNullable<Parameters<typeof serveHandler>[2]>, Excuses]>([
    ["{}", { cleanUrls: false }, { [NO_INDEX]: /index\.html, 404 there$/ }],
    [
      '{"cleanUrls": true}',
      { cleanUrls: true },
      {
        [HASH]: /^\/50% off/,
        [INDEX_NAME]: /index\.html: to .*\/index there$/,
        "it prefers a page to a file of its name": /^\/data: data, data\.html there$/,
      },
    ],
    [
      '{"cleanUrls": true, "trailingSlash": false}',
      { cleanUrls: true, trailingSlash: false },
      {
        [HASH]: /^\/50% off/,
        [INDEX_NAME]: /index\.html: to .*\/index there$/,
        "it prefers a page to a file of its name": /^\/data: data, data\.html there$/,
      },
    ],
    [
      '{"cleanUrls": true, "trailingSlash": true}',
      { cleanUrls: true, trailingSlash: true },
      {
        [HASH]: /^\/50% off/,
        "it adds the slash in a second step: Vercel does both in one": /(?:\.html|index): to .*\/, to .*[^/] there$/,
        "it leaves the slash behind a file's name": /^\/app\.css\/: to \/app\.css, 404 there$/,
      },
    ],
    [
      '{"trailingSlash": true}',
      { cleanUrls: false, trailingSlash: true },
      {
        [HASH]: /^\/50% off/,
        [NO_INDEX]: /index\.html, 404 there$/,
        "it leaves the slash behind a file's name": /^\/app\.css\/: to \/app\.css, 404 there$/,
      },
    ],
    [
      '{"trailingSlash": false}',
      { cleanUrls: false, trailingSlash: false },
      { [HASH]: /^\/50% off/, [NO_INDEX]: /index\.html, 404 there$/ },
    ],
  ])("%s", async (text, config, excuses) => {
    const style = URL_STYLES.vercel.rules?.config?.read(text)?.style;

    expect(style && unexplained(await differences(style, vercelLike(config)), excuses)).toEqual([]);
  });
});

describe("other hosts, held against servers that are not ours", () => {
  const FOLDER = "it redirects a folder that has no index page";
  it.each<[keyof typeof URL_STYLES, string, (folder: string) => RequestListener, Excuses]>([
    ["exact", "serve-static", staticFiles({ index: false, redirect: false }), {}],
    ["index", "sirv", (folder) => sirv(folder), SIRV],
    [
      "spa",
      "sirv",
      (folder) => sirv(folder, { single: true }),
      { ...SIRV, "it answers 404 for a name with a dot": /^\/app\.css\.html: index\.html, 404 there$/ },
    ],
    ["s3-website", "serve-static", staticFiles({}), { [FOLDER]: /^\/deep: 404, to \/deep\/ there$/ }],
    [
      "github-pages",
      "serve-static",
      staticFiles({ extensions: ["html"] }),
      {
        [FOLDER]: /^\/deep: 404, to \/deep\/ there$/,
        "it prefers a folder to a page of its name": /^\/both: both\.html, to \/both\/ there$/,
      },
    ],
  ])("%s by %s", async (name, _, open, excuses) => {
    expect(unexplained(await differences(URL_STYLES[name], open), excuses)).toEqual([]);
  });
});

describe("cloudflare-pages, held against Cloudflare's own asset server", () => {
  const withoutErrorPage = new Map([...FILES].filter(([path]) => path !== "404.html"));
  const nested = new Map([...FILES, ["folder/404.html", "content of folder/404.html"]]);
  const style = URL_STYLES["cloudflare-pages"];
  it.each<[string, Site]>([
    ["with an error page", FILES],
    ["with one in a folder too", nested],
    ["as a single-page application", withoutErrorPage],
  ])("%s", async (_, files) => {
    expect(await differences(style, () => answering(cloudflarePages(files)), files)).toEqual([]);
  });
});

describe("netlify, held against Netlify's own development server", () => {
  it("with pretty URLs, which that server does not know", async () => {
    const found = await differences(URL_STYLES.netlify, (folder) => answering(netlifyFiles(folder)));

    expect(
      unexplained(found, {
        "it answers with a slash and without, where the host redirects": /: to \/.+, .*\.html there$/,
        "it takes the slash off a file's name": /^\/(?:app\.css|data)\/: .*(?:app\.css|data) there$/,
        "it does not decode a URL": /^\/(?:50% off|größe)/,
      }),
    ).toEqual([]);
  });
});
