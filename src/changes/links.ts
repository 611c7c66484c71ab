import type { Change, RepoPath } from "./change.ts";

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
  if (text.startsWith("/") || text === "") return undefined;
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
    for (const { link, path } of waysTo(byTarget, step.change.path)) {
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

/** Every other path that leads to `path` through one link. */
function* waysTo(
  byTarget: ReadonlyMap<RepoPath, readonly RepoPath[]>,
  path: RepoPath,
): Generator<{ readonly link: RepoPath; readonly path: RepoPath }> {
  for (let end = path.length; end >= 0; end = end === 0 ? -1 : Math.max(path.lastIndexOf("/", end - 1), 0)) {
    const rest = end === 0 ? `/${path}` : path.slice(end);
    for (const link of byTarget.get(path.slice(0, end)) ?? []) yield { link, path: link + rest };
  }
}
