/** The small site that is deployed when a workflow is played: built files, or sources where the step has routes alone. */
import type { Build } from "../test/support/site.ts";
import type { Sandbox } from "./sandbox.ts";

export interface PlayedSite {
  /** Where the repository has the files. */
  readonly folder: string;
  readonly before: Build;
  readonly after: Build;
  /** Paths whose answer changes, and paths that no purge may touch. */
  readonly changed: readonly string[];
  readonly kept: readonly string[];
  /** What the origin has of a build. */
  served(build: Build): Build;
}

const KEPT: readonly (readonly [string, string])[] = [
  ["index.html", "home"],
  ["contact.html", "contact"],
];
const BEFORE: Build = new Map([...KEPT, ["about.html", "about, old"], ["gone.html", "gone"]]);
const AFTER: Build = new Map([...KEPT, ["about.html", "about, new"], ["fresh.html", "fresh"]]);

/** @param inputs those of the step, or of the first destination. */
export function playedSite(inputs: Readonly<Record<string, unknown>>, sandboxes: readonly Sandbox[]): PlayedSite {
  const { pathname } = new URL(String(inputs["site-url"] ?? "/"), "https://www.example.com/");
  const base = pathname.slice(1);
  const at = (file: string) => `/${base}${file}`;
  const served = (build: Build) => new Map([...build].map(([path, text]) => [base + path, text]));
  if (inputs["build-dir"] === undefined && inputs["routes"] !== undefined) {
    const sources = (cart: string): Build =>
      new Map([
        ["index.php", "home"],
        ["shop/cart.php", cart],
      ]);
    const [before, after] = [sources("cart, old"), sources("cart, new")];
    return { folder: "public", before, after, changed: [at("shop/cart.php")], kept: [at("index.php")], served };
  }
  const hasSitemap = String(inputs["changes"] ?? "").includes("sitemap");
  const withSitemap = (build: Build) => (hasSitemap ? new Map([...build, sitemapOf(build, base, sandboxes)]) : build);
  // Where pages are rendered, there is nothing to purge of one that nobody could ask for.
  const isRendered = sandboxes.some(({ provider }) => provider === "hado");
  return {
    folder: String(inputs["build-dir"] ?? "dist"),
    before: withSitemap(BEFORE),
    after: withSitemap(AFTER),
    changed: ["about.html", "gone.html", ...(isRendered ? [] : ["fresh.html"])].map(at),
    kept: KEPT.map(([file]) => at(file)),
    served,
  };
}

function sitemapOf(build: Build, base: string, [sandbox]: readonly Sandbox[]): readonly [string, string] {
  const urls = [...build.keys()].map((file) => `<url><loc>${sandbox?.edge.url}/${base}${file}</loc></url>`);
  return ["sitemap.xml", `<urlset>${urls.join("")}</urlset>`];
}
