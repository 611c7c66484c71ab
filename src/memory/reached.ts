import type { Change } from "../model/change.ts";
import type { PendingPaths } from "../model/memory.ts";
import type { Delivery } from "../model/outcome.ts";
import type { RepoPath } from "../model/path.ts";

/** How far purges can come, least first. */
const LEVELS = ["accepted", "completed", "verified"] as const;
export type Level = Delivery["level"];

/**
 * Paths whose purge went through at a level that is not the highest: by level, those that came no further. A later run that
 * requires more owes them again.
 */
export type Reached = Readonly<Partial<Record<Level, PendingPaths | undefined>>>;

const NOTHING: ReadonlyMap<RepoPath, Change["kind"]> = new Map();

/** What earlier runs brought to a lower level than this run requests. */
export function owedAgain(reached: Reached, level: Level): PendingPaths {
  const lower = LEVELS.slice(0, LEVELS.indexOf(level));
  return lower.reduce<PendingPaths>((owed, one) => union(owed, reached[one] ?? NOTHING), NOTHING);
}

/** What is no longer noted as reached, since it is owed now. */
export function withoutOwed(reached: Reached, owed: PendingPaths): Reached {
  return eachLevel((level) => minus(reached[level] ?? NOTHING, owed));
}

/** How far a delivery really came: a provider may have said "done" where only acceptance was requested. */
export function levelOf({ level, outcomes }: Delivery): Level {
  if (level !== "accepted") return level;
  return outcomes.every(({ state, refused }) => state === "completed" && refused.length === 0) ? "completed" : level;
}

/** Notes what a delivery brought to a level. */
export function withReached(reached: Reached, done: PendingPaths, level: Level): Reached {
  return eachLevel((one) => {
    const others = minus(reached[one] ?? NOTHING, done);
    // Nothing lies above the highest level, so that no run requires more.
    return one === level && level !== "verified" ? union(others, done) : others;
  });
}

/** What was owed before a delivery and is not any more. */
export function doneOf(before: PendingPaths, left: PendingPaths): PendingPaths {
  return left === "all" ? NOTHING : minus(before, left);
}

export function union(one: PendingPaths, other: PendingPaths): PendingPaths {
  return one === "all" || other === "all" ? "all" : new Map([...one, ...other]);
}

/** Of everything without some paths nobody could say what is left: it stays everything. */
function minus(paths: PendingPaths, gone: PendingPaths): PendingPaths {
  if (gone === "all") return NOTHING;
  return paths === "all" ? paths : new Map([...paths].filter(([path]) => !gone.has(path)));
}

function eachLevel(pathsAt: (level: Level) => PendingPaths): Reached {
  const found = LEVELS.map((level) => [level, pathsAt(level)] as const);
  return Object.fromEntries(found.filter(([, paths]) => paths === "all" || paths.size > 0));
}
