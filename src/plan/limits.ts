import { formatUsd } from "../lib/format.ts";
import type { Capabilities } from "../model/capabilities.ts";
import type { Problem } from "../model/errors.ts";
import type { PlanCost, Target, Unsendable } from "../model/plan.ts";
import { describeSelector, type Selector, selectorKey } from "../model/selector.ts";
import { costSentence, costsOf, isTooDear } from "./budgets.ts";
import type { PlanContext, PlanOptions } from "./context.ts";
import { longest } from "./equivalents.ts";
import type { Instruction } from "./instruction.ts";

/** What of a plan is sent now, what must wait for a later run, and what can never be sent. */
export interface Fitted {
  readonly instructions: readonly Instruction[];
  readonly deferred: readonly Target[];
  readonly unsendable: readonly Unsendable[];
}

/**
 * Sets aside what cannot be sent and, with `over-limit: defer`, what one run may not send.
 *
 * @param named what the user or a route names, in their order: it goes first.
 */
export function fitPlan(
  options: PlanOptions,
  instructions: readonly Instruction[],
  named: readonly Instruction[],
): Fitted {
  const { sendable, unsendable } = separate(options, instructions);
  if (options.overLimit !== "defer" || sendable.length <= options.maxPurges)
    return { instructions: sendable, deferred: [], unsendable };
  const sorted = inDeferOrder(options, sendable, named);
  return {
    instructions: sorted.slice(0, options.maxPurges),
    deferred: sorted.slice(options.maxPurges).flatMap(({ targets }) => targets),
    unsendable,
  };
}

/**
 * A value that the provider does not take would be refused, or spoil its whole batch. It is kept back and named; the rest is
 * purged, and the run is red. A user's own selector was refused before.
 */
function separate({ capabilities, providerName }: PlanOptions, instructions: readonly Instruction[]) {
  const unsendable: Unsendable[] = [];
  const isBounded = Object.values(capabilities.accepts).some(
    (acceptance) => longest(acceptance) < Number.POSITIVE_INFINITY || acceptance.allowed !== undefined,
  );
  if (!isBounded) return { sendable: instructions, unsendable };
  const sendable = instructions.filter(({ selector, targets }) => {
    const refusal = refusalOf(selector, capabilities, providerName);
    if (refusal === undefined) return true;
    unsendable.push({ selector, targets, message: `${refusal}: it was not sent and may still be served old.` });
    return false;
  });
  return { sendable, unsendable };
}

function refusalOf(selector: Selector, capabilities: Capabilities, providerName: string): string | undefined {
  const acceptance = capabilities.accepts[selector.by];
  if (acceptance === undefined) return undefined;
  const { by, value, origin = "" } = selector;
  // A pattern's host is sent in a field of its own; a URL holds it.
  const isUrl = capabilities.wants.address === "url" && (by === "path" || by === "prefix");
  const length = value.length + (isUrl ? origin.length : 0);
  if (length > longest(acceptance))
    return `It has ${length} characters, and ${providerName} takes ${longest(acceptance)}`;
  return acceptance.allowed?.test(value) === false ? `It holds what ${providerName} does not take` : undefined;
}

/**
 * First what `purge` names, as written; then by the line of the route, as written there; then shallow before deep, by name.
 */
function inDeferOrder(
  { routeLines }: PlanOptions,
  instructions: readonly Instruction[],
  named: readonly Instruction[],
): readonly Instruction[] {
  const turns = new Map(named.map(({ selector }, turn) => [selectorKey(selector), turn]));
  const keys = instructions.map((instruction) => ({
    instruction,
    line: lineOf(instruction, routeLines),
    turn: turns.get(selectorKey(instruction.selector)) ?? LAST,
    depth: depthOf(instruction.selector.value),
    value: describeSelector(instruction.selector),
  }));
  return keys
    .sort((a, b) => a.line - b.line || a.turn - b.turn || a.depth - b.depth || (a.value < b.value ? -1 : 1))
    .map(({ instruction }) => instruction);
}

const LAST = Number.MAX_SAFE_INTEGER;

/** The first line of `routes` that an instruction is for; it may be for every change there is. */
function lineOf({ targets }: Instruction, routeLines: PlanOptions["routeLines"]): number {
  let first = LAST;
  for (const { requested, because } of targets) {
    if (requested === "user") return 0;
    for (const change of because) first = Math.min(first, routeLines?.get(change) ?? LAST);
  }
  return first;
}

/** Folders and names of a path: `/b/` has one, as `/b` has, and is shallower than `/a/b`. */
function depthOf(path: string): number {
  return path.split("/").filter((part) => part !== "").length;
}

/** What a plan comes to, as far as limits count it. */
interface PlanSize {
  readonly instructions: number;
  readonly requests: number;
  readonly floorMs: number;
}

/** Why a plan may not be sent: too many instructions, too dear, or more than the rates let through in time. */
export function limitProblems(context: PlanContext, size: PlanSize): readonly Problem[] {
  const { limit, capabilities, maxCostUsd } = context;
  const costs = costsOf(size.instructions, size.requests, capabilities);
  if (size.instructions > limit.most || isTooDear(costs, maxCostUsd)) {
    const isDear = limit.by === "max-cost" || size.instructions <= limit.most;
    return [{ input: isDear ? "max-cost" : "max-purges", message: tooMany(context, size, costs, isDear) }];
  }
  const refused = (capabilities.budgets ?? []).find(
    ({ unit, amount, beyond }) => unit === "request" && beyond === "refused" && size.requests > amount,
  );
  if (refused !== undefined) {
    const needs = `the plan needs ${size.requests} requests, and ${context.providerName} takes ${refused.amount} in a ${refused.per}`;
    return [{ input: "max-purges", message: `${needs}. Nothing was sent. Otherwise ${remedies(context)}` }];
  }
  return timeProblems(context, size.floorMs);
}

function timeProblems({ providerName, timeoutMs, settleMs }: PlanContext, floorMs: number): readonly Problem[] {
  const neededMs = floorMs + settleMs;
  if (neededMs <= timeoutMs) return [];
  return [
    {
      input: "timeout",
      message:
        `the plan needs at least ${Math.ceil(neededMs / 1000)} seconds at the rate that is kept for ${providerName}, and ` +
        `timeout is ${Math.floor(timeoutMs / 1000)}. Nothing was sent. Set timeout: ${roundUp(neededMs)}`,
    },
  ];
}

/** What `purge` names is sent on every run, so that none would ever come to what has no room in this one. */
export function lateProblems(
  { providerName, maxPurges }: PlanOptions,
  deferred: readonly Target[],
): readonly Problem[] {
  const late = deferred.filter(({ requested }) => requested === "user").length;
  if (late === 0) return [];
  const message =
    `one run at ${providerName} may send ${maxPurges}, and purge names ${late} more than that on every run: they are not ` +
    "owed to a later one. Nothing was sent. Name fewer, or raise max-purges";
  return [{ input: "purge", message }];
}

function tooMany(
  context: PlanContext,
  { instructions }: PlanSize,
  costs: readonly PlanCost[],
  isDear: boolean,
): string {
  const { providerName, limit, maxCostUsd = 0 } = context;
  const plan = `the plan has ${instructions} instructions`;
  if (isDear) {
    const cost = `${costs.map(costSentence).join(" ")} max-cost is ${formatUsd(maxCostUsd)}`;
    return `${plan}. ${cost}. Nothing was sent. Raise max-cost, ${remedies(context)}`;
  }
  if (typeof limit.by === "object") {
    const { isLeft, per } = limit.by;
    const most = isLeft ? `has ${limit.most} left for this ${per}` : `takes ${limit.most} in a ${per}`;
    return `${plan}, and ${providerName} ${most}. Nothing was sent. Otherwise ${remedies(context)}`;
  }
  return `${plan}, and one run at ${providerName} may send ${limit.most}. Nothing was sent. Raise max-purges, ${remedies(context)}`;
}

/** What else may be done about a plan that is too large. */
function remedies({ providerName, purgeBy, widenTo }: PlanOptions): string {
  const broader =
    purgeBy !== "auto"
      ? "purge in fewer, broader instructions (purge-by: auto)"
      : widenTo === "all"
        ? `(${providerName} takes nothing broader that would do)`
        : `let the plan be broader (widen-to is ${widenTo})`;
  return `${broader}, or send it over several runs (over-limit: defer)`;
}

/** The needed time and a fifth, in whole minutes, for retries and slow answers. */
function roundUp(neededMs: number): string {
  return `${Math.ceil((neededMs * 1.2) / 60_000)}m`;
}
