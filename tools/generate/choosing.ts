import type { Budget, Capabilities } from "../../src/model/capabilities.ts";
import type { Provider } from "../../src/model/provider.ts";
import type { DocumentedTrace } from "../../src/model/traces.ts";
import { summaryCells } from "./capabilities.ts";
import { code, table } from "./markdown.ts";

export interface Compared {
  readonly provider: Provider;
  readonly capabilities: Capabilities;
}

/** The page that compares all providers, and says by the headers of an answer which one a site is behind. */
export function choosingPage(providers: readonly Compared[]): string {
  return `<!-- Generated from the providers' own data: \`npm run generate\`. -->

# Providers

A provider's page has a step to copy, the rights of the key, the limits with their source, what to do when it fails, and a setting for each
thing that the vendor leaves open.

## Which one am I behind?

The headers of an answer say so:

\`\`\`bash
curl -sI https://www.example.com/
\`\`\`

${tracesTable(providers)}

- Several can be there: a CDN passes on what the cache behind it wrote. A page must go from all of them, the inner one first:
  [several destinations](../several-destinations.md).
- \`X-Cache\`, \`Via\`, \`Age\` and \`Server\` are written by many, and tell only by a value of the table.
- Nothing of the table need not mean no cache: Akamai shows itself only where it is asked to, and any header can be configured away.
${withoutTraces(providers)}
- [\`wait-for: verified\`](../verifying.md#caches-on-the-way) looks at the same headers, and says when another CDN answers than the one
  that is purged.

## All of them

${comparison(providers)}

With the settings of the example on each page. "Verified" is \`wait-for: verified\`: whether the live site shows this cache.
`;
}

function comparison(providers: readonly Compared[]): string {
  const rows = providers.map(({ provider, capabilities }) => {
    const [kinds, most, pace, completion] = summaryCells(capabilities);
    return [
      `[${provider.name}](${provider.id}.md), ${code(provider.id)}`,
      `${kinds}`,
      `${most}`,
      `${pace}`,
      `${completion}`,
      capabilities.provable ? "yes" : "no",
      money(capabilities),
      provider.rights ?? "see its page",
    ];
  });
  const head = [
    "provider",
    "purges natively by",
    "most in a request",
    "paced to",
    "complete when",
    "verified",
    "money",
  ];
  return table([...head, "least rights of the key"], rows);
}

function money({ budgets = [] }: Capabilities): string {
  return budgets.length === 0 ? "none documented" : budgets.map(budgetText).join("; ");
}

function budgetText({ unit, amount, per, beyond }: Budget): string {
  const what = unit === "request" ? "requests" : "instructions";
  const then = beyond === "refused" ? "then none" : `then ${beyond.usd} USD each`;
  return `${amount.toLocaleString("en-GB")} ${what} a ${per}, ${then}`;
}

/** One row for each header that shows somebody, with everybody who writes it. */
function tracesTable(providers: readonly Compared[]): string {
  const all = providers.flatMap(({ provider }) =>
    (provider.traces?.headers ?? []).map((trace) => ({ provider, trace })),
  );
  const byHeader = Map.groupBy(all, ({ trace }) => shown(trace));
  const rows = Array.from(byHeader, ([header, ones]) => {
    const own = ones.toSorted((a, b) => Number(a.trace.shared ?? false) - Number(b.trace.shared ?? false));
    const names = own.map(
      ({ provider, trace }) => `${trace.shared === true ? "also " : ""}[${provider.name}](${provider.id}.md)`,
    );
    return [header, names.join("; "), own[0]?.trace.source ?? ""];
  });
  return table(["header of the answer", "written by", "source"], rows);
}

function shown({ header, example }: DocumentedTrace): string {
  return code(example === undefined ? header : `${header}: ${example}`);
}

function withoutTraces(providers: readonly Compared[]): string {
  const names = providers.filter(({ provider }) => provider.traces === undefined).map(({ provider }) => provider.name);
  return `- These have no header that is documented: ${names.join(", ")}.`;
}
