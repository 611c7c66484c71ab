import type { Sandbox } from "../../sandbox/sandbox.ts";
import { createRepository, type TestRepository } from "./repository.ts";

/** A build as it is deployed: file paths below the folder that is uploaded, and their content. */
export type Build = ReadonlyMap<string, string>;

/** Where the repository keeps what it deploys. */
export const BUILD_DIR = "public";

/** A repository with two commits of one site, the second one checked out. */
export interface Site extends AsyncDisposable {
  readonly repository: TestRepository;
  readonly before: Build;
  readonly after: Build;
  readonly base: string;
  readonly head: string;
}

/** Commits two builds, one after the other, with real git. */
export async function createSite(before: Build, after: Build): Promise<Site> {
  const repository = await createRepository();
  await repository.write(inBuildDir(before));
  const base = await repository.commit("Build the site");
  await repository.write({ [BUILD_DIR]: null });
  await repository.write(inBuildDir(after));
  const head = await repository.commit("Change the site");
  return { repository, before, after, base, head, [Symbol.asyncDispose]: () => repository.close() };
}

function inBuildDir(build: Build): Map<Buffer, string> {
  return new Map(Array.from(build, ([path, content]) => [nameBytes(`${BUILD_DIR}/${path}`), content]));
}

/** A name as bytes: a lone surrogate U+DC80–U+DCFF stands for one byte that is not UTF-8, as at the origin. */
function nameBytes(path: string): Buffer {
  const parts = Array.from(path, (character) => {
    const code = character.codePointAt(0) as number;
    return code >= 0xdc80 && code <= 0xdcff ? Buffer.of(code - 0xdc00) : Buffer.from(character);
  });
  return Buffer.concat(parts);
}

/** The push that brought the second commit. */
export function pushOf({ base, head }: Pick<Site, "base" | "head">): {
  name: string;
  payload: Record<string, unknown>;
} {
  return {
    name: "push",
    payload: {
      ref: "refs/heads/main",
      before: base,
      after: head,
      forced: false,
      repository: { full_name: "octo-org/site" },
    },
  };
}

/** Files that two builds do not share, in path order. */
export function changedFiles(before: Build, after: Build): readonly string[] {
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter((path) => before.get(path) !== after.get(path)).sort();
}

/** Every URL path that answers with a file on a host with folder indexes; the page's own first. */
export function urlsOf(path: string): readonly string[] {
  const own = browserPath(path);
  const folder = /^(.*\/)index\.html$/.exec(own)?.[1];
  if (folder === undefined) return [own];
  return folder === "/" ? ["/", own] : [folder, folder.slice(0, -1), own];
}

/** A file's path as a browser sends it. What means something else in a URL than in a name is encoded before it looks. */
function browserPath(path: string): string {
  const bytes = nameBytes(path).toString("latin1");
  const name = bytes.replace(
    /[^!-~]|[%?#\\^]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
  return new URL(`http://site.test/${name}`).pathname;
}

/** The `with:` of a workflow that purges this sandbox after a deploy. */
export function inputsFor(sandbox: Sandbox): Record<string, string> {
  return { ...accountInputs(sandbox), "build-dir": BUILD_DIR };
}

/** The inputs that point a step at this sandbox, and nothing that says what changed. */
export function accountInputs({ provider, edge, api }: Sandbox): Record<string, string> {
  const { site, apiKey, apiSecret, options } = api.account;
  return {
    provider,
    ...(site === undefined ? {} : { site }),
    "site-url": `${edge.url}/`,
    // Caches of one's own are reached by their servers alone.
    ...(options?.["servers"] === undefined ? { "api-url": api.url } : {}),
    "api-key": apiKey,
    ...(apiSecret === undefined ? {} : { "api-secret": apiSecret }),
    ...(options === undefined ? {} : { "provider-options": JSON.stringify(options) }),
  };
}

/** What a visitor gets: from the cache or not, and whether it is what the origin says now. */
export interface FetchedPage {
  readonly cache: "HIT" | "MISS";
  readonly content: "new" | "old";
}

/** What a visitor of one path is served by the edge, held against the origin: see `Edge.serve`. */
export async function fetchPage({ edge, origin }: Sandbox, path: string): Promise<FetchedPage> {
  const seen = edge.serve(path);
  const { pathname, search } = new URL(path, edge.url);
  const truth = origin.serve(pathname + search);
  const isSame = seen.status === truth.status && seen.body === truth.body;
  return { cache: seen.cache, content: isSame ? "new" : "old" };
}

/** Visitors fetch all of these paths through the edge, so that it holds them. */
export async function fill({ edge }: Sandbox, paths: Iterable<string>): Promise<void> {
  for (const path of paths) edge.serve(path);
}

/** Paths that are out of date at the edge. Looking does not renew what the edge holds. */
export async function staleOf(sandbox: Sandbox, paths: Iterable<string>): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const path of paths) if ((await fetchPage(sandbox, path)).content === "old") stale.push(path);
  return stale;
}
