import { joinPath, normalPath, parentOf } from "../../lib/file-path.ts";
import type { World } from "../../ports/world.ts";

/** What is known of the site whose sitemap is read. */
export interface SitemapSite {
  /** Folder that is deployed, relative to the workspace. */
  readonly buildDir?: string | undefined;
  /** Where the site is served; empty: a URL's host says nothing, and its path starts at the build's root. */
  readonly siteUrls: readonly { readonly origin: string; readonly basePath: string }[];
}

/** `foreign`: of another site. `missing`: no file of the build, with the path where it was expected, if there is one. */
export type ChildSitemap =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "foreign" }
  | { readonly kind: "missing"; readonly path?: string | undefined };

/**
 * The file that a sitemap index means by a URL: the one at the URL's path below `site-url`, from the build's root.
 *
 * @param index path of the index, relative to the workspace.
 */
export async function childSitemap(
  url: string,
  index: string,
  site: SitemapSite,
  { files }: Pick<World, "files">,
): Promise<ChildSitemap> {
  const parsed = URL.parse(url);
  if (parsed === null && !url.startsWith("/")) return firstFile([parentOf(normalPath(index))], fileName(url), files);
  const below = pathBelow(parsed ?? new URL(url, "http://site.invalid"), parsed === null, site.siteUrls);
  if (below === undefined) return { kind: "foreign" };
  const name = fileName(below);
  return firstFile(rootsOf(index, name ?? "", site.buildDir), name, files);
}

/** Path and query below the base path of the site that has this host, without a slash in front. */
function pathBelow(
  { protocol, host, pathname, search }: URL,
  isAnyHost: boolean,
  siteUrls: SitemapSite["siteUrls"],
): string | undefined {
  if (!/^https?:$/.test(protocol)) return undefined;
  if (siteUrls.length === 0) return pathname.slice(1) + search;
  const own = siteUrls.find(
    ({ origin, basePath }) => (isAnyHost || new URL(origin).host === host) && pathname.startsWith(basePath),
  );
  return own === undefined ? undefined : pathname.slice(own.basePath.length) + search;
}

/** Decoded; undefined for what no file of a build can be: a query, a way out of the folder, a slash within a name. */
function fileName(path: string): string | undefined {
  if (path === "" || /[?#]/.test(path)) return undefined;
  try {
    const segments = path.split("/").map(decodeURIComponent);
    return segments.some((segment) => /^\.{0,2}$|[/\\\0]/.test(segment)) ? undefined : segments.join("/");
  } catch {
    return undefined;
  }
}

/**
 * Where the build's root may be: `build-dir`, if the index lies in it. Else the folder of the index, or one above it that
 * the URL leads back from: of `dist/sitemaps/index.xml`, a child `sitemaps/a.xml` starts at `dist`.
 */
function rootsOf(index: string, name: string, buildDir: string | undefined): readonly string[] {
  const path = normalPath(index);
  const build = buildDir === undefined ? undefined : normalPath(buildDir);
  if (build !== undefined && path.startsWith(joinPath(build, "")) && (build !== "" || !path.startsWith("/")))
    return [build];
  const own = parentOf(path);
  const roots = [own];
  for (let root = own; root !== "" && root !== "/"; ) {
    root = parentOf(root);
    if (name.startsWith(`${own.slice(joinPath(root, "").length)}/`)) roots.push(root);
  }
  return roots;
}

async function firstFile(
  roots: readonly string[],
  name: string | undefined,
  files: World["files"],
): Promise<ChildSitemap> {
  if (name === undefined) return { kind: "missing" };
  const paths = roots.map((root) => joinPath(root, name));
  for (const path of paths) if ((await files.kind(path)) === "file") return { kind: "file", path };
  return { kind: "missing", path: paths[0] };
}
