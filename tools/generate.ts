/**
 * `npm run generate`: writes what follows from the code. With `--check` it writes nothing, names each file that is stale,
 * and exits with 1 when there is one.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { Report } from "../src/report/report.ts";
import { cacheHeadersTable } from "./generate/cache-headers.ts";
import { configSchema } from "./generate/config-schema.ts";
import { decisionsList } from "./generate/decisions.ts";
import { fences } from "./generate/fences.ts";
import { inputsTable, inputsYaml, outputsTable, outputsYaml } from "./generate/interface.ts";
import { layersText } from "./generate/layers-page.ts";
import { providerPages, providersTable } from "./generate/providers.ts";
import { replaceRegion } from "./generate/region.ts";
import { sandboxRegistry } from "./generate/sandbox.ts";

const ROOT = join(import.meta.dirname, "..");

const wanted = await generatedFiles();
const stale = [...wanted].filter(([path, content]) => read(path) !== content).map(([path]) => path);
const left = leftOverPages(wanted);

if (process.argv.includes("--check")) {
  for (const path of [...stale, ...left]) console.error(`generate: ${path} is stale.`);
  if (stale.length + left.length > 0) {
    console.error("generate: run `npm run generate` and commit what it writes.");
    process.exitCode = 1;
  }
} else {
  for (const path of stale) write(path, wanted.get(path) ?? "");
  for (const path of left) rmSync(join(ROOT, path));
  console.log(`generate: ${wanted.size} files, ${stale.length} written, ${left.length} removed.`);
}

async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const action = replaceRegion(replaceRegion(read("action.yml"), "inputs", inputsYaml()), "outputs", outputsYaml());
  let readme = replaceRegion(read("README.md"), "inputs", inputsTable());
  readme = replaceRegion(readme, "outputs", outputsTable());
  readme = replaceRegion(readme, "providers", await providersTable(ROOT));
  const schema = { title: "The report of deploy-purge", ...z.toJSONSchema(Report) };
  return new Map([
    ["action.yml", action],
    ["README.md", readme],
    ["biome.fences.json", fences()],
    [
      "docs/adr/README.md",
      replaceRegion(read("docs/adr/README.md"), "decisions", decisionsList(join(ROOT, "docs/adr"))),
    ],
    ["docs/design.md", replaceRegion(read("docs/design.md"), "layers", layersText())],
    sandboxRegistry(ROOT),
    ["docs/config.schema.json", `${JSON.stringify(await configSchema(), null, 2)}\n`],
    ["docs/verifying.md", replaceRegion(read("docs/verifying.md"), "cache-headers", cacheHeadersTable())],
    ["docs/report.schema.json", `${JSON.stringify(schema, null, 2)}\n`],
    ...(await providerPages(ROOT)),
  ]);
}

/** Pages of providers that are gone. */
function leftOverPages(files: ReadonlyMap<string, string>): readonly string[] {
  const folder = "docs/providers";
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder))
    .map((name) => `${folder}/${name}`)
    .filter((path) => !files.has(path));
}

function read(path: string): string {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), content);
}
