import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";
import { ROOT } from "./repository.ts";

/** A whole provider: one file of code, and its page. */
const CODE = `
import type { Provider } from "../../model/provider.ts";
import { apiUrl, common, credential, destination, hasKey, keyRequired, noCredential, site } from "../kit/settings.ts";
import { readAnswer } from "../kit/read-answer.ts";
import { empty } from "../kit/readings.ts";
import { onlySelector, postJson } from "../kit/request.ts";

const URL_OF_API = "https://api.acme.example";

const Settings = destination({
  site: site(/^[a-z]+$/, { term: "the zone", where: "in the console", example: "shop" }),
  "api-key": credential("API key of Acme."),
  "api-secret": noCredential("is not used"),
  "api-url": apiUrl(URL_OF_API),
})
  .refine(hasKey, keyRequired("create one in the console"))
  .transform((raw) => common(raw, URL_OF_API));

export const provider: Provider<ReturnType<typeof common>> = {
  id: "acme",
  name: "Acme Edge",
  settings: Settings,
  capabilities,
  connect: ({ apiUrl, apiKey }, io) => [
    {
      async submit(batch) {
        const request = postJson(\`\${apiUrl}/purge\`, { authorization: apiKey }, { path: onlySelector(batch).value });
        const answer = readAnswer(await io.send(request), empty(202), { hints: {} });
        return answer.kind === "failed" ? answer : { kind: "done", receipt: {} };
      },
    },
  ],
};

/**
 * - one path a request: https://acme.example/docs
 */
function capabilities() {
  return {
    accepts: { path: { perRequest: 1, match: { query: "unknown" } } },
    mix: "one-item",
    rates: [],
    done: { by: "response" },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 100,
    source: new URL("https://acme.example/docs"),
    read: "2026-11-20",
  } as const;
}
`;

const PAGE = `# Acme Edge

## Example

\`\`\`yaml
- uses: OWNER/deploy-purge@v1
  with:
    provider: acme
    site: shop
    site-url: https://www.example.com/
    api-key: \${{ secrets.ACME_API_KEY }}
\`\`\`
`;

describe("a new provider is one folder, and needs no edit by hand elsewhere", () => {
  let copy: string;
  /** As somebody edited it by hand. */
  let edited: string;

  function run(file: string, environment: NodeJS.ProcessEnv = {}, ...args: readonly string[]) {
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    const env = { PATH, NODE_COMPILE_CACHE, ...environment };
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
      cwd: copy,
      env,
      encoding: "utf8",
    });
    return { status, text: `${stdout}${stderr}` };
  }

  beforeAll(async () => {
    copy = await makeTempFolder("new-provider-");
    const copied = ["src", "sandbox", "tools", "docs", ".github", "action.yml", "README.md", "package.json"];
    for (const path of copied) cpSync(join(ROOT, path), join(copy, path), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    const folder = join(copy, "src/providers/acme");
    mkdirSync(folder);
    writeFileSync(join(folder, "index.ts"), CODE);
    writeFileSync(join(folder, "README.md"), PAGE);
    const action = readFileSync(join(copy, "action.yml"), "utf8");
    edited = action.replace("  dry-run:\n", "  dry-running:\n");
    expect(edited).not.toBe(action);
    writeFileSync(join(copy, "action.yml"), edited);
    writeFileSync(join(copy, "docs/providers/gone.md"), "A provider that is gone.\n");
  });

  test("before it is registered, the check names what is stale, and no more, and changes nothing", () => {
    const { status, text } = run("tools/generate.ts", {}, "--check");
    expect(status).toBe(1);
    for (const path of ["src/providers/entries.ts", "action.yml", "docs/providers/gone.md"])
      expect(text).toContain(`${path} is stale`);
    expect(text).not.toContain("README.md is stale");
    expect(readFileSync(join(copy, "src/providers/entries.ts"), "utf8")).not.toContain("acme");
    expect(readFileSync(join(copy, "action.yml"), "utf8")).toBe(edited);
    expect(existsSync(join(copy, "docs/providers/gone.md"))).toBe(true);
  });

  test("one command names it wherever a user or a maintainer chooses a provider", () => {
    const generated = run("tools/generate.ts");
    expect(generated.text).toContain("written");
    expect(generated.status).toBe(0);
    const named = ["src/providers/entries.ts", "action.yml", "README.md", ".github/ISSUE_TEMPLATE/bug.yml"];
    for (const path of named) expect(readFileSync(join(copy, path), "utf8"), path).toMatch(/\bacme\b/);
    expect(readFileSync(join(copy, "README.md"), "utf8")).toContain("[Acme Edge](docs/providers/acme.md)");
    expect(readFileSync(join(copy, "docs/providers/acme.md"), "utf8")).toContain("Example: `shop`");
    expect(run("tools/generate.ts", {}, "--check")).toMatchObject({ status: 0 });
  });

  test("what was edited by hand, or left of a provider that is gone, is mended by it", () => {
    expect(readFileSync(join(copy, "action.yml"), "utf8")).toContain("  dry-run:\n");
    expect(readFileSync(join(copy, "action.yml"), "utf8")).not.toContain("dry-running");
    expect(existsSync(join(copy, "docs/providers/gone.md"))).toBe(false);
  });

  test("the action plans for it, and does not mask its name", () => {
    const { status, text } = run("src/main.ts", {
      INPUT_PROVIDER: "acme",
      INPUT_SITE: "shop",
      INPUT_CHANGES: "none",
      INPUT_PURGE: "/about/",
      INPUT_STATE: "none",
      "INPUT_API-KEY": "acme",
      "INPUT_DRY-RUN": "true",
      GITHUB_EVENT_NAME: "push",
      GITHUB_WORKSPACE: copy,
      RUNNER_TEMP: copy,
    });
    expect(text).toContain("Acme Edge");
    expect(text).toContain("/about/");
    expect(status).toBe(0);
  });

  test("a folder whose provider has another name is refused", () => {
    const folder = join(copy, "src/providers/other");
    cpSync(join(copy, "src/providers/acme"), folder, { recursive: true });
    const { status, text } = run("tools/generate.ts");
    expect(status).toBe(1);
    expect(text).toContain("The provider in src/providers/other calls itself acme.");
  });
});
