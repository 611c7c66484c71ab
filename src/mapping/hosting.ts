import { type ChangeSet, hasUnknownBefore, oldTree } from "../model/change.ts";
import type { UrlAnswers, UrlResponse } from "../model/stale.ts";
import { overlay, type Tree } from "../model/tree.ts";
import {
  changedReach,
  errorPageReach,
  type RuleReach,
  reachesAll,
  rewrittenReach,
} from "./host-rules/affected-urls.ts";
import { withRedirects } from "./host-rules/apply-redirects.ts";
import {
  type Both,
  readRules,
  redirectsOf,
  refusedConfig,
  ruleFilesIn,
  ruleFilesOf,
  unreadableChange,
  unreadNotes,
} from "./host-rules/read-rules.ts";
import type { RuleDialect, UrlStyle } from "./host-rules/rule.ts";
import { isRootErrorPage } from "./styles/host.ts";
import { INDEX } from "./styles/pages.ts";

/** How the host answers before and after a deploy, and what changed that no file's own URL tells. */
export interface Hosting extends UrlAnswers {
  readonly style: UrlStyle;
  readonly trees: Both<Tree>;
  readonly reach: readonly RuleReach[];
  /** Why the answer may have changed at URLs that nobody can list. */
  readonly everything?: string;
  readonly notes: readonly string[];
}

/** What a host without rules has. */
const NO_RULES: RuleDialect = { reach: () => ({ urls: [] }), compile: () => () => undefined };

/** Both builds at their host, its files of rules read where their text is known. */
export function openHosting(set: ChangeSet, given: UrlStyle): Hosting {
  const trees = { before: oldTree(set), after: set.tree };
  const possible = possibleTrees(set, trees.before);
  const dialect = given.rules ?? NO_RULES;
  const files = ruleFilesIn(set, trees, given);
  const read = { before: readRules(files.before, dialect), after: readRules(files.after, dialect) };
  const style = read.after.config?.style ?? given;
  const plain = (tree: Tree) => (url: string) => style.resolve(tree, url);
  const [old, now] = [plain(trees.before), plain(trees.after)];
  const rules = redirectsOf(read.after);
  const isSame = (url: string) => sameAnswer(old(url), now(url));
  const reach = [
    ...changedReach(set, read, dialect, () => urlsOfTrees(trees, style)),
    ...rewrittenReach(set, [...rules, ...(read.after.config?.unplaced ?? [])], { style, dialect, isSame }),
    ...errorPageReach(set, style, [...possible, trees.after]),
  ];
  const everything =
    unreadRules(set, given) ??
    unreadableChange(dialect, files, read) ??
    (set.changes.length === 0 ? undefined : refusedConfig(dialect, files.after, read.after)) ??
    firstOf(possible, (before) => changedFallback(style, { before, after: trees.after })) ??
    reachesAll(reach);
  return {
    style,
    trees,
    before: withRedirects(old, redirectsOf(read.before), dialect),
    after: withRedirects(now, rules, dialect),
    reach,
    ...(everything === undefined ? {} : { everything }),
    notes: unreadNotes(read.after, dialect),
  };
}

function* urlsOfTrees({ before, after }: Both<Tree>, style: UrlStyle): Generator<string> {
  for (const path of after.keys()) yield* style.urlsOf(path);
  for (const path of before.keys()) if (!after.has(path)) yield* style.urlsOf(path);
}

function firstOf<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Without a build there are no rules to read, and without them nobody knows at which URLs an owed file answers. */
function unreadRules({ source, changes }: ChangeSet, style: UrlStyle): string | undefined {
  const [first] = changes;
  if (source !== "none" || first === undefined || ruleFilesOf(style).length === 0) return undefined;
  return `what an earlier run left unpurged (${first.path}) answers as the host's rules say, and this run reads no build that has them`;
}

/** A page that answers for every unknown URL is cached at URLs that nobody can list. */
function changedFallback(style: UrlStyle, { before, after }: Both<Tree>): string | undefined {
  const old = style.fallback?.(before);
  const now = style.fallback?.(after);
  const content = (tree: Tree, path: string | undefined) => (path === undefined ? undefined : tree.get(path));
  if (content(before, old) === content(after, now)) return undefined;
  const file = now ?? old;
  if (old === now) return `${file} changed, and it answers at every URL that no file has`;
  return `what answers at URLs that no file has changed: ${old ?? "an error page"} before, ${now ?? "an error page"} now`;
}

/** Would a visitor see a difference? Which page is shown with a 404 is none: such pages answer at URLs without end. */
export function sameAnswer(before: UrlResponse, after: UrlResponse): boolean {
  if (before.status === 404 && after.status === 404) return true;
  return before.status === after.status && before.content === after.content && before.location === after.location;
}

/** Whatever the old build may have had of the files that decide what answers everywhere: with each unsure one, and without. */
export function possibleTrees({ changes }: ChangeSet, before: Tree): readonly Tree[] {
  const unsure = changes.filter(
    (change) => hasUnknownBefore(change) && (change.path === INDEX || isRootErrorPage(change.path)),
  );
  return unsure.reduce<readonly Tree[]>(
    (found, { path }) => found.flatMap((tree) => [tree, overlay(tree, new Map([[path, undefined]]))]),
    [before],
  );
}
