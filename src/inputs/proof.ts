import type { Problem } from "../errors.ts";
import type { Capabilities, Provider } from "../providers/provider.ts";
import type { Values } from "./parse.ts";

/** What is wrong with the inputs that have the live site or the origin looked at. */
export function proofProblems(
  { name }: Pick<Provider, "name">,
  capabilities: Capabilities,
  values: Values,
): readonly Problem[] {
  const problems: Problem[] = [];
  const hasSite = (values["site-url"] ?? []).length > 0;
  const waitFor = values["wait-for"];
  if (waitFor === "verified" && !capabilities.provable) {
    const says = `cannot be verified at ${name}: the live site does not show its cache, which serves crawlers only. Use completed or accepted`;
    problems.push({ input: "wait-for", says });
  } else if (waitFor === "verified" && !hasSite) {
    const says =
      "is missing, and wait-for: verified looks at the live site. Give its public address, for example https://www.example.com/";
    problems.push({ input: "site-url", says });
  }
  if (values["origin-url"] !== undefined && isWithoutDiff(values)) {
    const says =
      "needs a diff to know what the origin must serve: give build-dir and other changes than none, or leave origin-url out";
    problems.push({ input: "origin-url", says });
  }
  if (values.prewarm !== "true" || !capabilities.provable) return problems;
  if (!hasSite) {
    const says =
      "is missing, and prewarm fetches the site's pages. Give its public address, for example https://www.example.com/";
    problems.push({ input: "site-url", says });
  }
  if (waitFor === "accepted" && capabilities.done.by !== "response") {
    const says =
      "fetches pages once the purge is complete, and wait-for: accepted does not wait for that. Use completed, verified or auto";
    problems.push({ input: "prewarm", says });
  }
  return problems;
}

function isWithoutDiff(values: Values): boolean {
  const { changes = ["auto"], "build-dir": buildDir } = values;
  return changes.includes("none") || (changes.includes("auto") && buildDir === undefined);
}
