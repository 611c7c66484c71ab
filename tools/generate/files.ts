import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Report } from "../../src/report/report.ts";
import { cacheHeadersTable } from "./cache-headers.ts";
import { configSchema } from "./config-schema.ts";
import { decisionsList } from "./decisions.ts";
import { fences } from "./fences.ts";
import { inputsPage, usualInputsTable } from "./inputs-page.ts";
import { inputsYaml, issueFormYaml, outputsYaml } from "./interface.ts";
import { layersText } from "./layers-page.ts";
import { providerPages, providersTable } from "./providers.ts";
import { replaceRegion } from "./region.ts";
import { sandboxRegistry } from "./sandbox.ts";

const ISSUE_FORM = ".github/ISSUE_TEMPLATE/bug.yml";

/** Every file that follows from the code, by its path; the registry of the providers is made before. */
export async function generatedFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const action = replaceRegion(
    replaceRegion(read(root, "action.yml"), "inputs", inputsYaml()),
    "outputs",
    outputsYaml(),
  );
  let readme = replaceRegion(read(root, "README.md"), "inputs", usualInputsTable());
  readme = replaceRegion(readme, "providers", await providersTable(root));
  const schema = { title: "The report of deploy-purge", ...z.toJSONSchema(Report) };
  return new Map([
    ["action.yml", action],
    ["README.md", readme],
    [ISSUE_FORM, replaceRegion(read(root, ISSUE_FORM), "providers", issueFormYaml())],
    ["docs/inputs.md", inputsPage()],
    ["biome.fences.json", fences()],
    [
      "docs/adr/README.md",
      replaceRegion(read(root, "docs/adr/README.md"), "decisions", decisionsList(join(root, "docs/adr"))),
    ],
    ["docs/design.md", replaceRegion(read(root, "docs/design.md"), "layers", layersText())],
    sandboxRegistry(root),
    ["docs/config.schema.json", `${JSON.stringify(await configSchema(), null, 2)}\n`],
    ["docs/verifying.md", replaceRegion(read(root, "docs/verifying.md"), "cache-headers", cacheHeadersTable())],
    ["docs/report.schema.json", `${JSON.stringify(schema, null, 2)}\n`],
    ...(await providerPages(root)),
  ]);
}

function read(root: string, path: string): string {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
