import { createHash } from "node:crypto";
import { type Cache, createCache } from "../../sandbox/cache.ts";
import { type Content, createContent } from "../../sandbox/origin.ts";
import { urlsOf } from "../support/site.ts";
import { BUILDS, type Random, randomOf } from "./schedule.ts";

export type Build = ReadonlyMap<string, string>;

/** Names whose URLs get in each other's way: a folder with an index, and a file where another build has a folder. */
const PATHS = ["index.html", "a.html", "d/index.html", "d/x.css", "e/f/index.html", "e/f/g.js", "h"] as const;
export const URLS = [...new Set([...PATHS.flatMap(urlsOf), "/h/", "/h/index.html", "/nothing"])];
const HOST = "http://site.test";
const DAY_MS = 86_400_000;

/** The sandbox's origin and edge, without HTTP in between: twenty thousand lives of a site are to fit into minutes. */
export interface ChaosSite {
  readonly builds: readonly Build[];
  /** What is served from now on. */
  deploy(build: Build): void;
  /** A visitor asks the edge for some pages, and it keeps what it gets. */
  visit(random: Random, most?: number): void;
  /** URL paths at which the edge serves something else than what is deployed. */
  stale(): readonly string[];
  readonly cache: Cache;
}

export function createChaosSite(seed: number): ChaosSite {
  const content = createContent(() => undefined);
  const cache = createCache({ ttlMs: DAY_MS, negativeTtlMs: DAY_MS }, () => 0);
  return {
    builds: makeBuilds(seed),
    cache,
    deploy: (build) => content.deploy(build),
    visit(random, most = URLS.length) {
      const count = Math.floor(random() * most) + 1;
      for (let n = 0; n < count; n++) get(cache, content, URLS[Math.floor(random() * URLS.length)] as string);
    },
    stale: () =>
      cache
        .urls()
        .map((url) => url.slice(HOST.length))
        .filter((path) => isStale(cache, content, path)),
  };
}

function get(cache: Cache, content: Content, path: string): void {
  if (cache.find(HOST + path) === undefined) cache.store(HOST + path, content.answer(path));
}

function isStale(cache: Cache, content: Content, path: string): boolean {
  const held = cache.find(HOST + path)?.answer;
  const now = content.answer(path);
  return held?.status !== now.status || Buffer.compare(held.body, now.body) !== 0;
}

/** Builds with few differences, and the same content again and again: reverts are what loses URLs. */
export function makeBuilds(seed: number): readonly Build[] {
  const random = randomOf(seed ^ 0x5eed);
  return Array.from({ length: BUILDS }, () => {
    const files = new Map<string, string>([["index.html", `v${Math.floor(random() * 2)}`]]);
    for (const path of PATHS.slice(1)) if (random() < 0.7) files.set(path, `v${Math.floor(random() * 2)}`);
    // A file and a folder cannot share a name.
    if (!files.has("h") && random() < 0.5) files.set("h/index.html", `v${Math.floor(random() * 2)}`);
    return files;
  });
}

/** Some files of the new build over the old one, as an upload that stopped leaves them. */
export function halfOf(before: Build, after: Build, random: Random): Build {
  const mixed = new Map(before);
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (random() < 0.5) continue;
    const content = after.get(path);
    if (content === undefined) mixed.delete(path);
    else mixed.set(path, content);
  }
  if (mixed.has("h")) mixed.delete("h/index.html");
  return mixed;
}

export function hashesOf(build: Build): ReadonlyMap<string, string> {
  return new Map(Array.from(build, ([path, content]) => [path, createHash("sha1").update(content).digest("hex")]));
}
