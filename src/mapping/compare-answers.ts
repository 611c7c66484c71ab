import type { UrlAnswers, UrlResponse } from "../model/stale.ts";
import { inFolder, type Tree } from "../model/tree.ts";
import { withRedirects } from "./host-rules/apply-redirects.ts";
import type { UrlStyle } from "./host-rules/host-rule.ts";
import { redirectsOf } from "./host-rules/read-rules.ts";
import type { HostingRead } from "./read-hosting.ts";

/** What the host answers in both builds. The second of three phases. */
export interface AnswersCompared extends UrlAnswers {
  readonly style: UrlStyle;
  /** Is the answer the same in both builds? */
  isSame(url: string): boolean;
  /** Is it the same as far as files decide it, whatever the host's rules put in front of them? */
  isSameFile(url: string): boolean;
  /** Is the answer of the site's root the same without its slash, where the site lies below a base path? */
  isSameBareRoot(): boolean;
}

export function compareAnswers({ style, dialect, trees, rules }: HostingRead): AnswersCompared {
  const fileBefore = (url: string) => style.resolve(trees.before, url);
  const fileAfter = (url: string) => style.resolve(trees.after, url);
  const before = withRedirects(fileBefore, redirectsOf(rules.before), dialect);
  const after = withRedirects(fileAfter, redirectsOf(rules.after), dialect);
  return {
    style,
    before,
    after,
    isSame: (url) => sameAnswer(before(url), after(url)),
    isSameFile: (url) => sameAnswer(fileBefore(url), fileAfter(url)),
    isSameBareRoot: () => sameAnswer(bareRoot(style, trees.before), bareRoot(style, trees.after)),
  };
}

/** Stands for the base path, whatever it is called. */
const BASE = "base";

/** Below a base path the root is a folder like any other: its host answers `/base` as it answers any `/folder`. */
function bareRoot(style: UrlStyle, tree: Tree): UrlResponse {
  return style.resolve(inFolder(tree, BASE), BASE);
}

/** Would a visitor see a difference? Which page is shown with a 404 is none: such pages answer at URLs without end. */
function sameAnswer(before: UrlResponse, after: UrlResponse): boolean {
  if (before.status === 404 && after.status === 404) return true;
  return before.status === after.status && before.content === after.content && before.location === after.location;
}
