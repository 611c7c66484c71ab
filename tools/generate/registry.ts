import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Provider } from "../../src/model/provider.ts";

const FOLDER = "src/providers";
export const ENTRIES_FILE = `${FOLDER}/entries.ts`;

/** The list of the providers: every folder with an `index.ts` is one, and `kit/` is what they share. */
export async function providerEntries(root: string): Promise<string> {
  const ids = readdirSync(join(root, FOLDER))
    .filter((id) => existsSync(join(root, FOLDER, id, "index.ts")))
    .sort();
  const entries = await Promise.all(ids.map((id) => entryOf(root, id)));
  const shared = sharedByMost(root, ids);
  return `// Generated from the folders beside this file: \`npm run generate\`.
import type { DestinationSettings, Provider } from "../model/provider.ts";
import type { Traces } from "../model/traces.ts";
// What many providers share is loaded here, so that their parts of the built action carry no copies of it.
${shared.map((file) => `import "./kit/${file}";`).join("\n")}

export interface Entry {
  readonly id: string;
  /** The vendor's own spelling of its name. */
  readonly name: string;
  /** How it shows in the answers that visitors get, known without loading it: see \`Provider.traces\`. */
  readonly traces?: Traces;
  /** Loads this provider alone: a run starts faster without the others. */
  readonly load: () => Promise<{ readonly provider: Provider<DestinationSettings> }>;
}

export const ENTRIES: readonly Entry[] = [
${entries.join("\n")}
];
`;
}

/** Parts of the kit that are loaded in every run: what fewer providers use than this, those providers carry themselves. */
const MANY = 6;

/** The files of the kit that at least so many providers import, by themselves or through another file of the kit. */
function sharedByMost(root: string, ids: readonly string[]): readonly string[] {
  const kit = join(root, FOLDER, "kit");
  const users = new Map<string, Set<string>>(readdirSync(kit).map((name) => [name, new Set()]));
  for (const id of ids) {
    const pending = sourcesIn(join(root, FOLDER, id)).flatMap((file) => importsIn(file, "../kit"));
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      const known = users.get(name);
      if (known === undefined || known.has(id)) continue;
      known.add(id);
      pending.push(...importsIn(join(kit, name), "."));
    }
  }
  return [...users].flatMap(([name, { size }]) => (size >= MANY ? [name] : [])).sort();
}

/** Names of the files that a source file imports from a folder. */
function importsIn(file: string, folder: string): readonly string[] {
  const imported = [...readFileSync(file, "utf8").matchAll(/^(?:import|export|\} from)\b.*?"([^"]+)";$/gm)];
  return imported.flatMap(([, path = ""]) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []));
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => (name.endsWith(".ts") ? [join(folder, name)] : []));
}

async function entryOf(root: string, id: string): Promise<string> {
  const file = pathToFileURL(join(root, FOLDER, id, "index.ts")).href;
  const { provider } = (await import(file)) as { readonly provider?: Provider };
  if (provider === undefined) throw new Error(`${FOLDER}/${id}/index.ts exports no provider.`);
  if (provider.id !== id) throw new Error(`The provider in ${FOLDER}/${id} calls itself ${provider.id}.`);
  const { name, traces } = provider;
  const shows = traces === undefined ? "" : `, traces: ${literal(traces)}`;
  return `  { id: ${JSON.stringify(id)}, name: ${JSON.stringify(name)}${shows}, load: () => import("./${id}/index.ts") },`;
}

/** Data as TypeScript, on one line: what the documentation alone needs is left out. */
function literal(value: unknown): string {
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([key]) => key !== "source" && key !== "example");
  return `{ ${entries.map(([key, each]) => `${key}: ${literal(each)}`).join(", ")} }`;
}
