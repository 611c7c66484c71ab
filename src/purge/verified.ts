import type { Item, Plan } from "../plan/plan.ts";
import type { Delivery, Outcome } from "./outcome.ts";
import type { Probe } from "./probes.ts";
import type { Verification } from "./proof.ts";

/** Which instructions stand for a URL: those that its changes made necessary, else those that name it, else all. */
export function createItemsOf(plan: Plan): (probe: Probe) => readonly Item[] {
  const items = plan.batches.flatMap((batch) => batch.items);
  const byChange = new Map<unknown, Item[]>();
  for (const item of items) {
    for (const target of item.targets) {
      for (const change of target.because) {
        const known = byChange.get(change);
        if (known === undefined) byChange.set(change, [item]);
        else known.push(item);
      }
    }
  }
  return ({ url, because }) => {
    const found = new Set(because.flatMap((change) => byChange.get(change) ?? []));
    if (found.size > 0) return [...found];
    const { pathname, search } = new URL(url);
    const named = items.filter(({ selector }) => selector.by === "path" && selector.value === pathname + search);
    return named.length > 0 ? named : items;
  };
}

/** Instructions that the provider took. */
export function takenItems({ outcomes }: Delivery): ReadonlySet<Item> {
  return new Set(
    outcomes.flatMap(({ batch, state, refused }) => {
      if (state !== "completed" && state !== "accepted") return [];
      const not = new Set(refused.map(({ item }) => item));
      return batch.items.filter((_, at) => !not.has(at));
    }),
  );
}

/**
 * The delivery as the live site shows it: what it proves counts as completed, and what it does not, as not done, each with
 * its own reason.
 */
export function withVerification(
  delivery: Delivery,
  {
    verification,
    probes,
    itemsOf,
  }: {
    readonly verification: Verification;
    readonly probes: readonly Probe[];
    readonly itemsOf: (probe: Probe) => readonly Item[];
  },
): Delivery {
  const doubts = new Map<Item, Outcome["refused"][number]>();
  for (const [at, seen] of verification.seen.entries()) {
    if (seen.is === "fresh" || seen.excused) continue;
    const fault = seen.is === "stale" ? "stale" : "unproven";
    const again = seen.purges > 1 ? `, after ${seen.purges} purges` : "";
    const why = `${seen.url} is ${seen.is === "stale" ? "still served old" : "not proven fresh"}: ${seen.why}${again}`;
    for (const item of itemsOf(probes[at] as Probe)) {
      if (doubts.get(item)?.fault !== "stale") doubts.set(item, { item: 0, why, fault });
    }
  }
  const confirmed = verification.seen.length > 0 && verification.seen.every(({ is }) => is === "fresh");
  const outcomes = delivery.outcomes.map((outcome) => {
    if (outcome.state !== "completed" && outcome.state !== "accepted") return outcome;
    if (outcome.failure !== undefined) return outcome;
    const known = new Set(outcome.refused.map(({ item }) => item));
    const doubted = outcome.batch.items.flatMap((item, position) => {
      const doubt = doubts.get(item);
      return doubt === undefined || known.has(position) ? [] : [{ ...doubt, item: position }];
    });
    return { ...outcome, state: "completed" as const, confirmed, refused: [...outcome.refused, ...doubted] };
  });
  return { ...delivery, outcomes };
}
