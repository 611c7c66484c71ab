/**
 * What happens to a site over time, as data: made out of a seed, replayed, and shrunk when it shows a fault. Nothing in
 * here knows how the action remembers.
 */

/** A number in [0, 1) out of a state that the seed decides (mulberry32). */
export type Random = () => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How one step of the action goes, apart from what it does itself. */
export interface Step {
  /** Decides which requests fail, and which visitors come in between. */
  readonly seed: number;
  /** Share of API requests that fail, one way or another. */
  readonly faults: number;
  /** SIGKILL at this interaction with the outside, which is still carried out or is not. */
  readonly kill?: { readonly at: number; readonly isDone: boolean };
  /** The plan does not fit a limit: red after the changes were read. */
  readonly gate?: true;
  /** The run may send few purges, and leaves the rest to later ones. */
  readonly defer?: true;
  /** The store takes nothing. */
  readonly full?: true;
}

export type Event =
  /** A build goes live, whole or in part; then the step runs, unless the job died before. */
  | {
      readonly kind: "deploy";
      readonly build: number;
      readonly announce?: Step;
      readonly live: "whole" | "half";
      readonly step?: Step;
      readonly event: "push" | "dispatch";
    }
  /** The step once more for what is live. */
  | { readonly kind: "rerun"; readonly step: Step }
  /** Two deploys, whose steps overlap: the second starts while the first one delivers. */
  | { readonly kind: "overlap"; readonly builds: readonly [number, number]; readonly steps: readonly [Step, Step] }
  /** The record is gone, cut, or somebody else's. */
  | { readonly kind: "lose"; readonly how: "gone" | "cut" | "foreign" }
  | { readonly kind: "visit"; readonly seed: number };

export interface Schedule {
  readonly seed: number;
  readonly source: "git" | "build";
  /** Does the store refuse to replace what was not read? */
  readonly compares: boolean;
  /**
   * Is each deploy announced by a `before-deploy` step? If not, the step must have run after each deploy that went live: it
   * may end in any way, but not before it has remembered.
   */
  readonly announced: boolean;
  readonly purgeBy: "auto" | "path" | "prefix" | "all";
  readonly events: readonly Event[];
}

/** Builds that a schedule deploys; choosing one again is a revert. */
export const BUILDS = 5;
const MAX_EVENTS = 9;
/** The furthest interaction at which a step is killed; most steps have fewer. */
const LAST_KILL = 14;

export function makeSchedule(seed: number): Schedule {
  const random = randomOf(seed);
  const chance = (share: number): boolean => random() < share;
  const below = (count: number): number => Math.floor(random() * count);
  const announced = chance(0.5);
  const compares = chance(0.5);

  function step(): Step {
    return {
      seed: below(2 ** 31),
      faults: chance(0.5) ? 0 : random() * 0.9,
      ...(chance(0.25) ? { kill: { at: below(LAST_KILL), isDone: chance(0.5) } } : {}),
      ...(chance(0.1) ? { gate: true as const } : {}),
      ...(chance(0.15) ? { defer: true as const } : {}),
    };
  }

  function deploy(): Event {
    const isDead = announced && chance(0.2);
    return {
      kind: "deploy",
      build: below(BUILDS),
      ...(announced ? { announce: { ...step(), ...(chance(0.05) ? { full: true as const } : {}) } } : {}),
      live: isDead && chance(0.7) ? "half" : "whole",
      ...(isDead ? {} : { step: { ...step(), ...(announced && chance(0.1) ? { full: true as const } : {}) } }),
      event: chance(0.6) ? "push" : "dispatch",
    };
  }

  function event(): Event {
    const roll = random();
    if (roll < 0.55) return deploy();
    if (roll < 0.65) return { kind: "rerun", step: step() };
    if (roll < 0.75 && compares)
      return { kind: "overlap", builds: [below(BUILDS), below(BUILDS)], steps: [step(), step()] };
    if (roll < 0.8) return { kind: "lose", how: (["gone", "cut", "foreign"] as const)[below(3)] ?? "gone" };
    return { kind: "visit", seed: below(2 ** 31) };
  }

  return {
    seed,
    source: chance(0.5) ? "git" : "build",
    compares,
    announced,
    purgeBy: (["auto", "path", "path", "prefix", "all"] as const)[below(5)] ?? "auto",
    events: Array.from({ length: 2 + below(MAX_EVENTS - 1) }, event),
  };
}

/** The same fault with fewer events: each is left out in turn, as long as the fault stays. */
export async function shrink(schedule: Schedule, fails: (candidate: Schedule) => Promise<boolean>): Promise<Schedule> {
  let smallest = schedule;
  for (let at = smallest.events.length - 1; at >= 0; at--) {
    const candidate = { ...smallest, events: smallest.events.toSpliced(at, 1) };
    if (await fails(candidate)) smallest = candidate;
  }
  for (const [at, event] of smallest.events.entries()) {
    for (const simpler of simplerEvents(event)) {
      const candidate = { ...smallest, events: smallest.events.with(at, simpler) };
      if (await fails(candidate)) smallest = candidate;
    }
  }
  return smallest;
}

function simplerEvents(event: Event): readonly Event[] {
  if (event.kind === "rerun") return [{ ...event, step: plain(event.step) }];
  if (event.kind !== "deploy") return [];
  const { announce, step } = event;
  return [
    ...(announce === undefined ? [] : [{ ...event, announce: plain(announce) }]),
    ...(step === undefined ? [] : [{ ...event, step: plain(step) }]),
  ];
}

function plain({ seed }: Step): Step {
  return { seed, faults: 0 };
}
