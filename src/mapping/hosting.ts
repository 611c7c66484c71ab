import {
  type Change,
  type ChangeSet,
  oldTree,
  type RuleFile,
  type RuleFiles,
  type RuleNames,
  type Tree,
  UNKNOWN_CONTENT,
} from "../changes/change.ts";
import { parseHeaders } from "./header-rules.ts";
import { changedRules, compileRules, parseRedirects, type RedirectRule, urlsOfPattern } from "./redirect-rules.ts";
import type { Answer, UrlStyle } from "./styles/host.ts";
import { isUnsure, possibleTrees } from "./unsure.ts";

const REDIRECTS = "_redirects";
const HEADERS = "_headers";

/** URLs that a rule of the host covers: single ones, and all that start with a path. */
export interface RuleReach {
  readonly urls: readonly string[];
  readonly prefix?: string;
  readonly because: readonly Change[];
}

/** How the host answers before and after a deploy, and what changed that no file's own URL tells. */
export interface Hosting {
  readonly style: UrlStyle;
  readonly trees: { readonly before: Tree; readonly after: Tree };
  before(url: string): Answer;
  after(url: string): Answer;
  readonly reach: readonly RuleReach[];
  /** Why the answer may have changed at URLs that nobody can list. */
  readonly everything?: string;
  readonly notes: readonly string[];
}

/** Names of the files whose text decides how this style answers. */
export function ruleNamesOf({ rules, configFiles = [] }: UrlStyle): RuleNames {
  return { inBuild: rules === undefined ? [] : [REDIRECTS, HEADERS], anywhere: configFiles };
}

/** The same names at the root of the build, where they are no URLs. */
export function ruleFilesOf(style: UrlStyle): readonly string[] {
  const { inBuild, anywhere } = ruleNamesOf(style);
  return [...inBuild, ...anywhere];
}

/** Both builds at their host, its files of rules read where their text is known. */
export function openHosting(set: ChangeSet, given: UrlStyle): Hosting {
  const trees = { before: oldTree(set), after: set.tree };
  const possible = possibleTrees(set, trees.before);
  const read = set.rules ?? { before: filesIn(trees.before, given), after: filesIn(trees.after, given) };
  const files = { ...read, before: withUnknown(read.before, set, given) };
  const notes: string[] = [];
  const style = configuredStyle(given, files.after, notes);
  const redirects = { before: readRedirects(files.before, notes), after: readRedirects(files.after, notes) };
  const before = resolver(trees.before, style, redirects.before);
  const after = resolver(trees.after, style, redirects.after);
  const ruled =
    style.rules === undefined ? [] : [...redirectReach(set, redirects, { style, trees }), ...headerReach(set, files)];
  const reach = [...ruled, ...errorPageReach(set, style, [...possible, trees.after])];
  const everything =
    unreadRules(set, given) ??
    changedConfig(given, files) ??
    unreadableChange(style, files, redirects) ??
    firstOf(possible, (before) => changedFallback(style, { before, after: trees.after })) ??
    changedRewrite(set, style, trees, files.after, notes) ??
    reachesAll(reach);
  return { style, trees, before, after, reach, ...(everything === undefined ? {} : { everything }), notes };
}

type Both<T> = { readonly before: T; readonly after: T };

function filesIn(tree: Tree, style: UrlStyle): RuleFiles {
  return new Map(
    ruleFilesOf(style).flatMap((name) => {
      const id = tree.get(name);
      return id === undefined ? [] : [[name, { id }] as const];
    }),
  );
}

function firstOf<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Rules that a deploy changed whose purge is still owed: nobody remembers what they said. */
function withUnknown(before: RuleFiles, { changes, outside = [], prefix }: ChangeSet, style: UrlStyle): RuleFiles {
  const { anywhere } = ruleNamesOf(style);
  const owed = [...changes, ...outside].filter(isUnsure);
  const unknown = ruleFilesOf(style).filter((name) => {
    const own = prefix === undefined || prefix === "" ? name : `${prefix}/${name}`;
    return owed.some(({ path, isOutside }) =>
      isOutside === true ? path === own || (path === name && anywhere.includes(name)) : path === name,
    );
  });
  if (unknown.length === 0) return before;
  return new Map<string, RuleFile>([...before, ...unknown.map((name) => [name, { id: UNKNOWN_CONTENT }] as const)]);
}

/** Without a build there are no rules to read, and without them nobody knows at which URLs an owed file answers. */
function unreadRules({ source, changes }: ChangeSet, style: UrlStyle): string | undefined {
  const [first] = changes;
  if (source !== "none" || first === undefined || ruleFilesOf(style).length === 0) return undefined;
  return `what an earlier run left unpurged (${first.path}) answers as the host's rules say, and this run reads no build that has them`;
}

function configuredStyle(style: UrlStyle, files: RuleFiles, notes: string[]): UrlStyle {
  for (const name of style.configFiles ?? []) {
    const file = files.get(name);
    if (file === undefined || style.configured === undefined) continue;
    const configured = file.text === undefined ? undefined : style.configured(file.text);
    if (configured !== undefined) return configured;
    notes.push(`${name} cannot be read: the host's defaults are taken for granted.`);
  }
  return style;
}

/** The rules of one build; none where there is no such file, undefined where it cannot be read. */
function readRedirects(files: RuleFiles, notes: string[]): readonly RedirectRule[] | undefined {
  const file = files.get(REDIRECTS);
  if (file === undefined) return [];
  const rules = file.text === undefined ? undefined : parseRedirects(file.text);
  const note = `${REDIRECTS} cannot be read whole: what it rewrites to other files is not known.`;
  if (rules === undefined && !notes.includes(note)) notes.push(note);
  return rules;
}

function resolver(tree: Tree, style: UrlStyle, rules: readonly RedirectRule[] = []): (url: string) => Answer {
  if (rules.length === 0) return (url) => style.resolve(tree, url);
  const match = compileRules(
    style.rules === "redirects-first" ? rules.map((rule) => ({ ...rule, isForced: true })) : rules,
  );
  return (url) => {
    const forced = match(url, true);
    if (forced !== undefined) return forced;
    const answer = style.resolve(tree, url);
    return answer.status === 404 ? (match(url, false) ?? answer) : answer;
  };
}

function changedConfig({ configFiles = [] }: UrlStyle, { before, after }: Both<RuleFiles>): string | undefined {
  const changed = configFiles.find((name) => differ(before.get(name), after.get(name)));
  return changed === undefined ? undefined : `${changed} changed, which says how the host answers`;
}

function unreadableChange(
  { rules }: UrlStyle,
  files: Both<RuleFiles>,
  redirects: Both<readonly RedirectRule[] | undefined>,
): string | undefined {
  if (rules === undefined) return undefined;
  const says = (name: string) => `${name} changed, and not all of its rules can be read in both versions`;
  const [old, now] = [files.before, files.after];
  if (differ(old.get(REDIRECTS), now.get(REDIRECTS)) && !(redirects.before && redirects.after)) return says(REDIRECTS);
  const isRead = (file: RuleFile | undefined) => file === undefined || parseHeaders(file.text ?? "x") !== undefined;
  const [was, is] = [old.get(HEADERS), now.get(HEADERS)];
  return differ(was, is) && !(isRead(was) && isRead(is)) ? says(HEADERS) : undefined;
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

/** A configuration file may let any URL answer with a file: which ones is not read, so a change of the file is one of all. */
function changedRewrite(
  { changes }: ChangeSet,
  style: UrlStyle,
  { before, after }: Both<Tree>,
  files: RuleFiles,
  notes: string[],
): string | undefined {
  for (const name of style.configFiles ?? []) {
    const text = files.get(name)?.text;
    for (const to of text === undefined ? [] : (style.rewriteTargets?.(text) ?? [])) {
      const target = to.replace(/^\//, "").replace(/[?#].*$/s, "");
      const note = `${name} rewrites URLs to ${to}: which page answers there depends on the URL, and such rules are not read.`;
      if (/[:$*]/.test(target)) notes.push(note);
      else if (
        !sameAnswer(style.resolve(before, target), style.resolve(after, target)) ||
        changes.some((change) => isUnsure(change) && style.urlsOf(change.path).includes(target))
      )
        return `${to} changed, and ${name} lets other URLs answer with it`;
    }
  }
  return undefined;
}

function redirectReach(
  { changes }: ChangeSet,
  { before = [], after = [] }: Both<readonly RedirectRule[] | undefined>,
  { style, trees }: Pick<Hosting, "style" | "trees">,
): readonly RuleReach[] {
  const becauseOfFile = changes.filter(({ path }) => path === REDIRECTS);
  const changed = changedRules(before, after).map(({ from }) => ({ ...urlsOfPattern(from), because: becauseOfFile }));
  const rewritten = after.flatMap(({ from, to, status }) => {
    if (status >= 300 && status < 400) return [];
    const target = to.replace(/^\//, "").replace(/[?#].*$/s, "");
    const isSame = sameAnswer(style.resolve(trees.before, target), style.resolve(trees.after, target));
    const because = changes.filter(({ path }) => style.urlsOf(path).includes(target));
    return (isSame && !because.some(isUnsure)) || because.length === 0 ? [] : [{ ...urlsOfPattern(from), because }];
  });
  return [...changed, ...rewritten];
}

/** An error page that comes or goes below a folder takes all of it from, or leaves it to, the page that answers everywhere. */
function errorPageReach({ changes }: ChangeSet, style: UrlStyle, trees: readonly Tree[]): readonly RuleReach[] {
  if (trees.every((tree) => style.fallback?.(tree) === undefined)) return [];
  return changes.flatMap((change) => {
    if ((change.kind === "modified" && !isUnsure(change)) || style.isErrorPage?.(change.path) !== true) return [];
    return [{ urls: [], prefix: change.path.slice(0, change.path.lastIndexOf("/") + 1), because: [change] }];
  });
}

function headerReach({ changes }: ChangeSet, files: Both<RuleFiles>): readonly RuleReach[] {
  const because = changes.filter(({ path }) => path === HEADERS);
  const read = (all: RuleFiles) => parseHeaders(all.get(HEADERS)?.text ?? "") ?? [];
  return changedRules(read(files.before), read(files.after)).map(({ from }) => ({ ...urlsOfPattern(from), because }));
}

function reachesAll(reach: readonly RuleReach[]): string | undefined {
  const all = reach.find(({ prefix }) => prefix === "");
  if (all === undefined) return undefined;
  const files = all.because.map(({ path }) => path).join(", ");
  return `${files} changed, and a rule of the host takes it to every URL`;
}

function differ(before: RuleFile | undefined, after: RuleFile | undefined): boolean {
  return before?.id !== after?.id;
}

/** Would a visitor see a difference? Which page is shown with a 404 is none: such pages answer at URLs without end. */
export function sameAnswer(before: Answer, after: Answer): boolean {
  if (before.status === 404 && after.status === 404) return true;
  return before.status === after.status && before.content === after.content && before.location === after.location;
}
