/** Passwords of addresses in what a step reads beside its inputs: masked first, and shown nowhere. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRepository } from "../support/repository.ts";
import { runAction } from "./runner.ts";

const PASSWORD = "open-sesame-0123456789";
/** Longer than a message quotes: what is cut in half must not be shown either. */
const TOKEN = `ghp_${"0123456789abcdef".repeat(20)}`;
const CONFIG = "destinations: [{ name: edge, provider: hado, api-key: '${KEY}', site-url: SITE }]\n";
const INPUTS = {
  provider: "hado",
  "site-url": "https://www.example.com/",
  site: "1",
  "api-key": "key-0123456789",
  changes: "none",
};

async function stepWith(
  files: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
) {
  await using repository = await createRepository(files);
  const event = { name: "workflow_dispatch", payload: {} };
  const result = await runAction({ workspace: repository.root, event, with: inputs, env });
  const reports = await Promise.all(
    (await readdir(result.temp)).map((name) => readFile(join(result.temp, name), "utf8").catch(() => "")),
  );
  await result.cleanUp();
  return { ...result, shown: [result.rawStdout, result.rawStderr, result.summary, ...reports].join("\n") };
}

describe.each([
  ["password", `user:${PASSWORD}`, PASSWORD],
  ["long token", TOKEN, TOKEN],
])("the %s of an address", (_, userInfo, secret) => {
  const address = `https://${userInfo}@www.example.com/x`;
  const secretly = { KEY: "key-0123456789" };

  it.each([
    ["a configuration file", { "c.yml": CONFIG.replace("SITE", `"${address}"`) }, { config: "c.yml" }, secretly],
    [
      "a variable of a configuration file",
      { "c.yml": CONFIG.replace("SITE", '"${SITE}"') },
      { config: "c.yml" },
      { ...secretly, SITE: address },
    ],
    ["a list", { "list.txt": `/a\n${address}\n` }, { ...INPUTS, purge: "file:list.txt" }, {}],
    ["a list in JSON", { "list.json": JSON.stringify(["/a", address]) }, { ...INPUTS, purge: "file:list.json" }, {}],
    [
      "a sitemap",
      { "sitemap.xml": `<urlset><url><loc>${address}</loc></url></urlset>` },
      { ...INPUTS, purge: "sitemap:sitemap.xml" },
      {},
    ],
    [
      "an index of sitemaps",
      { "sitemap.xml": `<sitemapindex><sitemap><loc>${address}.xml</loc></sitemap></sitemapindex>` },
      { ...INPUTS, purge: "sitemap:sitemap.xml" },
      {},
    ],
  ])("in %s is shown nowhere", async (what, files, inputs, env) => {
    const { outputs, shown } = await stepWith(files, inputs, env);
    expect(outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    const others = shown.replace(/^::add-mask::.*$/gm, "");
    expect(others).not.toContain(secret.slice(0, 12));
    if (what !== "an index of sitemaps") expect(shown).toContain(`::add-mask::${secret}`);
  });
});
