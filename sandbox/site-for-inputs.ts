/** The small site that is deployed when a workflow is played: built files, or what the step's own routes and `purge` name. */
import { join } from "node:path/posix";
import type { Build } from "../test/support/site.ts";
import { inventSite } from "./invented-site.ts";
import type { PlayedDeploy, PlayedSite } from "./played-site.ts";
import type { Sandbox } from "./sandbox.ts";

const KEPT: readonly (readonly [string, string])[] = [
  ["index.html", "home"],
  ["contact.html", "contact"],
];
const BEFORE: Build = new Map([...KEPT, ["about.html", "about, old"], ["gone.html", "gone"]]);
const AFTER: Build = new Map([...KEPT, ["about.html", "about, new"], ["fresh.html", "fresh"]]);

type Inputs = Readonly<Record<string, unknown>>;

/** @param inputs those of the step, or of the first destination. */
export function siteFor(inputs: Inputs, sandboxes: readonly Sandbox[]): PlayedSite {
  const edgeUrl = sandboxes[0]?.edge.url ?? "";
  const invented = inventSite(listOf(inputs["routes"]), listOf(inputs["purge"]), edgeUrl);
  return inputs["build-dir"] === undefined ? invented : builtSite(inputs, sandboxes, invented);
}

/** A list of a configuration file, or the lines of an input. */
function listOf(value: unknown): readonly string[] {
  const lines = Array.isArray(value) ? value.map(String) : String(value ?? "").split(/\r?\n/);
  return lines.map((line) => line.replace(/(?:^|[ \t])#.*$/, "").trim()).filter((line) => line !== "");
}

/** A build of a few pages; what `purge` reads of other files is there as well. */
function builtSite(
  inputs: Inputs,
  sandboxes: readonly Sandbox[],
  { before, purgesAlways, kept }: PlayedSite,
): PlayedSite {
  const { pathname } = new URL(String(inputs["site-url"] ?? "/"), "https://www.example.com/");
  const base = pathname.slice(1);
  const at = (file: string) => `/${base}${file}`;
  const folder = String(inputs["build-dir"]);
  const hasSitemap = String(inputs["changes"] ?? "").includes("sitemap");
  const deployOf = (build: Build): PlayedDeploy => {
    const files = hasSitemap ? new Map([...build, sitemapOf(build, base, sandboxes)]) : build;
    return {
      repository: new Map([
        ...before.repository,
        ...[...files].map(([path, text]) => [join(folder, path), text] as const),
      ]),
      origin: new Map([...files].map(([path, text]) => [base + path, text])),
    };
  };
  // Where pages are rendered, there is nothing to purge of one that nobody could ask for.
  const isRendered = sandboxes.some(({ provider }) => provider === "hado");
  return {
    before: deployOf(BEFORE),
    after: deployOf(AFTER),
    changed: ["about.html", "gone.html", ...(isRendered ? [] : ["fresh.html"])].map(at),
    // Where the step purges more than pages, it may hit these.
    kept: kept.length === 0 ? [] : KEPT.map(([file]) => at(file)),
    tags: new Map(),
    purgesAlways,
  };
}

function sitemapOf(build: Build, base: string, [sandbox]: readonly Sandbox[]): readonly [string, string] {
  const urls = [...build.keys()].map((file) => `<url><loc>${sandbox?.edge.url}/${base}${file}</loc></url>`);
  return ["sitemap.xml", `<urlset>${urls.join("")}</urlset>`];
}
