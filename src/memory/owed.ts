import { type Change, type ChangesRead, folderChange, isPageUrl, shownPath, UNKNOWN_CONTENT } from "../model/change.ts";
import type { Mapping, PendingPaths } from "../model/memory.ts";
import type { RepoPath } from "../model/path.ts";
import type { Target } from "../model/plan.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Tree } from "../model/tree.ts";
import { doneOf, type Level, withoutOwed, withReached } from "./reached.ts";
import { MAX_ANCESTORS, type StateRecord } from "./record-body.ts";

/**
 * Most paths that a record lists one by one. Beyond that it owes everything: a purge of that many single files is one of
 * everything at every provider, and the record stays small enough for every store.
 */
export const MAX_PENDING = 50_000;

const NOTHING: ReadonlyMap<RepoPath, Change["kind"]> = new Map();

/**
 * What must be purged now: what changed since the remembered build, and what earlier deploys changed and nobody purged.
 *
 * A set of paths, not a difference of two builds: after A, B (not purged) and A again, two builds are equal and the edge
 * still holds B.
 */
export function computeOwed(
  read: ChangesRead,
  pending: PendingPaths,
): { readonly owed: PendingPaths; readonly changes: ChangesRead } {
  if (pending === "all") {
    const everything =
      read.everything ?? "a purge of everything is still owed, since an earlier run did not bring it to its level";
    return { owed: "all", changes: { ...read, everything } };
  }
  const owed = new Map(pending);
  for (const change of [...read.changes, ...(read.pages ?? []), ...(read.outside ?? [])]) {
    const name = pendingName(change);
    const before = owed.get(name);
    owed.set(name, before === undefined ? change.kind : bothKinds(before, change.kind));
  }
  const changes = withPending(read, pending, owed);
  return { owed: read.everything === undefined ? owed : "all", changes };
}

/** What is saved before anything is planned or sent: from here on a kill, a red gate or a lost answer loses nothing. */
export function writeAhead(ahead: {
  readonly key: string;
  readonly mapping: Mapping;
  readonly writer: string;
  readonly previous: StateRecord | undefined;
  readonly builds: readonly Snapshot[];
  readonly owed: PendingPaths;
  readonly now: Date;
}): StateRecord {
  const { key, mapping, writer, previous, builds, owed, now } = ahead;
  const ancestors = previous === undefined ? [] : [previous.writer, ...(previous.ancestors ?? [])];
  return {
    key,
    mapping,
    writer,
    // At least the time: a count that starts again after a loss must not seem older than what was lost.
    generation: Math.max((previous?.generation ?? 0) + 1, now.getTime()),
    builds,
    pending: bounded(owed),
    reached: withoutOwed(previous?.reached ?? {}, owed),
    ancestors: ancestors.slice(0, MAX_ANCESTORS),
  };
}

/**
 * What is still owed after a delivery. A path is through when every instruction that serves it has reached the requested
 * level.
 *
 * @param isEverything all that lies under the site's URL was to be purged: then paths do not count. Where it was spelled
 *   out, the URLs that are left do.
 * @param unreached targets of all instructions that did not reach it.
 * @param deferred what had no room in this run. It is owed by URL where it has one: a file's other URLs are through.
 * @param isAllGone the user's own `all` reached it.
 */
export function stillOwed(
  owed: PendingPaths,
  {
    isEverything,
    unreached,
    deferred = [],
    isAllGone,
  }: {
    readonly isEverything: boolean;
    readonly unreached: readonly Target[];
    readonly deferred?: readonly Target[];
    readonly isAllGone: boolean;
  },
): PendingPaths {
  const late = deferred.filter(({ requested }) => requested === "changes");
  const pages = late.flatMap(({ page }) => page ?? []);
  const open = [
    ...unreached.filter(({ requested }) => requested === "changes"),
    ...late.filter(({ page }) => page === undefined),
  ];
  if (isAllGone || (open.length === 0 && pages.length === 0)) return NOTHING;
  if (isEverything || owed === "all") {
    const openPages = open.flatMap(({ page }) => page ?? []);
    return openPages.length === open.length ? asPages([...openPages, ...pages]) : "all";
  }
  // A purge of everything on behalf of some changes (purge-by: all) names none of them.
  if (open.some(({ because }) => because.length === 0)) return owed;
  const names = new Set(open.flatMap(({ because }) => because.map(pendingName)));
  return new Map([...[...owed].filter(([name]) => names.has(name)), ...asPages(pages)]);
}

function asPages(urls: readonly string[]): ReadonlyMap<RepoPath, Change["kind"]> {
  return new Map(urls.map((url) => [url, "modified"]));
}

/** No file of git or of a disk has such a name, so that one list holds both. */
const OUTSIDE = "../";

/**
 * Name under which a change is owed: files that are not deployed get a prefix, so that they differ from files of the build,
 * and a folder has a slash at its end.
 */
function pendingName(change: Change): string {
  return change.isOutside === true ? OUTSIDE + shownPath(change) : shownPath(change);
}

/** The change that such a name stands for, of whose old content nothing is known; pages are not among them. */
function changeNamed(name: string, kind: Change["kind"], tree: Tree): Change {
  const isOutside = name.startsWith(OUTSIDE);
  const shown = isOutside ? name.slice(OUTSIDE.length) : name;
  const outside = isOutside ? { isOutside } : {};
  if (shown.endsWith("/")) return { ...folderChange(shown.slice(0, -1)), ...outside };
  if (isOutside) return { kind, path: shown, before: UNKNOWN_CONTENT, isOutside };
  return owedChange(shown, kind, tree.get(shown));
}

/**
 * The record after a delivery: of the same generation, since it belongs to the same deploy.
 *
 * @param left what is still owed.
 * @param level how far the rest came.
 */
export function afterDelivery(record: StateRecord, left: PendingPaths, level: Level): StateRecord {
  const done = doneOf(record.pending, left);
  const reached = withReached(record.reached ?? {}, done, level);
  const { accepted, completed } = reached;
  return {
    ...record,
    pending: bounded(left),
    reached: {
      accepted: accepted === undefined ? undefined : bounded(accepted),
      completed: completed === undefined ? undefined : bounded(completed),
    },
  };
}

/**
 * Has another run written ahead since? Deploys are ordered by their write-aheads, not by run ids or ancestry: a re-run of
 * an old run deploys an old build, and is the newest.
 */
export function isSuperseded(ours: StateRecord, found: StateRecord): boolean {
  if (found.generation !== ours.generation) return found.generation > ours.generation;
  return found.writer !== ours.writer;
}

function bounded(pending: PendingPaths): PendingPaths {
  return pending !== "all" && pending.size > MAX_PENDING ? "all" : pending;
}

type Named = Map<string, Change>;

/** Puts what is owed among the changes, with an old content that equals none: so each of its URLs counts as changed. */
function withPending(
  read: ChangesRead,
  pending: ReadonlyMap<RepoPath, Change["kind"]>,
  owed: ReadonlyMap<RepoPath, Change["kind"]>,
): ChangesRead {
  if (pending.size === 0) return read;
  const [files, pages, outside] = [read.changes, read.pages ?? [], read.outside ?? []].map(
    (changes) => new Map(changes.map((change) => [pendingName(change), change])),
  ) as [Named, Named, Named];
  for (const [name, kind] of owed) {
    if (!pending.has(name)) continue;
    if (isPageUrl(name)) pages.set(name, owedPage(name, kind, read));
    else (name.startsWith(OUTSIDE) ? outside : files).set(name, changeNamed(name, kind, read.tree));
  }
  return {
    ...read,
    changes: inPathOrder(files.values()),
    ...(pages.size === 0 ? {} : { pages: inPathOrder(pages.values()) }),
    ...(outside.size === 0 ? {} : { outside: inPathOrder(outside.values()) }),
  };
}

function owedChange(path: RepoPath, kind: Change["kind"], after: string | undefined): Change {
  if (after === undefined) return { kind: "deleted", path, before: UNKNOWN_CONTENT };
  return { kind: kind === "deleted" ? "modified" : kind, path, before: UNKNOWN_CONTENT, after };
}

function owedPage(url: string, kind: Change["kind"], { pageUrls, snapshots }: ChangesRead): Change {
  if (pageUrls === undefined) return { kind, path: url, before: UNKNOWN_CONTENT };
  return owedChange(url, kind, snapshots.find(({ pages }) => pages?.has(url))?.pages?.get(url));
}

/** What two deploys in a row did to a file. Deleted and back again may be another content. */
function bothKinds(first: Change["kind"], second: Change["kind"]): Change["kind"] {
  if (first === second) return first;
  return first === "added" && second === "deleted" ? "deleted" : "modified";
}

function inPathOrder(changes: Iterable<Change>): readonly Change[] {
  return [...changes].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
