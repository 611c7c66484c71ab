import type { Change } from "../../model/change.ts";
import { pathFromBytes, type RepoPath } from "../../model/path.ts";
import type { RawChange, Repository, TreeEntry } from "../../ports/git.ts";
import { isAbsolute, LINK, linkText } from "./locate.ts";

/** A change with a link at one end or at both. */
export type ChangedLink = Pick<RawChange, "path" | "oldMode" | "newMode" | "oldId" | "newId">;

/**
 * Changed links that may change more than their own URL: a link to a folder that came, went or moved changes every URL below
 * it, and git lists none of them. Only one whose old and new targets are known to be files is certain.
 */
export async function findMovedLinks(
  repository: Repository,
  isFile: (path: RepoPath) => boolean,
  { below, links }: { readonly below: readonly Change[]; readonly links: readonly ChangedLink[] },
): Promise<readonly RepoPath[]> {
  if (links.length === 0) return [];
  const changed = new Set(below.map(({ path }) => path));
  for (const { path } of links) changed.delete(path);
  const isCertain = async (path: RepoPath, mode: string, id: string): Promise<boolean> => {
    if (mode !== LINK) return true;
    const text = await linkText(repository, id);
    const target = text === undefined ? undefined : linkTarget(path, text);
    return target !== undefined && (isFile(target) || changed.has(target));
  };
  const moved: RepoPath[] = [];
  for (const { path, oldMode, newMode, oldId, newId } of links) {
    if (!((await isCertain(path, oldMode, oldId)) && (await isCertain(path, newMode, newId)))) moved.push(path);
  }
  return moved;
}

/** The texts of links, as many as can be had at once. */
export async function readLinks(repository: Repository, links: readonly TreeEntry[]): Promise<readonly Link[]> {
  const texts = await repository.blobs([...new Set(links.map(({ id }) => id))]);
  const read: Link[] = [];
  for (const { path, id } of links) {
    const known = texts.get(id);
    read.push({ path, text: known === undefined ? await linkText(repository, id) : pathFromBytes(known) });
  }
  return read;
}

/** A symbolic link of the new build, relative to `build-dir`. */
export interface Link {
  readonly path: RepoPath;
  /** The link's text as it is stored; undefined when it cannot be read. */
  readonly text: string | undefined;
}

/**
 * Most changes that links may add. Links that lead into each other multiply, and beyond this it is cheaper and just as
 * true to say that everything changed. Our own bound.
 */
const MAX_LINKED_CHANGES = 100_000;

export interface LinkedChanges {
  /** Changes at paths that are served through a link; `undefined` when there are too many to list. */
  readonly changes: readonly Change[] | undefined;
  /** Links whose target lies outside `build-dir`, or cannot be read. */
  readonly unknown: number;
}

/**
 * What changes at a URL because a link leads from there to a file, or into a folder, that changed.
 *
 * Works on text alone, as a web server that follows links would: `latest -> v2` makes a change of `v2/a.html` one of
 * `latest/a.html` too. What one link adds can be what the next one leads to.
 */
export function followLinks(links: readonly Link[], changes: readonly Change[]): LinkedChanges {
  const byTarget = new Map<RepoPath, RepoPath[]>();
  let unknown = 0;
  for (const { path, text } of links) {
    const target = text === undefined ? undefined : linkTarget(path, text);
    if (target === undefined) unknown += 1;
    else byTarget.set(target, [...(byTarget.get(target) ?? []), path]);
  }
  return { changes: byTarget.size === 0 ? [] : spread(byTarget, changes), unknown };
}

/** Where a link leads, relative to `build-dir`; empty for `build-dir` itself, undefined outside of it. */
export function linkTarget(link: RepoPath, text: string): RepoPath | undefined {
  if (isAbsolute(text) || text === "") return undefined;
  const segments = link.split("/").slice(0, -1);
  for (const segment of text.split("/")) {
    if (segment === "..") {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}

interface Step {
  readonly change: Change;
  /** Links already gone through: none is taken twice, so that loops end. */
  readonly through: readonly RepoPath[];
}

function spread(
  byTarget: ReadonlyMap<RepoPath, readonly RepoPath[]>,
  changes: readonly Change[],
): Change[] | undefined {
  const seen = new Set(changes.map(({ path }) => path));
  const added: Change[] = [];
  const steps: Step[] = changes.map((change) => ({ change, through: [] }));
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    for (const { link, path } of pathsTo(byTarget, step.change)) {
      if (step.through.includes(link) || seen.has(path)) continue;
      if (added.length >= MAX_LINKED_CHANGES) return undefined;
      seen.add(path);
      const change = { ...step.change, path };
      added.push(change);
      steps.push({ change, through: [...step.through, link] });
    }
  }
  return added;
}

/** Every other path that leads to a change through one link, or may lead into a folder of which nothing is known. */
function* pathsTo(
  byTarget: ReadonlyMap<RepoPath, readonly RepoPath[]>,
  { path, isFolder }: Change,
): Generator<{ readonly link: RepoPath; readonly path: RepoPath }> {
  for (let end = path.length; end >= 0; end = end === 0 ? -1 : Math.max(path.lastIndexOf("/", end - 1), 0)) {
    const rest = end === 0 ? `/${path}` : path.slice(end);
    for (const link of byTarget.get(path.slice(0, end)) ?? []) yield { link, path: link + rest };
  }
  if (isFolder !== true) return;
  for (const [target, links] of byTarget) {
    if (target.startsWith(`${path}/`)) for (const link of links) yield { link, path: link };
  }
}
