import { deferProblem } from "../memory/choose-store.ts";
import type { Capabilities } from "../model/capabilities.ts";
import type { Problem } from "../model/errors.ts";
import { significantLines } from "../model/parse-selector.ts";
import { mayWiden } from "../model/plan-options.ts";
import type { DestinationSettings, Provider } from "../model/provider.ts";
import type { Route } from "../model/route.ts";
import { canExpress } from "../plan/explicit.ts";
import { whatIsTaken } from "../plan/refusal.ts";
import { followTarget } from "../routes/route-target.ts";
import type { Values } from "./inputs.ts";

/** Problems that only several inputs together, or an input and the provider, show. */
export function checkTogether(
  provider: Provider<DestinationSettings>,
  capabilities: Capabilities,
  values: Values,
  routes: readonly Route[],
): readonly Problem[] {
  const found = [...crossChecks(provider, capabilities, values), ...proofProblems(provider, capabilities, values)];
  return [
    ...planChecks(values),
    ...routeChecks(provider, capabilities, routes, values["build-dir"] !== undefined),
    // What is missing for two reasons is missing once.
    ...found.filter(({ input }, at) => found.findIndex((one) => one.input === input) === at),
  ];
}

/** Problems of the inputs that make the run fetch pages of the live site or the origin. */
function proofProblems(
  { name }: Pick<Provider, "name">,
  capabilities: Capabilities,
  values: Values,
): readonly Problem[] {
  const problems: Problem[] = [];
  const hasSite = (values["site-url"] ?? []).length > 0;
  const waitFor = values["wait-for"];
  if (waitFor === "verified" && !capabilities.provable) {
    const message = `cannot be verified at ${name}: the live site does not show its cache, which serves crawlers only. Use completed or accepted`;
    problems.push({ input: "wait-for", message });
  } else if (waitFor === "verified" && !hasSite) {
    const message =
      "is missing, and wait-for: verified looks at the live site. Give its public address, for example https://www.example.com/";
    problems.push({ input: "site-url", message });
  }
  if (values["origin-url"] !== undefined && isWithoutDiff(values)) {
    const message =
      "needs a diff to know what the origin must serve: give build-dir and other changes than none, or leave origin-url out";
    problems.push({ input: "origin-url", message });
  }
  if (values.prewarm !== "true" || !capabilities.provable) return problems;
  if (!hasSite) {
    const message =
      "is missing, and prewarm fetches the site's pages. Give its public address, for example https://www.example.com/";
    problems.push({ input: "site-url", message });
  }
  if (waitFor === "accepted" && capabilities.done.by !== "response") {
    const message =
      "fetches pages once the purge is complete, and wait-for: accepted does not wait for that. Use completed, verified or auto";
    problems.push({ input: "prewarm", message });
  }
  return problems;
}

function isWithoutDiff(values: Values): boolean {
  const { changes = ["auto"], "build-dir": buildDir } = values;
  return changes.includes("none") || (changes.includes("auto") && buildDir === undefined);
}

/**
 * How long a job may run, in hours: six on GitHub's own runners, five days on a self-hosted one.
 * https://docs.github.com/en/actions/reference/limits and https://docs.github.com/en/actions/reference/usage-limits-for-self-hosted-runners
 */
const HOSTED_HOURS = 6;
const SELF_HOSTED_HOURS = 5 * 24;

/** A time that the job does not have would end with the job, and nothing would be reported. */
export function timeoutProblems(timeoutMs: number | undefined, isSelfHosted: boolean): readonly Problem[] {
  const most = isSelfHosted ? SELF_HOSTED_HOURS : HOSTED_HOURS;
  const hours = (timeoutMs ?? 0) / 3_600_000;
  if (hours <= most) return [];
  const given = `is ${(timeoutMs ?? 0) / 1000} s, longer than a job may run on this runner (${most} hours)`;
  const remedy = isSelfHosted || hours > SELF_HOSTED_HOURS ? "" : `. A self-hosted runner has ${SELF_HOSTED_HOURS}`;
  return [{ input: "timeout", message: `${given}${remedy}` }];
}

function crossChecks(provider: Pick<Provider, "name">, capabilities: Capabilities, values: Values): readonly Problem[] {
  const problems: Problem[] = [];
  if (capabilities.wants.address === "url" && (values["site-url"] ?? []).length === 0) {
    problems.push({
      input: "site-url",
      message: `is missing: ${provider.name} purges absolute URLs. Give the site's public address, for example https://www.example.com/`,
    });
  }
  const hasRoutes = significantLines(values.routes ?? "").length > 0;
  const isNone = values.changes?.includes("none") === true;
  const mayOwe = (values["build-dir"] !== undefined || hasRoutes) && values.state?.kind !== "none";
  if (isNone && hasRoutes && !mayOwe) {
    problems.push({
      input: "changes",
      message:
        "is none, and routes follow changes: leave one of the two out, or give state, to send what earlier runs left unpurged",
    });
  }
  if (isNone && (values.purge ?? []).length === 0 && !mayOwe) {
    problems.push({
      input: "changes",
      message:
        "is none and purge is empty: nothing says what to purge. Give purge, or changes: git with build-dir; or build-dir " +
        "and state, to send what earlier runs left unpurged",
    });
  }
  return problems;
}

/** A way to purge that is broader than what `widen-to` allows, or a plan that relies on a memory that is not there. */
function planChecks(values: Values): readonly Problem[] {
  const { "purge-by": by = "auto", "widen-to": bound = "all", "over-limit": overLimit = "fail" } = values;
  const problems: Problem[] = [];
  const reach = by === "prefix" ? "prefix" : by === "extension" || by === "all" ? "host" : undefined;
  if (reach !== undefined && !mayWiden(bound, reach)) {
    problems.push({
      input: "widen-to",
      message: `is ${bound}, and purge-by: ${by} is broader than that. Take purge-by: auto, or a broader widen-to (${reach})`,
    });
  }
  if (overLimit === "defer" && values.state?.kind === "none") problems.push(deferProblem("state is none"));
  return problems;
}

/** Routes that could never be followed, found before a change calls for them. */
function routeChecks(
  { name }: Pick<Provider, "name">,
  capabilities: Capabilities,
  routes: readonly Route[],
  hasBuild: boolean,
): readonly Problem[] {
  return routes.flatMap(({ line, targets, glob }) =>
    targets.flatMap((target) => {
      const followed = followTarget(target, Array<string>(glob.captures).fill("x"));
      const wrong = (message: string) => [{ input: "routes", message: `line ${line}: \`${target}\` ${message}` }];
      if (followed.kind === "path" && !hasBuild) return wrong("is a deployed file's own URL, which needs build-dir");
      if (followed.kind !== "selector" || canExpress(followed.selector, capabilities.accepts)) return [];
      return wrong(`cannot be expressed at ${name}. ${whatIsTaken(capabilities, followed.selector.by)}`);
    }),
  );
}
