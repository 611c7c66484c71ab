/** How hosts answer, by the code that they publish themselves: asset server, rule parsers and routers of the vendors. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateHandler } from "@cloudflare/pages-shared/dist/asset-server/handler.js";
import { createMetadataObject } from "@cloudflare/pages-shared/dist/metadata-generator/createMetadataObject.js";
import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";
import { StaticHandler } from "@netlify/static";
import { getTransformedRoutes } from "@vercel/routing-utils";
import { temporaryFolder } from "../../support/repository.ts";

/** Files by path; rules among them. */
export type Site = ReadonlyMap<string, string>;

/** What a visitor sees at an unencoded URL without a leading slash. */
export interface Shown {
  readonly status: number;
  readonly body: string;
  readonly location?: string;
  /** Headers that the site's own rules add. */
  readonly headers: string;
}

export type Ask = (url: string) => Promise<Shown>;

const ORIGIN = "https://www.example.com";

export function addressOf(url: string): string {
  return `${ORIGIN}/${url.split("/").map(encodeURIComponent).join("/")}`;
}

/** The last version that had its parsers with it; later ones are built without. It comes as TypeScript. */
interface CloudflareParsers {
  parseRedirects(text: string): Parameters<typeof createMetadataObject>[0]["redirects"] & {};
  parseHeaders(text: string): Parameters<typeof createMetadataObject>[0]["headers"] & {};
}

const { parseRedirects }: CloudflareParsers = await import(
  "cloudflare-pages-parsers/metadata-generator/parseRedirects" as string
);
const { parseHeaders }: CloudflareParsers = await import(
  "cloudflare-pages-parsers/metadata-generator/parseHeaders" as string
);

/** Cloudflare's asset server. Its caller says what is shown with a 404: the nearest page of that name, as documented. */
export function cloudflarePages(site: Site): Ask {
  const metadata = createMetadataObject({
    redirects: parseRedirects(site.get("_redirects") ?? ""),
    headers: parseHeaders(site.get("_headers") ?? ""),
  });
  const find = async (path: string) => (site.has(path.slice(1)) && !/^\/_/.test(path) ? path.slice(1) : null);
  return async (url) => {
    const response = await generateHandler<string>({
      request: new Request(addressOf(url)),
      metadata: metadata as Parameters<typeof generateHandler>[0]["metadata"],
      logError: () => {},
      findAssetEntryForPath: find,
      getAssetKey: encodeURIComponent,
      negotiateContent: () => ({ encoding: null }),
      fetchAsset: async (key) => ({
        body: new Response(site.get(decodeURIComponent(key))).body,
        contentType: "text/html",
      }),
      generateNotFoundResponse: async (request, _, serve) => {
        for (let folder = decodeURIComponent(new URL(request.url).pathname); folder !== ""; ) {
          folder = folder.slice(0, folder.lastIndexOf("/"));
          const page = await find(`${folder}/404.html`);
          if (page !== null) return new Response(site.get(page), { status: 404 });
        }
        const front = await find("/index.html");
        return front === null ? new Response(null, { status: 404 }) : serve(front, { preserve: false });
      },
    });
    return shown(response);
  };
}

async function shown(response: Response): Promise<Shown> {
  const location = response.headers.get("location");
  const headers = [...response.headers].filter(([name]) => /^x-[a-z]$/.test(name));
  const body = location === null ? await response.text() : "";
  return {
    status: response.status,
    body,
    headers: JSON.stringify(headers),
    ...(location === null ? {} : { location: withoutOrigin(location) }),
  };
}

function withoutOrigin(location: string): string {
  return decodeURIComponent(location.replace(ORIGIN, ""));
}

/** Netlify's server of files for development. */
export function netlifyFiles(folder: string): Ask {
  const handler = new StaticHandler({ directory: folder });
  return async (url) => {
    const match = await handler.match(new Request(addressOf(url)));
    return shown(match === undefined ? new Response(null, { status: 404 }) : await match.handle());
  };
}

interface NetlifyMatch {
  readonly to: string;
  readonly status: number;
  readonly force: boolean;
}
interface NetlifyMatcher {
  match(request: object): NetlifyMatch | null;
}
const { default: redirector }: { default: { parseJSON(rules: string, options: object): Promise<NetlifyMatcher> } } =
  await import("netlify-redirector" as string);

/** Netlify's parsers and matcher around a server of its files, put together as its own tools do it. */
export async function netlify(site: Site, serve: (url: string) => Shown): Promise<Ask & { readonly errors: number }> {
  await using folder = await temporaryFolder();
  const at = (name: string) => join(folder.path, name);
  for (const name of ["_redirects", "_headers", "netlify.toml"]) await writeFile(at(name), site.get(name) ?? "");
  const [redirects, headers] = [
    await parseAllRedirects({
      redirectsFiles: [at("_redirects")],
      netlifyConfigPath: at("netlify.toml"),
      configRedirects: [],
      minimal: false,
    }),
    await parseAllHeaders({
      headersFiles: [at("_headers")],
      netlifyConfigPath: at("netlify.toml"),
      configHeaders: [],
      minimal: false,
    }),
  ];
  const rules = (redirects.redirects as Readonly<Record<string, unknown>>[]).map(({ from, query, ...rule }) => ({
    ...rule,
    origin: from,
    params: query,
  }));
  const matcher = rules.length === 0 ? undefined : await redirector.parseJSON(JSON.stringify(rules), {});
  const ask = async (url: string): Promise<Shown> => {
    const path = `/${url}`;
    const added = headers.headers
      .filter((rule) => "forRegExp" in rule && rule.forRegExp.test(path))
      .map(({ values }) => values);
    const match = matcher?.match({
      scheme: "https",
      host: "www.example.com",
      path,
      query: "",
      headers: {},
      cookieValues: {},
      getHeader: () => "",
      getCookie: () => "",
    });
    return { ...answered(match ?? undefined, serve, url), headers: JSON.stringify(added) };
  };
  return Object.assign(ask, { errors: redirects.errors.length + headers.errors.length });
}

function answered(match: NetlifyMatch | undefined, serve: (url: string) => Shown, url: string): Shown {
  const file = serve(url);
  if (match === undefined || (!match.force && file.status !== 404)) return file;
  if (match.status >= 300 && match.status < 400)
    return { status: match.status, body: "", headers: "", location: match.to };
  if (!match.to.startsWith("/")) return { status: match.status, body: match.to, headers: "" };
  const target = serve(decodeURIComponent(match.to.slice(1).replace(/[?#].*$/, "")));
  return target.status === 200 ? { ...target, status: match.status } : target;
}

/** Vercel's routing package compiles `vercel.json`; its routes are then followed as the deployment documentation says. */
export function vercel(site: Site, serve: (url: string) => Shown): Ask {
  const { routes } = getTransformedRoutes(JSON.parse(site.get("vercel.json") ?? "{}"));
  return async (url) => {
    const added: unknown[] = [];
    let isBehindFiles = false;
    for (const route of routes ?? []) {
      if ("handle" in route) {
        const file = serve(url);
        if (file.status !== 404) return { ...file, headers: JSON.stringify(added) };
        isBehindFiles = true;
        continue;
      }
      const found = new RegExp(route.src ?? "").exec(`/${url}`);
      if (found === null) continue;
      const filled = (text: string) => text.replace(/\$([0-9])/g, (_, group: string) => found[Number(group)] ?? "");
      if (route.continue === true) added.push(route.headers);
      else if (route.status !== undefined && route.headers?.["Location"] !== undefined) {
        return { status: route.status, body: "", headers: "", location: filled(route.headers["Location"]) };
      } else if (route.dest !== undefined) {
        const to = filled(route.dest).replace(/\?.*$/, "");
        const target = to.startsWith("/") ? serve(to.slice(1)) : { status: 200, body: to, headers: "" };
        if (target.status !== 404) return { ...target, headers: JSON.stringify(added) };
      }
    }
    const file = isBehindFiles ? { status: 404, body: "", headers: "" } : serve(url);
    return { ...file, headers: JSON.stringify(added) };
  };
}
