import type { FailedExchange } from "../../src/purge/retry.ts";

/**
 * The retry policy as a table, in the form in which AWS specifies its own: what failed, and what follows.
 *
 * The jitter is 1, so every delay is the longest one. A step's `then` is the delay in milliseconds before the next
 * attempt, or `give-up` on the batch, or `stop` of everything. `says` is part of the sentence that ends it.
 */
export interface Vector {
  readonly name: string;
  readonly given?: { readonly mostAttempts?: number; readonly remainingMs?: number };
  readonly steps: readonly { readonly failed: FailedExchange; readonly then: number | "give-up" | "stop" }[];
  readonly says?: string;
}

type Fault = FailedExchange["fault"];

const failed = (fault: Fault, more: Partial<FailedExchange> = {}): FailedExchange => ({
  fault,
  says: "their words",
  ...more,
});
const down = failed("unavailable");
const odd = failed("unreadable");
const slow = failed("throttled");
const told = (waitMs: number): FailedExchange => failed("throttled", { waitMs });
const net = (more: Partial<FailedExchange> = {}): FailedExchange => failed("unavailable", { retryable: true, ...more });

function steps(list: readonly (readonly [FailedExchange, number | "give-up" | "stop"])[]): Vector["steps"] {
  return list.map(([failure, then]) => ({ failed: failure, then }));
}

export const VECTORS: readonly Vector[] = [
  {
    name: "unavailable: 250 ms, doubled, five attempts",
    steps: steps([
      [down, 250],
      [down, 500],
      [down, 1000],
      [down, 2000],
      [down, "give-up"],
    ]),
    says: "their words (5 attempts)",
  },
  {
    name: "unreadable: like unavailable",
    steps: steps([
      [odd, 250],
      [odd, 500],
      [odd, 1000],
      [odd, 2000],
      [odd, "give-up"],
    ]),
    says: "(5 attempts)",
  },
  {
    name: "throttled without a time: from 1 s",
    steps: steps([
      [slow, 1000],
      [slow, 2000],
      [slow, 4000],
      [slow, 8000],
      [slow, "give-up"],
    ]),
    says: "(5 attempts)",
  },
  {
    name: "network: like unavailable",
    steps: steps([
      [net(), 250],
      [net(), 500],
      [net(), 1000],
      [net(), 2000],
      [net(), "give-up"],
    ]),
  },
  {
    name: "mixed: the step follows the attempts, the base the fault",
    steps: steps([
      [down, 250],
      [slow, 2000],
      [odd, 1000],
      [slow, 8000],
      [down, "give-up"],
    ]),
  },
  {
    name: "the cap holds: 20 s",
    given: { mostAttempts: 9 },
    steps: steps([
      [slow, 1000],
      [slow, 2000],
      [slow, 4000],
      [slow, 8000],
      [slow, 16_000],
      [slow, 20_000],
      [slow, 20_000],
      [slow, 20_000],
      [slow, "give-up"],
    ]),
  },

  { name: "auth stops everything at once", steps: steps([[failed("auth"), "stop"]]), says: "their words" },
  {
    name: "auth after trouble stops everything",
    steps: steps([
      [down, 250],
      [failed("auth"), "stop"],
    ]),
  },
  { name: "auth with a wait stops all the same", steps: steps([[failed("auth", { waitMs: 1 }), "stop"]]) },
  { name: "quota stops everything at once", steps: steps([[failed("quota"), "stop"]]), says: "their words" },
  { name: "quota with a wait stops all the same", steps: steps([[failed("quota", { waitMs: 1000 }), "stop"]]) },
  {
    name: "quota after trouble stops everything",
    steps: steps([
      [slow, 1000],
      [failed("quota"), "stop"],
    ]),
  },
  { name: "invalid gives up on the batch only", steps: steps([[failed("invalid"), "give-up"]]), says: "their words" },
  { name: "invalid with a wait is not repeated", steps: steps([[failed("invalid", { waitMs: 1 }), "give-up"]]) },
  {
    name: "invalid after trouble is not repeated",
    steps: steps([
      [down, 250],
      [failed("invalid"), "give-up"],
    ]),
    says: "(2 attempts)",
  },

  { name: "a network that cannot be trusted stops everything", steps: steps([[net({ retryable: false }), "stop"]]) },
  {
    name: "the same after trouble",
    steps: steps([
      [net(), 250],
      [net({ retryable: false }), "stop"],
    ]),
  },
  {
    name: "an unknown host name: three attempts",
    steps: steps([
      [net({ mostAttempts: 3 }), 250],
      [net({ mostAttempts: 3 }), 500],
      [net({ mostAttempts: 3 }), "give-up"],
    ]),
    says: "(3 attempts)",
  },
  {
    name: "no HTTP: two attempts",
    steps: steps([
      [net({ mostAttempts: 2 }), 250],
      [net({ mostAttempts: 2 }), "give-up"],
    ]),
    says: "(2 attempts)",
  },
  {
    name: "a failure's own bound counts all attempts",
    steps: steps([
      [down, 250],
      [net({ mostAttempts: 2 }), "give-up"],
    ]),
  },
  {
    name: "a failure's bound never raises the number",
    steps: steps([
      [net({ mostAttempts: 9 }), 250],
      [down, 500],
      [down, 1000],
      [down, 2000],
      [net({ mostAttempts: 9 }), "give-up"],
    ]),
  },
  { name: "one attempt is one attempt", steps: steps([[net({ mostAttempts: 1 }), "give-up"]]), says: "their words" },

  {
    name: "the provider's own number: one attempt",
    given: { mostAttempts: 1 },
    steps: steps([[down, "give-up"]]),
    says: "their words",
  },
  {
    name: "the provider's own number: two attempts",
    given: { mostAttempts: 2 },
    steps: steps([
      [down, 250],
      [down, "give-up"],
    ]),
    says: "(2 attempts)",
  },
  {
    name: "the provider's own number: throttled counts, too",
    given: { mostAttempts: 2 },
    steps: steps([
      [told(5000), 6000],
      [slow, "give-up"],
    ]),
  },
  {
    name: "the smaller of both numbers: the provider's",
    given: { mostAttempts: 2 },
    steps: steps([
      [net({ mostAttempts: 3 }), 250],
      [net({ mostAttempts: 3 }), "give-up"],
    ]),
  },
  {
    name: "the smaller of both numbers: the failure's",
    given: { mostAttempts: 4 },
    steps: steps([
      [net({ mostAttempts: 2 }), 250],
      [net({ mostAttempts: 2 }), "give-up"],
    ]),
  },

  { name: "a named wait is never cut, jitter comes on top", steps: steps([[told(2000), 3000]]) },
  {
    name: "a named wait of nought still backs off",
    steps: steps([
      [told(0), 1000],
      [told(0), 2000],
    ]),
  },
  { name: "a named wait is not capped at 20 s", steps: steps([[told(60_000), 61_000]]) },
  {
    name: "a named wait grows only by its jitter",
    steps: steps([
      [told(2000), 3000],
      [told(2000), 4000],
      [told(2000), 6000],
      [told(2000), 10_000],
      [told(2000), "give-up"],
    ]),
  },
  {
    name: "503 with Retry-After is unavailable with a wait",
    steps: steps([[failed("unavailable", { waitMs: 5000 }), 5250]]),
  },
  { name: "unreadable with a wait", steps: steps([[failed("unreadable", { waitMs: 700 }), 950]]) },
  {
    name: "after a named wait the step goes on",
    steps: steps([
      [told(10), 1010],
      [down, 500],
    ]),
  },

  {
    name: "a wait of an hour stops everything at once",
    given: { remainingMs: 120_000 },
    steps: steps([[told(3_600_000), "stop"]]),
    says: "in 3601 s, and 120 s are left of the timeout",
  },
  {
    name: "a wait to the very end stops",
    given: { remainingMs: 3000 },
    steps: steps([[told(2000), "stop"]]),
    says: "in 3 s, and 3 s are left",
  },
  {
    name: "a wait just before the end is waited for",
    given: { remainingMs: 3001 },
    steps: steps([[told(2000), 3000]]),
  },
  {
    name: "a long wait of one unavailable batch ends that batch",
    given: { remainingMs: 4000 },
    steps: steps([[failed("unavailable", { waitMs: 60_000 }), "give-up"]]),
    says: "in 60 s, and 4 s are left",
  },
  {
    name: "a backoff beyond the end gives up",
    given: { remainingMs: 200 },
    steps: steps([[down, "give-up"]]),
    says: "in 0.3 s, and 0.2 s are left",
  },
  {
    name: "a throttled backoff beyond the end gives up",
    given: { remainingMs: 900 },
    steps: steps([[slow, "give-up"]]),
    says: "in 1 s, and 0.9 s are left",
  },
  { name: "nothing left", given: { remainingMs: 0 }, steps: steps([[down, "give-up"]]), says: "0 s are left" },
  {
    name: "auth needs no time",
    given: { remainingMs: 0 },
    steps: steps([[failed("auth"), "stop"]]),
    says: "their words",
  },
  {
    name: "year 9999",
    given: { remainingMs: 300_000 },
    steps: steps([[told(253_402_300_799_000), "stop"]]),
    says: "300 s are left",
  },
  {
    name: "the last attempt is said before the time is",
    given: { remainingMs: 0, mostAttempts: 1 },
    steps: steps([[told(1000), "give-up"]]),
    says: "their words",
  },
];
