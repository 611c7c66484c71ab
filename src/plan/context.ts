import type { Capabilities } from "../model/capabilities.ts";
import type { Change } from "../model/change.ts";
import type { OverLimit, PurgeBy, QueryStrings, WidenTo } from "../model/plan-options.ts";
import type { Selector } from "../model/selector.ts";
import type { ChangedSelector, StaleUrl, Urls } from "../model/stale.ts";
import type { SiteBase } from "./addressing.ts";
import type { InstructionLimit } from "./budgets.ts";

/** Everything that a plan depends on. */
export interface PlanOptions {
  /** The vendor's name, for sentences. */
  readonly providerName: string;
  readonly capabilities: Capabilities;
  readonly siteUrls: readonly { readonly origin: string; readonly basePath: string }[];
  /** What the user requests on every run. */
  readonly requested: readonly Selector[];
  /** What changed, below the base path. */
  readonly stale: readonly StaleUrl[];
  /** Why the site's root without its slash changed, where it lies below a base path; see `StaleContent.bareRoot`. */
  readonly bareRoot?: readonly Change[];
  /** What changed at more URLs than can be listed, and what `routes` make of changes. */
  readonly selectors?: readonly ChangedSelector[];
  /** The line of the route that a change follows: with `over-limit: defer` lower ones are purged first. */
  readonly routeLines?: ReadonlyMap<Change, number> | undefined;
  /** Why all that lies under the site's URL counts as changed; absent when a diff says what did. */
  readonly everything?: string | undefined;
  readonly purgeBy: PurgeBy;
  /** The broadest selector that the planner may make of a diff. */
  readonly widenTo: WidenTo;
  readonly overLimit: OverLimit;
  readonly queryStrings: QueryStrings;
  readonly maxPurges: number;
  /** The most that a plan may cost, in US dollars. */
  readonly maxCostUsd?: number | undefined;
  /** What must fit into `timeoutMs`: the rates' floor, and the propagation window when it is waited for. */
  readonly timeoutMs: number;
  readonly settleMs: number;
  /** Known URLs of the old and the new build, and of the new one alone, below the base path. */
  readonly inventory: () => Urls;
  readonly current: () => Urls;
}

/** What the stages of planning read: the options, where the site lives, and how single URLs are purged. */
export interface PlanContext extends PlanOptions {
  readonly bases: readonly SiteBase[];
  readonly single: { readonly form: SingleForm };
  /** The most instructions of the run: `max-purges`, or what costs and the vendor's budgets leave of it. */
  readonly limit: InstructionLimit;
}

/** What purges a single URL: its path, a pattern that lets a query follow, or the path as a prefix. */
export type SingleForm = "path" | "pattern" | "prefix";
