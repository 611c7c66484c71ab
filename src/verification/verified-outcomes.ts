import type { Delivery, Outcome } from "../model/outcome.ts";
import type { Item, Plan } from "../model/plan.ts";
import type { Probe, Seen, Verification } from "../model/proof.ts";

/** Which instructions stand for a URL: those that its changes made necessary, else those that name it, else all. */
export function createItemsOf(plan: Plan): (probe: Probe) => readonly Item[] {
  const items = plan.batches.flatMap((batch) => batch.items);
  // By a change, or by the path that an instruction names.
  const byReason = new Map<unknown, Item[]>();
  const add = (reason: unknown, item: Item): void => {
    const known = byReason.get(reason);
    if (known === undefined) byReason.set(reason, [item]);
    else known.push(item);
  };
  for (const item of items) {
    for (const { because } of item.targets) for (const change of because) add(change, item);
    const { by, value, origin = "" } = item.selector;
    if (by === "path") add(origin + value, item);
  }
  return ({ url, because }) => {
    const found = new Set(because.flatMap((change) => byReason.get(change) ?? []));
    if (found.size > 0) return [...found];
    return byReason.get(url) ?? byReason.get(url.slice(new URL(url).origin.length)) ?? items;
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

/** What the live site showed of a delivery. */
export interface ShownItems {
  readonly verification: Verification;
  /** In the order of what was seen. */
  readonly probes: readonly Probe[];
  readonly itemsOf: (probe: Probe) => readonly Item[];
  /** The run was cancelled: what is not fresh yet might still have become it. */
  readonly isCancelled: boolean;
}

/**
 * The delivery as the live site shows it: what it proves counts as completed, and what it does not, as not done, each with
 * its own reason. One URL in doubt casts doubt on all that was not fetched: a sample vouches for the rest as a whole.
 */
export function withVerification(delivery: Delivery, shown: ShownItems): Delivery {
  const { seen } = shown.verification;
  const doubtOf = createDoubts(shown);
  const confirmed = seen.length > 0 && seen.every(({ kind }) => kind === "fresh");
  const outcomes = delivery.outcomes.map((outcome) => {
    if (outcome.state !== "completed" && outcome.state !== "accepted") return outcome;
    if (outcome.failure !== undefined) return outcome;
    const known = new Set(outcome.refused.map(({ item }) => item));
    const doubted = outcome.batch.items.flatMap((item, position) => {
      const doubt = known.has(position) ? undefined : doubtOf(item);
      return doubt === undefined ? [] : [{ ...doubt, item: position }];
    });
    return { ...outcome, state: "completed" as const, confirmed, refused: [...outcome.refused, ...doubted] };
  });
  return { ...delivery, outcomes };
}

type Doubt = Omit<Outcome["refused"][number], "item">;

const CANCELLED: Doubt = { fault: "cancelled", why: "the run was cancelled before the live site had proven it" };

function createDoubts({ verification, probes, itemsOf, isCancelled }: ShownItems): (item: Item) => Doubt | undefined {
  const doubts = new Map<Item, Doubt>();
  const cleared = new Set<Item>();
  let first: Doubt | undefined;
  for (const [at, seen] of verification.seen.entries()) {
    const items = itemsOf(probes[at] as Probe);
    const found = doubtIn(seen);
    const doubt = found !== undefined && isCancelled ? CANCELLED : found;
    if (first === undefined || (first.fault !== "stale" && doubt?.fault === "stale")) first = doubt ?? first;
    for (const item of items) {
      if (doubt === undefined) cleared.add(item);
      else if (doubts.get(item)?.fault !== "stale") doubts.set(item, doubt);
    }
  }
  const why = `it was not checked, and the sample is not fresh as a whole: ${first?.why ?? ""}`;
  const shared: Doubt | undefined = first === undefined || isCancelled ? first : { fault: "unproven", why };
  return (item) => doubts.get(item) ?? (cleared.has(item) ? undefined : shared);
}

function doubtIn({ url, kind, why, excused, purges }: Seen): Doubt | undefined {
  if (kind === "fresh" || excused) return undefined;
  const again = purges > 1 ? `, after ${purges} purges` : "";
  if (kind === "stale") return { fault: "stale", why: `${url} is still served old: ${why}${again}` };
  return { fault: "unproven", why: `${url} is not proven fresh: ${why}${again}` };
}
