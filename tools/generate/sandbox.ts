import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Where the registry of the sandbox's APIs is, and its text: one line for each folder beside it. */
export function sandboxRegistry(root: string): readonly [path: string, text: string] {
  const folder = "sandbox/apis";
  const ids = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const imports = ids.map((id) => `import { createApi as ${identifier(id)} } from "./${id}/index.ts";`);
  const entries = ids.map((id) => (identifier(id) === id ? `  ${id},` : `  ${quoted(id)}: ${identifier(id)},`));
  const text = [
    "// Generated from the folders beside this file: `npm run generate`.",
    ...imports,
    "",
    "/** Every purge API that the sandbox speaks, by the provider's id. */",
    "export const APIS = {",
    ...entries,
    "};",
    "",
    "export type ProviderId = keyof typeof APIS;",
    "",
  ];
  return [`${folder}/index.ts`, text.join("\n")];
}

/** A property's name has quotes only where it needs them. */
function quoted(id: string): string {
  return /^[a-z]\w*$/.test(id) ? id : JSON.stringify(id);
}

/** `http-purge` → `httpPurge`, `5centscdn` → `api5centscdn`. */
function identifier(id: string): string {
  const name = id.replace(/-([a-z0-9])/g, (_, first: string) => first.toUpperCase());
  return /^\d/.test(name) ? `api${name}` : name;
}
