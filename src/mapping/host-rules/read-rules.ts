import {
  type ChangeSet,
  hasUnknownBefore,
  type RuleFile,
  type RuleFiles,
  type RuleNames,
  UNKNOWN_CONTENT,
} from "../../model/change.ts";
import type { ConfigRead, HostRule, RedirectRule, RedirectsRead, RuleDialect, UrlStyle } from "./host-rule.ts";

export const REDIRECTS = "_redirects";
export const HEADERS = "_headers";

export type Both<T> = { readonly before: T; readonly after: T };

/** All rules of one build; undefined where a file of theirs cannot be read. */
export interface RulesRead {
  readonly redirects: RedirectsRead | undefined;
  readonly headers: readonly HostRule[] | undefined;
  readonly config: ConfigRead | undefined;
}

/** Names of the files whose text decides how this style answers. */
export function ruleNamesOf({ rules }: UrlStyle): RuleNames {
  return {
    inBuild: rules?.files === undefined ? [] : [REDIRECTS, HEADERS],
    anywhere: rules?.config === undefined ? [] : [rules.config.name],
  };
}

/** The same names at the root of the build, where they are no URLs. */
export function ruleFilesOf(style: UrlStyle): readonly string[] {
  const { inBuild, anywhere } = ruleNamesOf(style);
  return [...inBuild, ...anywhere];
}

/** The files of rules of both builds: their text where the source reads it, else their identity alone. */
export function ruleFilesIn(
  set: ChangeSet,
  trees: Both<ReadonlyMap<string, string>>,
  style: UrlStyle,
): Both<RuleFiles> {
  const inTree = (tree: ReadonlyMap<string, string>): RuleFiles =>
    new Map(
      ruleFilesOf(style).flatMap((name) => {
        const id = tree.get(name);
        return id === undefined ? [] : [[name, { id }] as const];
      }),
    );
  const { before, after } = set.rules ?? { before: inTree(trees.before), after: inTree(trees.after) };
  return { before: withUnknown(before, set, style), after };
}

/** Rules that a deploy changed whose purge is still owed: their earlier text is not known. */
function withUnknown(before: RuleFiles, { changes, outside = [], prefix }: ChangeSet, style: UrlStyle): RuleFiles {
  const { anywhere } = ruleNamesOf(style);
  const owed = [...changes, ...outside].filter(hasUnknownBefore);
  const unknown = ruleFilesOf(style).filter((name) => {
    const own = prefix === undefined || prefix === "" ? name : `${prefix}/${name}`;
    return owed.some(({ path, isOutside }) =>
      isOutside === true ? path === own || (path === name && anywhere.includes(name)) : path === name,
    );
  });
  if (unknown.length === 0) return before;
  return new Map<string, RuleFile>([...before, ...unknown.map((name) => [name, { id: UNKNOWN_CONTENT }] as const)]);
}

/** Reads all that a dialect knows of. */
export function readRules(files: RuleFiles, { files: own, config }: RuleDialect): RulesRead {
  const read = <T>(name: string, parse: ((text: string) => T | undefined) | undefined, none: T): T | undefined => {
    const file = files.get(name);
    if (file === undefined || parse === undefined) return none;
    return file.text === undefined ? undefined : parse(file.text);
  };
  return {
    redirects: read(REDIRECTS, own?.parseRedirects, { rules: [], isWhole: true }),
    headers: read<readonly HostRule[]>(HEADERS, own?.parseHeaders, []),
    config: config === undefined ? NO_CONFIG : read(config.name, config.read, config.none),
  };
}

const NO_CONFIG: ConfigRead = { redirects: [], headers: [], unplaced: [], rest: {}, isWhole: true };

/** The style, with the reader of its configuration file where the builds have one and it takes a library. */
export async function withReader(style: UrlStyle, { rules }: Pick<ChangeSet, "rules">): Promise<UrlStyle> {
  const config = style.rules?.config;
  if (style.rules === undefined || config?.load === undefined) return style;
  if (rules?.before.get(config.name) === undefined && rules?.after.get(config.name) === undefined) return style;
  return { ...style, rules: { ...style.rules, config: { ...config, read: await config.load() } } };
}

/** What cannot be read of the rules that are in force. One sentence each. */
export function unreadNotes({ redirects, config }: RulesRead, dialect: RuleDialect): readonly string[] {
  return [
    ...(config === undefined
      ? [`${dialect.config?.name} cannot be read: the host's defaults are taken for granted.`]
      : []),
    ...(redirects?.isWhole !== true ? [unreadRewrites(REDIRECTS)] : []),
    ...(config?.isWhole === false ? [unreadRewrites(dialect.config?.name ?? "")] : []),
  ];
}

function unreadRewrites(name: string): string {
  return `${name} cannot be read whole: what it rewrites to other files is not known.`;
}

/** Why a change of these files may be one of every URL. */
export function unreadableChange(
  dialect: RuleDialect,
  files: Both<RuleFiles>,
  read: Both<RulesRead>,
): string | undefined {
  const changed = (name: string) => files.before.get(name)?.id !== files.after.get(name)?.id;
  const { config } = dialect;
  const [old, now] = [read.before.config, read.after.config];
  if (config !== undefined && changed(config.name)) {
    if (old === undefined || now === undefined) return `${config.name} changed, and cannot be read in both versions`;
    const names = changedKeys(old.rest, now.rest);
    if (names !== "") return `${config.name} changed (${names}), which says how the host answers`;
  }
  const message = (name: string) => `${name} changed, and not all of its rules can be read in both versions`;
  if (changed(REDIRECTS) && !(read.before.redirects?.isWhole && read.after.redirects?.isWhole))
    return message(REDIRECTS);
  return changed(HEADERS) && !(read.before.headers && read.after.headers) ? message(HEADERS) : undefined;
}

/** A host that refuses its configuration says nothing of how it answers, whatever changed. */
export function refusedConfig({ config }: RuleDialect, files: RuleFiles, read: RulesRead): string | undefined {
  if (config === undefined || read.config !== undefined || files.get(config.name)?.text === undefined) return undefined;
  return `${config.name} cannot be read, which says how the host answers`;
}

/** Names that a sentence shows. */
const MAX_NAMED = 3;

function changedKeys(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string {
  const all = new Set([...Object.keys(before), ...Object.keys(after)]);
  const names = [...all].filter((key) => before[key] !== after[key]).toSorted();
  return names.slice(0, MAX_NAMED).join(", ") + (names.length > MAX_NAMED ? ", …" : "");
}

/**
 * Every redirect in the order in which the host applies them: those of its own file come first, but for those that its
 * configuration repeats.
 */
export function redirectsOf({ redirects, config }: RulesRead): readonly RedirectRule[] {
  const configured = config?.redirects ?? [];
  const repeated = new Set(configured.map(({ line }) => line));
  return [...(redirects?.rules ?? []).filter(({ line }) => !repeated.has(line)), ...configured];
}

export function headersOf({ headers = [], config }: RulesRead): readonly HostRule[] {
  return [...headers, ...(config?.headers ?? [])];
}
