import { type ChangeSet, hasUnknownBefore, oldTree, type RuleFiles } from "../model/change.ts";
import { overlay, type Tree } from "../model/tree.ts";
import type { RuleDialect, UrlStyle } from "./host-rules/host-rule.ts";
import { type Both, type RulesRead, readRules, ruleFilesIn } from "./host-rules/read-rules.ts";
import { isRootErrorPage } from "./styles/host.ts";
import { INDEX } from "./styles/pages.ts";

/** Both builds as their host sees them: files, and rules as far as they can be read. The first of three phases. */
export interface HostingRead {
  /** As the new build's configuration sets it up. */
  readonly style: UrlStyle;
  readonly dialect: RuleDialect;
  readonly trees: Both<Tree>;
  /** Every old build that there may have been, where an earlier run left something unpurged. */
  readonly possibleBefore: readonly Tree[];
  readonly files: Both<RuleFiles>;
  readonly rules: Both<RulesRead>;
}

/** What a host without rules has. */
const NO_RULES: RuleDialect = { reach: () => ({ urls: [] }), compile: () => () => undefined };

export function readHosting(set: ChangeSet, given: UrlStyle): HostingRead {
  const trees = { before: oldTree(set), after: set.tree };
  const dialect = given.rules ?? NO_RULES;
  const files = ruleFilesIn(set, trees, given);
  const rules = { before: readRules(files.before, dialect), after: readRules(files.after, dialect) };
  const style = rules.after.config?.style ?? given;
  return { style, dialect, trees, possibleBefore: possibleTrees(set, trees.before), files, rules };
}

/** The old build with and without each of the owed files that decide what answers everywhere. */
function possibleTrees({ changes }: ChangeSet, before: Tree): readonly Tree[] {
  const uncertain = changes.filter(
    (change) => hasUnknownBefore(change) && (change.path === INDEX || isRootErrorPage(change.path)),
  );
  return uncertain.reduce<readonly Tree[]>(
    (found, { path }) => found.flatMap((tree) => [tree, overlay(tree, new Map([[path, undefined]]))]),
    [before],
  );
}
