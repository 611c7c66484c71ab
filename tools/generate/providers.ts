import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Capabilities } from "../../src/model/capabilities.ts";
import type { Provider } from "../../src/model/provider.ts";
import { loadProvider, providerIds } from "../../src/providers/registry.ts";
import { kindsTable, limitsList } from "./capabilities.ts";
import { type Compared, choosingPage } from "./choosing.ts";
import { table } from "./markdown.ts";
import { inputMeanings, optionsTable, variablesSentence } from "./settings.ts";

/** The page of each provider, by its path: what is written by hand, then what the code says; and the one that compares them. */
export async function providerPages(root: string): Promise<ReadonlyMap<string, string>> {
  const all = await allProviders(root);
  const pages = new Map([["docs/providers/README.md", choosingPage(all)]]);
  for (const { provider, readme, capabilities } of all) {
    pages.set(`docs/providers/${provider.id}.md`, page(provider, readme, capabilities));
  }
  return pages;
}

/** The providers in the README, by how it is known that a purge is complete. */
export async function providersTable(root: string): Promise<string> {
  const byCompletion = Map.groupBy(await allProviders(root), ({ capabilities }) => capabilities.done.by);
  const rows = (["poll", "response", "window"] as const).map((by) => {
    const names = (byCompletion.get(by) ?? []).map(
      ({ provider: { id, name } }) => `[${name}](docs/providers/${id}.md) \`${id}\``,
    );
    return [COMPLETE[by], names.join(" · ")];
  });
  return table(["a purge is complete when", "provider, and what to write as `provider:`"], rows);
}

const COMPLETE = {
  poll: "the provider's status says so",
  response: "the cache answers",
  window: "there is no status: its propagation window has passed, unconfirmed",
} as const;

interface Documented extends Compared {
  readonly readme: string;
  /** With the settings of the example in the provider's README, and defaults for all others. */
  readonly capabilities: Capabilities;
}

async function allProviders(root: string): Promise<readonly Documented[]> {
  return Promise.all(
    providerIds.map(async (id) => {
      const provider = (await loadProvider(id)) as Provider | undefined;
      if (provider === undefined) throw new Error(`The provider ${id} does not load.`);
      const readme = readFileSync(join(root, `src/providers/${id}/README.md`), "utf8");
      return { provider, readme, capabilities: provider.capabilities(exampleSettings(provider, readme)) };
    }),
  );
}

/**
 * The settings of the first workflow step in a provider's README, parsed as a run would parse them: so the examples that
 * users copy are proven to be right.
 */
function exampleSettings(provider: Provider, readme: string): unknown {
  const inputs = exampleStep(provider.id, readme);
  const own = ["site", "api-key", "api-secret", "api-url"].filter((name) => inputs[name] !== undefined);
  const given = {
    ...parse(String(inputs["provider-options"] ?? "{}").replace(/\$\{\{.*?\}\}/g, "example")),
    ...Object.fromEntries(own.map((name) => [name, placeholder(name, inputs[name])])),
    "site-url": String(inputs["site-url"] ?? "")
      .split("\n")
      .filter(Boolean),
    "dry-run": true,
  };
  const result = provider.settings.safeParse(given);
  if (result.success) return result.data;
  const message = result.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  throw new Error(`The example in the README of ${provider.id} is wrong: ${message.join("; ")}`);
}

function exampleStep(id: string, readme: string): Readonly<Record<string, unknown>> {
  for (const [, block = ""] of readme.matchAll(/```ya?ml\n(.*?)```/gs)) {
    const parsed: unknown = parse(block);
    const step = Array.isArray(parsed) ? parsed.find((each) => each?.with?.provider === id) : undefined;
    if (step !== undefined) return step.with;
  }
  throw new Error(`The README of ${id} shows no workflow step with "provider: ${id}".`);
}

/** A value that is a secret of the workflow stands for one: the example shows none. */
function placeholder(name: string, value: unknown): string {
  return name.startsWith("api-") && name !== "api-url" ? "example" : String(value);
}

function page(provider: Provider, readme: string, capabilities: Capabilities): string {
  const head = `<!-- Generated from src/providers/${provider.id}: edit its README.md or code, then \`npm run generate\`. -->`;
  return `${head}

${readme.trim()}

## Reference

### Inputs

${inputMeanings(provider)}${variablesSentence(provider)}

### provider-options

${optionsTable(provider)}

### Limits

${kindsTable(capabilities)}

${limitsList(capabilities)}
`;
}
