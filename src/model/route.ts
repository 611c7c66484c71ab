import type { Change, ChangesRead } from "./change.ts";
import type { RepoPath } from "./path.ts";
import type { ChangedSelector } from "./stale.ts";

/** A change set after the user's routes. */
export interface Routed {
  /** For the report: what a route took counts as a change like any other, named from the repository's root. */
  readonly changes: ChangesRead;
  /** Files among them that are not deployed. */
  readonly count: number;
  /** Changes whose own URLs count. */
  readonly touched: readonly Change[];
  readonly selectors: readonly ChangedSelector[];
  /** The line of the route that each change follows: what a limited run sends first. */
  readonly lines?: ReadonlyMap<Change, number>;
  /** Changed files that are not deployed and that no route matches. */
  readonly unmatched: readonly RepoPath[];
  /** Why everything counts as changed, where `unmatched` is `purge-all`. */
  readonly everything?: string;
}

/** A glob whose stars capture. */
export interface RouteGlob {
  /** As the user wrote it. */
  readonly text: string;
  /** What each `*` and `**` stands for, in order; undefined where the path does not match. */
  match(path: RepoPath): readonly string[] | undefined;
  /** Could a path below this folder match? */
  mayMatchBelow(folder: RepoPath): boolean;
  /** Captures that every match has. */
  readonly captures: number;
}

/** One line of the `routes` input. */
export interface Route {
  /** Counted from 1 in the whole input, comments and blank lines included. */
  readonly line: number;
  readonly glob: RouteGlob;
  /** Selectors, `path` or `none`, in the order given. */
  readonly targets: readonly string[];
}
