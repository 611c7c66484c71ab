import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { KINDS } from "../../src/model/selector.ts";
import { loadProvider, PROVIDERS, providerIds } from "../../src/providers/registry.ts";
import { inputsOnPage } from "../support/page-inputs.ts";
import { NO_IDENTITY } from "./canned-api.ts";

const FOLDER = new URL("../../src/providers/", import.meta.url);
const SITE_URL = { "dry-run": true, "site-url": ["https://www.example.com/"] };

describe("the registry", () => {
  it("has every folder, and nothing else", () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .filter(({ name }) => existsSync(new URL(`${name}/index.ts`, FOLDER)));

    expect([...providerIds].sort()).toEqual(folders.map(({ name }) => name).sort());
    expect([...PROVIDERS.keys()]).toEqual([...providerIds]);
  });

  it("answers an unknown id with the known ones", async () => {
    await expect(loadProvider("nobody")).rejects.toMatchObject({
      fault: "config",
      message: expect.stringContaining("batoff"),
    });
  });
});

describe.each([...PROVIDERS])("%s", (id, entry) => {
  it("is called as its folder and as the registry says", async () => {
    expect(entry.id).toBe(id);
    expect(await loadProvider(id)).toMatchObject({ id, name: entry.name });
  });

  it("has a page of its own with the parts that every page has", () => {
    const file = new URL(`${id}/README.md`, FOLDER);
    expect(existsSync(file)).toBe(true);
    const page = readFileSync(file, "utf8");

    expect(page.startsWith(`# ${entry.name}\n`)).toBe(true);
    expect(page.match(/^## .+$/gm)).toEqual([
      "## Credentials",
      "## Example",
      "## What is purged",
      "## Limits and completion",
      "## When it fails",
      "## Traps",
      "## Where the vendor leaves it open",
    ]);
    expect(page).toContain(`provider: ${id}\n`);
    expect(page).toContain("uses: OWNER/deploy-purge@v1");
  });

  it("states whole limits, where they were read, and when", async () => {
    const provider = await loadProvider(id);
    const capabilities = provider.capabilities(provider.settings.parse({ ...SITE_URL, ...inputsOnPage(id) }));

    expect(capabilities.source.protocol).toBe("https:");
    expect(capabilities.read).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(Number.isSafeInteger(capabilities.maxPurges) && capabilities.maxPurges > 0).toBe(true);
    const accepted = Object.entries(capabilities.accepts);
    expect(accepted.length).toBeGreaterThan(0);
    for (const [kind, { perRequest }] of accepted) {
      expect(KINDS).toContain(kind);
      expect(Number.isSafeInteger(perRequest) && perRequest > 0).toBe(true);
      if (capabilities.mix === "one-item") expect(perRequest).toBe(1);
    }
    for (const { amount, perSeconds } of capabilities.rates) expect(Math.min(amount, perSeconds)).toBeGreaterThan(0);
  });

  it("knows the options that it says are about delivery alone", async () => {
    const { settings, deliveryOptions = [] } = await loadProvider(id);
    const { properties } = z.toJSONSchema(settings, { io: "input", unrepresentable: "any" });

    expect(Object.keys(properties ?? {})).toEqual(expect.arrayContaining([...deliveryOptions]));
  });

  it("has a status exactly where its capabilities say so", async () => {
    const provider = await loadProvider(id);
    const settings = provider.settings.parse({ ...SITE_URL, ...inputsOnPage(id) });
    const io = {
      ...NO_IDENTITY,
      now: () => new Date(),
      send: () => Promise.reject(new Error("Nothing may be sent by connecting.")),
    };

    const connections = provider.connect(settings, io);
    const polls = provider.capabilities(settings).done.by === "poll";
    expect(new Set(connections.map(({ poll }) => poll !== undefined))).toEqual(new Set([polls]));
  });

  it("says where every number comes from", () => {
    const source = readFileSync(new URL(`${id}/index.ts`, FOLDER), "utf8");

    expect(source).toMatch(/\/\*\*\n(?: \* .*\n)*? \* - .*\n(?: \*.*\n)* \*\/\nfunction capabilities\(/);
  });
});
