import { describe, expect, it } from "vitest";
import type { ProviderId } from "../../sandbox/sandbox.ts";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { PATHS } from "./suite/website.ts";

const tag = (value: string): PurgeEntry => ({ by: "tag", value });
const tags = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => tag(`t${n}`));
const ALL: PurgeEntry = { by: "all", value: "" };
const everywhere = (gone: readonly string[]): readonly string[] =>
  gone.flatMap((one) => [one, `second:${one}`]).toSorted();
const HARD = { mode: "hard" };
const sentTags = (body: string): readonly string[] => {
  const { tags: ours, cache_tags: theirs } = JSON.parse(body) as { tags?: string[]; cache_tags?: string[] };
  return ours ?? theirs ?? [];
};

interface TagCase {
  readonly id: ProviderId;
  /** Options under which a purge removes, and may be of everything. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly perRequest: number;
  readonly success: number;
}

const CASES: readonly TagCase[] = [
  { id: "netlify", options: {}, perRequest: 50, success: 202 },
  { id: "vercel", options: { ...HARD, "allow-all": true }, perRequest: 16, success: 200 },
];

describe.each(CASES)("$id, which knows tags alone,", ({ id, options, perRequest, success }) => {
  it("purges what has the tag, on every host, and nothing else", async () => {
    const { purge, fresh } = await startCase(id, createDrive);

    const { outcomes } = await purge([tag("product:42")], { options });

    expect(outcomes).toMatchObject([{ state: "completed", confirmed: false, refused: [] }]);
    expect(await fresh()).toEqual(everywhere(["/docs/a.html"]));
  });

  it("purges everything on one explicit all", async () => {
    const { purge, fresh } = await startCase(id, createDrive);

    expect((await purge([ALL], { options })).outcomes).toMatchObject([{ state: "completed" }]);
    expect(await fresh()).toEqual(everywhere(PATHS));
  });

  it("sends nothing for nothing, and as many tags in a request as it takes", async () => {
    const { purge, submits } = await startCase(id, createDrive);
    expect(await purge([])).toMatchObject({ outcomes: [], requests: 0 });

    await purge(tags(perRequest + 1), { options });

    const counts = submits().map(({ body }) => sentTags(body).length);
    expect(counts.toSorted((a, b) => a - b)).toEqual([1, perRequest]);
  });

  it("takes its empty success for one, and no other text", async () => {
    const { purge, sandbox } = await startCase(id, createDrive);
    const answer = (body: string) => ({ do: "answer", status: success, body }) as const;
    sandbox.api.fault([answer(""), answer("OK"), answer("{}")], "submit");

    expect((await purge([tag("a")], { options })).outcomes).toMatchObject([{ state: "completed" }]);
    const { outcomes } = await purge([tag("b")], { options });
    expect(outcomes).toMatchObject([{ state: "completed" }]);
    expect(sandbox.api.requests.length).toBeGreaterThanOrEqual(3);
  });

  it("says whose fault it is: the key's, the site's", async () => {
    const { purge } = await startCase(id, createDrive);

    expect((await purge([tag("a")], { options, apiKey: "wrong-key-0123" })).outcomes).toMatchObject([
      { fault: "auth" },
    ]);
    const site = id === "netlify" ? "not-there.example" : "not-there";
    expect((await purge([tag("a")], { options, site })).outcomes).toMatchObject([{ fault: "site" }]);
  });
});

describe("netlify's rate", () => {
  it("is of each tag: a throttle is waited out", async () => {
    const { purge, sandbox } = await startCase("netlify", createDrive);
    sandbox.api.set({ purgesPerTag: 1 });

    expect((await purge([tag("a")])).outcomes).toMatchObject([{ state: "completed" }]);
    expect((await purge([tag("a")])).outcomes).toMatchObject([{ state: "completed" }]);
    expect(sandbox.api.requests.map(({ status }) => status)).not.toContain(500);
  });

  it("names the site by its id, its domain or its name, and by one of them alone", async () => {
    const { purge, submits } = await startCase("netlify", createDrive);
    for (const site of ["3970e0fe-8564-4903-9a55-c5f8de49fb8b", "www.sandbox.example", "sandbox-site"]) {
      expect((await purge([tag(`of-${site}`)], { site })).outcomes).toMatchObject([{ state: "completed" }]);
    }
    const scopes = submits().map(({ body }) =>
      Object.keys(JSON.parse(body) as object).filter((key) => key !== "cache_tags"),
    );
    expect(scopes).toEqual([["site_id"], ["domain"], ["site_slug"]]);
  });
});

describe("vercel's modes", () => {
  it("mark as stale unless they remove, and name the team", async () => {
    const { purge, submits, sandbox } = await startCase("vercel", createDrive);
    sandbox.api.set({ team: "team_a1b2c3d4" });
    expect((await purge([tag("a")])).outcomes).toMatchObject([{ fault: "auth" }]);

    const team = { team: "team_a1b2c3d4" };
    expect((await purge([tag("a")], { options: team })).outcomes).toMatchObject([{ state: "completed" }]);
    await purge([tag("b")], { options: { ...team, ...HARD, target: "preview" } });

    const sent = submits()
      .slice(1)
      .map(({ path: target, body }) => [new URL(target, "http://a.test").pathname, body]);
    expect(sent).toEqual([
      ["/v1/edge-cache/invalidate-by-tags", '{"tags":["a"]}'],
      ["/v1/edge-cache/dangerously-delete-by-tags", '{"tags":["b"],"target":"preview"}'],
    ]);
  });

  it("have no purge of everything unless it is allowed", async () => {
    const { declared } = await startCase("vercel", createDrive);

    expect(Object.keys((await declared()).accepts)).toEqual(["tag"]);
    expect(Object.keys((await declared({ "allow-all": true })).accepts)).toEqual(["tag", "all"]);
  });
});
