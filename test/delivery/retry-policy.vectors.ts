import type { FailedExchange, Situation } from "../../src/delivery/retry-policy.ts";

/**
 * The retry policy as a table, in the form in which AWS specifies its own: what failed, and what follows.
 *
 * The jitter is 1, so every delay is the longest one. A step's `then` is the delay in milliseconds before the next
 * attempt, the same behind all other batches (`later`), `split` into halves, `give-up` on the batch, or `stop` of
 * everything. `says` is part of the sentence that ends it. Unless it is given, the provider has answered before.
 */
export interface Vector {
  readonly name: string;
  readonly given?: Given;
  readonly steps: readonly { readonly failed: FailedExchange; readonly then: Then; readonly now?: Now }[];
  readonly message?: string;
}

export type Then = number | { readonly later: number } | "split" | "give-up" | "stop";

type Given = Partial<Pick<Situation, "maxAttempts" | "remainingMs" | "parts" | "answered">>;
/** What is so at this step alone. */
type Now = Given & { readonly probe?: boolean; readonly counted?: boolean };

type Fault = FailedExchange["fault"];

const failed = (fault: Fault, more: Partial<FailedExchange> = {}): FailedExchange => ({
  fault,
  message: "their words",
  ...more,
});
const down = failed("unavailable");
const odd = failed("unreadable");
const slow = failed("throttled");
const throttled = (waitMs: number): FailedExchange => failed("throttled", { waitMs });
const net = (more: Partial<FailedExchange> = {}): FailedExchange => failed("unavailable", { retryable: true, ...more });

const large = failed("invalid", { suspect: "size" });
const spoiled = failed("invalid", { suspect: "item" });
const skewed = failed("auth", { mended: true });

function steps(list: readonly (readonly [FailedExchange, Then, Now?])[]): Vector["steps"] {
  return list.map(([failure, then, now]) => ({ failed: failure, then, ...(now === undefined ? {} : { now }) }));
}

function times(
  count: number,
  step: readonly [FailedExchange, Then, Now?],
): readonly (readonly [FailedExchange, Then, Now?])[] {
  return Array.from({ length: count }, () => step);
}

/** Three passes of five, and then the end. */
function threePasses(
  failure: FailedExchange,
  delays: readonly [number, number, number, number, number],
): Vector["steps"] {
  const pass = delays.map((delay, at): readonly [FailedExchange, Then] => [
    failure,
    at === 4 ? { later: delay } : delay,
  ]);
  return steps([...pass, ...pass, ...pass.slice(0, 4), [failure, "give-up"]]);
}

export const VECTORS: readonly Vector[] = [
  {
    name: "unavailable: 250 ms, doubled, five attempts, three times",
    steps: threePasses(down, [250, 500, 1000, 2000, 4000]),
    message: "their words (15 attempts)",
  },
  {
    name: "unreadable: like unavailable",
    steps: threePasses(odd, [250, 500, 1000, 2000, 4000]),
    message: "their words (15 attempts)",
  },
  {
    name: "throttled without a time: from 1 s, doubled",
    steps: threePasses(slow, [1000, 2000, 4000, 8000, 16_000]),
    message: "their words (15 attempts)",
  },
  {
    name: "network: like unavailable",
    steps: threePasses(net(), [250, 500, 1000, 2000, 4000]),
    message: "their words (15 attempts)",
  },
  {
    name: "mixed: the step follows the attempts, the base the fault",
    steps: steps([
      [down, 250],
      [slow, 2000],
      [odd, 1000],
      [slow, 8000],
      [down, { later: 4000 }],
      [slow, 1000],
    ]),
  },
  {
    name: "the cap holds: 20 s",
    given: { maxAttempts: 9 },
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

  { name: "auth stops everything at once", steps: steps([[failed("auth"), "stop"]]), message: "their words" },
  {
    name: "auth after trouble stops everything",
    steps: steps([
      [down, 250],
      [failed("auth"), "stop"],
    ]),
  },
  { name: "auth with a wait stops all the same", steps: steps([[failed("auth", { waitMs: 1 }), "stop"]]) },
  { name: "quota stops everything at once", steps: steps([[failed("quota"), "stop"]]), message: "their words" },
  {
    name: "a site that is refused stops everything at once",
    steps: steps([[failed("site"), "stop"]]),
    message: "their words",
  },
  { name: "quota with a wait stops all the same", steps: steps([[failed("quota", { waitMs: 1000 }), "stop"]]) },
  {
    name: "quota after trouble stops everything",
    steps: steps([
      [slow, 1000],
      [failed("quota"), "stop"],
    ]),
  },
  {
    name: "invalid gives up on the batch only",
    steps: steps([[failed("invalid"), "give-up"]]),
    message: "their words",
  },
  { name: "invalid with a wait is not repeated", steps: steps([[failed("invalid", { waitMs: 1 }), "give-up"]]) },
  {
    name: "invalid after trouble is not repeated",
    steps: steps([
      [down, 250],
      [failed("invalid"), "give-up"],
    ]),
    message: "(2 attempts)",
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
    name: "an unknown host name that never answered: three attempts, then everything stops",
    given: { answered: false },
    steps: steps([
      [net({ maxAttempts: 3 }), 250],
      [net({ maxAttempts: 3 }), 500],
      [net({ maxAttempts: 3 }), "stop"],
    ]),
    message: "(3 attempts)",
  },
  {
    name: "a server that never spoke HTTP: two attempts, then everything stops",
    given: { answered: false },
    steps: steps([
      [net({ maxAttempts: 2 }), 250],
      [net({ maxAttempts: 2 }), "stop"],
    ]),
    message: "(2 attempts)",
  },
  {
    name: "a host that has answered exists: its name is looked up like any other trouble",
    steps: steps([
      [net({ maxAttempts: 3 }), 250],
      [net({ maxAttempts: 3 }), 500],
      [net({ maxAttempts: 3 }), 1000],
      [net({ maxAttempts: 3 }), 2000],
      [net({ maxAttempts: 3 }), { later: 4000 }],
    ]),
  },
  {
    name: "a failure's own bound counts all requests, whatever they failed with",
    given: { answered: false },
    steps: steps([
      [down, 250],
      [net({ maxAttempts: 2 }), "stop"],
    ]),
  },
  {
    name: "a failure's own bound counts probes",
    given: { answered: false },
    steps: steps([
      [net({ maxAttempts: 3 }), 250],
      [net({ maxAttempts: 3 }), 250, { probe: true }],
      [net({ maxAttempts: 3 }), "stop", { probe: true }],
    ]),
  },
  {
    name: "a failure's bound never raises the number",
    given: { answered: false },
    steps: steps([
      [net({ maxAttempts: 9 }), 250],
      [down, 500],
      [down, 1000],
      [down, 2000],
      [net({ maxAttempts: 9 }), { later: 4000 }],
    ]),
  },
  {
    name: "one attempt is one attempt",
    given: { answered: false },
    steps: steps([[net({ maxAttempts: 1 }), "stop"]]),
    message: "their words",
  },

  {
    name: "the provider's own number: one attempt",
    given: { maxAttempts: 1 },
    steps: steps([[down, "give-up"]]),
    message: "their words",
  },
  {
    name: "the provider's own number: two attempts",
    given: { maxAttempts: 2 },
    steps: steps([
      [down, 250],
      [down, "give-up"],
    ]),
    message: "(2 attempts)",
  },
  {
    name: "the provider's own number: throttled counts, too",
    given: { maxAttempts: 2 },
    steps: steps([
      [throttled(5000), 6000],
      [slow, "give-up"],
    ]),
  },
  {
    name: "the smaller of both numbers: the provider's",
    given: { maxAttempts: 2 },
    steps: steps([
      [net({ maxAttempts: 3 }), 250],
      [net({ maxAttempts: 3 }), "give-up"],
    ]),
  },
  {
    name: "the smaller of both numbers: the failure's",
    given: { maxAttempts: 4, answered: false },
    steps: steps([
      [net({ maxAttempts: 2 }), 250],
      [net({ maxAttempts: 2 }), "stop"],
    ]),
  },
  {
    name: "the provider's own number: no second turn",
    given: { maxAttempts: 3 },
    steps: steps([
      [down, 250],
      [down, 500],
      [down, "give-up"],
    ]),
    message: "(3 attempts)",
  },
  {
    name: "the provider's own number is not used up by probes",
    given: { maxAttempts: 2 },
    steps: steps([[down, 250], ...times(9, [down, 250, { probe: true }]), [down, "give-up"]]),
    message: "(11 attempts)",
  },

  { name: "a named wait is never cut, jitter comes on top", steps: steps([[throttled(2000), 3000]]) },
  {
    name: "a named wait of nought still backs off",
    steps: steps([
      [throttled(0), 1000],
      [throttled(0), 2000],
    ]),
  },
  { name: "a named wait is not capped at 20 s", steps: steps([[throttled(60_000), 61_000]]) },
  {
    name: "a named wait grows only by its jitter",
    steps: steps([
      [throttled(2000), 3000],
      [throttled(2000), 4000],
      [throttled(2000), 6000],
      [throttled(2000), 10_000],
      [throttled(2000), { later: 18_000 }],
      [throttled(2000), 3000],
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
      [throttled(10), 1010],
      [down, 500],
    ]),
  },

  {
    name: "a wait of an hour stops everything at once",
    given: { remainingMs: 120_000 },
    steps: steps([[throttled(3_600_000), "stop"]]),
    message: "in 3601 s, and 120 s are left of the timeout",
  },
  {
    name: "a wait to the very end stops",
    given: { remainingMs: 3000 },
    steps: steps([[throttled(2000), "stop"]]),
    message: "in 3 s, and 3 s are left",
  },
  {
    name: "a wait just before the end is waited for",
    given: { remainingMs: 3001 },
    steps: steps([[throttled(2000), 3000]]),
  },
  {
    name: "a long wait of one unavailable batch ends that batch",
    given: { remainingMs: 4000 },
    steps: steps([[failed("unavailable", { waitMs: 60_000 }), "give-up"]]),
    message: "in 60 s, and 4 s are left",
  },
  {
    name: "a backoff beyond the end gives up",
    given: { remainingMs: 200 },
    steps: steps([[down, "give-up"]]),
    message: "in 0.3 s, and 0.2 s are left",
  },
  {
    name: "a throttled backoff beyond the end gives up",
    given: { remainingMs: 900 },
    steps: steps([[slow, "give-up"]]),
    message: "in 1 s, and 0.9 s are left",
  },
  { name: "nothing left", given: { remainingMs: 0 }, steps: steps([[down, "give-up"]]), message: "0 s are left" },
  {
    name: "auth needs no time",
    given: { remainingMs: 0 },
    steps: steps([[failed("auth"), "stop"]]),
    message: "their words",
  },
  {
    name: "year 9999",
    given: { remainingMs: 300_000 },
    steps: steps([[throttled(253_402_300_799_000), "stop"]]),
    message: "300 s are left",
  },
  {
    name: "the last attempt is said before the time is",
    given: { remainingMs: 0, maxAttempts: 1 },
    steps: steps([[throttled(1000), "give-up"]]),
    message: "their words",
  },

  {
    name: "a probe uses up no attempt",
    steps: steps([[down, 250], [down, 500], [down, 1000], ...times(20, [down, 1000, { probe: true }]), [down, 2000]]),
  },
  {
    name: "a probe that is a batch's first request",
    steps: steps([
      [down, 250, { probe: true }],
      [down, 250],
      [down, 500],
    ]),
  },
  {
    name: "a probe at the end of a pass does not go behind the others twice",
    steps: steps([
      [down, 250],
      [down, 500],
      [down, 1000],
      [down, 2000],
      [down, { later: 4000 }],
      [down, 4000, { probe: true }],
      [down, 250],
    ]),
  },
  { name: "a probe that is refused stops like any other", steps: steps([[failed("auth"), "stop", { probe: true }]]) },
  {
    name: "a probe that is throttled waits as it is told",
    steps: steps([[throttled(5000), 6000, { probe: true }]]),
  },

  {
    name: "too large, and more than one item: halved at once",
    given: { parts: true },
    steps: steps([[large, "split"]]),
  },
  { name: "too large, and one item", steps: steps([[large, "give-up"]]), message: "their words" },
  { name: "one item may spoil it: halved", given: { parts: true }, steps: steps([[spoiled, "split"]]) },
  { name: "the bad item itself", steps: steps([[spoiled, "give-up"]]), message: "their words" },
  {
    name: "halving needs no time",
    given: { parts: true, remainingMs: 0 },
    steps: steps([[spoiled, "split"]]),
  },
  {
    name: "halved after trouble",
    given: { parts: true },
    steps: steps([
      [down, 250],
      [spoiled, "split"],
    ]),
  },
  {
    name: "invalid with no suspect is not halved",
    given: { parts: true },
    steps: steps([[failed("invalid"), "give-up"]]),
  },
  {
    name: "trouble is no reason to halve",
    given: { parts: true },
    steps: steps([
      [down, 250],
      [slow, 2000],
    ]),
  },
  {
    name: "a credential is no reason to halve",
    given: { parts: true },
    steps: steps([[failed("auth", { suspect: "item" }), "stop"]]),
  },

  {
    name: "signed by a wrong clock: once more, at once, and no attempt is used up",
    steps: steps([
      [skewed, 0, { counted: false }],
      [down, 250],
    ]),
  },
  {
    name: "refused by the right clock, too: everything stops",
    steps: steps([
      [skewed, 0, { counted: false }],
      [failed("auth"), "stop"],
    ]),
    message: "their words",
  },
  {
    name: "signed by a wrong clock, and no time left",
    given: { remainingMs: 0 },
    steps: steps([[skewed, 0, { counted: false }]]),
  },

  {
    name: "the end of a pass beyond the end of the time",
    given: { remainingMs: 3000 },
    steps: steps([
      [down, 250],
      [down, 500],
      [down, 1000],
      [down, 2000],
      [down, "give-up"],
    ]),
    message: "in 4 s, and 3 s are left",
  },
  {
    name: "unavailable and told to wait, to the end",
    steps: threePasses(failed("unavailable", { waitMs: 1000 }), [1250, 1500, 2000, 3000, 5000]),
    message: "(15 attempts)",
  },
];
