import { describe, expect, it } from "vitest";
import { createGit } from "../../src/adapters/git/git.ts";
import { wrongCheckout } from "../../src/changes/event.ts";
import { type Base, chooseBase } from "../../src/changes/git/choose-base.ts";
import type { Runner } from "../../src/ports/runner.ts";
import { cloneRepository, createRepository, gitTestEnvironment, type TestRepository } from "../support/repository.ts";
import { pushEvent, runnerWith } from "../support/runner.ts";

const ZEROS = "0".repeat(40);

type More = {
  readonly base?: string;
  readonly remembered?: { readonly commit?: string };
  readonly runAttempt?: number;
};

async function choose(
  repository: TestRepository,
  event: Runner["event"],
  { runAttempt = 1, ...more }: More = {},
): Promise<Base> {
  const git = createGit({ workspace: repository.root, environment: gitTestEnvironment(), onSecret: () => undefined });
  const opened = await git.open(".");
  if (opened === undefined) throw new Error("no repository");
  const head = (await opened.resolve("HEAD")) ?? "";
  return chooseBase({ head, repository: opened, runner: { ...runnerWith(event), runAttempt }, ...more });
}

/** Two commits; HEAD is the second. */
async function twoCommits() {
  const repository = await createRepository({ a: "1" });
  const before = await repository.head();
  await repository.write({ a: "2" });
  const after = await repository.commit();
  return { repository, before, after, [Symbol.asyncDispose]: () => repository.close() };
}

describe("the base of a push", () => {
  it("is what was there before, by force or not", async () => {
    await using site = await twoCommits();
    for (const forced of [false, true]) {
      const base = await choose(site.repository, pushEvent(site.before, site.after, { forced }));
      expect(base).toEqual({
        commit: site.before,
        notes: [expect.stringContaining(forced ? "before the forced push" : "before the push")],
      });
    }
  });

  it("is the commit of a tag that was moved", async () => {
    await using site = await twoCommits();
    await site.repository.git("tag", "-a", "old", "-m", "x", site.before);
    await site.repository.git("tag", "-a", "new", "-m", "x", site.after);
    const event = pushEvent(
      await site.repository.git("rev-parse", "old"),
      await site.repository.git("rev-parse", "new"),
    );
    expect(await choose(site.repository, event)).toMatchObject({ commit: site.before });
  });

  it.each([
    [
      "creates a branch or tag",
      (after: string) => pushEvent(ZEROS, after, { created: true }),
      /created its branch or tag/,
    ],
    [
      "deletes one",
      (_: string, before: string) => pushEvent(before, ZEROS, { deleted: true }),
      /deleted its branch or tag/,
    ],
    [
      "went to another repository",
      (_: string, before: string) => pushEvent(before, "b".repeat(40)),
      /not what the push .* brought/,
    ],
    ["is not HEAD any more", (_: string, before: string) => pushEvent(ZEROS, before), /not what the push .* brought/],
    ["names no commits", () => ({ name: "push", payload: {} }), /not what the push .* brought/],
    ["names no base", (after: string) => ({ name: "push", payload: { after } }), /does not name a commit/],
    ["names a base that is an option", (after: string) => pushEvent("--output=x", after), /does not name a commit/],
    [
      "names a base of another type",
      (after: string) => ({ name: "push", payload: { before: { sha: after }, after } }),
      /does not name/,
    ],
    [
      "names a base that is gone",
      (after: string) => pushEvent("a".repeat(40), after),
      /aaaaaaaaaa, is not in the checkout and could not be fetched/,
    ],
  ])("is none when it %s", async (_, event, why) => {
    await using site = await twoCommits();
    const base = await choose(site.repository, event(site.after, site.before));
    expect(base).toEqual({ none: expect.stringMatching(why) });
  });
});

describe("the base of other events", () => {
  it("is the target branch's tip for plans", async () => {
    await using site = await twoCommits();
    const { before } = site;
    for (const event of [
      { name: "pull_request", payload: { pull_request: { base: { sha: before } } } },
      { name: "pull_request_target", payload: { pull_request: { base: { sha: before } } } },
      { name: "merge_group", payload: { merge_group: { base_sha: before } } },
    ]) {
      expect(await choose(site.repository, event), event.name).toMatchObject({ commit: before });
      expect(await choose(site.repository, { name: event.name, payload: {} })).toHaveProperty("none");
    }
  });

  it.each([[[]], [["--depth=1"]]])(
    "is the first parent of the merge commit of a pull request, in a clone with %j",
    async (depth) => {
      await using upstream = await createRepository({ "dist/a": "1" });
      for (const name of ["uploadpack.allowAnySHA1InWant", "uploadpack.allowFilter"])
        await upstream.git("config", name, "true");
      const stale = await upstream.head();
      await upstream.git("checkout", "--quiet", "-b", "topic");
      await upstream.write({ "dist/b": "1" });
      const topic = await upstream.commit();
      await upstream.git("checkout", "--quiet", "main");
      await upstream.write({ "dist/a": "2" });
      const target = await upstream.commit();
      await upstream.git("merge", "--quiet", "--no-ff", "--no-edit", "topic");
      const merge = await upstream.head();
      await using clone = await cloneRepository(`file://${upstream.root}`, ...depth);
      const event = (head: string) => ({
        name: "pull_request",
        payload: { pull_request: { base: { sha: stale }, head: { sha: head } } },
      });
      expect(await choose(clone, event(topic))).toMatchObject({ commit: target });
      expect(await clone.head()).toBe(merge);
      // A checkout that is not the merge of this pull request's branch.
      expect(await choose(clone, event(target))).toMatchObject({ commit: stale });
    },
  );

  it("is none, and never the last commit, where nothing says what was live", async () => {
    await using site = await twoCommits();
    const sentences = new Set<string>();
    const events = [
      "workflow_dispatch",
      "schedule",
      "release",
      "workflow_run",
      "repository_dispatch",
      "deployment",
      "deployment_status",
      "create",
      "made_up",
      "toString",
    ];
    for (const name of events) {
      // Whatever else the payload holds is no reason.
      const base = await choose(site.repository, {
        name,
        payload: { before: site.before, after: site.after, workflow_run: { head_sha: site.before } },
      });
      expect(base).toEqual({ none: expect.any(String) });
      if ("none" in base) sentences.add(base.none);
    }
    expect(sentences.size).toBe(events.length);
  });
});

describe("the user's base", () => {
  it("wins over the event, as commit, tag or branch", async () => {
    await using site = await twoCommits();
    await site.repository.git("tag", "v1", site.before);
    for (const name of ["v1", "HEAD~1", site.before, site.before.toUpperCase()]) {
      const base = await choose(site.repository, pushEvent(ZEROS, site.after), { base: name });
      expect(base, name).toEqual({ commit: site.before, notes: [expect.stringContaining("which base names")] });
    }
    expect(await choose(site.repository, pushEvent(site.before, site.after), { base: "" })).toMatchObject({
      commit: site.before,
    });
  });

  it("is fetched when it is a full id that the checkout did not bring", async () => {
    await using site = await twoCommits();
    await site.repository.git("config", "uploadpack.allowFilter", "true");
    await site.repository.git("config", "uploadpack.allowAnySHA1InWant", "true");
    await using clone = await cloneRepository(`file://${site.repository.root}`, "--depth=1");
    const base = await choose(clone, { name: "schedule", payload: {} }, { base: site.before });
    expect(base).toEqual({ commit: site.before, notes: [expect.stringContaining("(base) was fetched by its id")] });
  });

  it.each(["--output=x", "v9", "HEAD..HEAD~1", "^HEAD", "@{-1}", ZEROS, "a".repeat(40), "a\n::error::x"])(
    "is an error, and not a missing base, when it is %j",
    async (name) => {
      await using site = await twoCommits();
      const chosen = choose(site.repository, pushEvent(site.before, site.after), { base: name });
      await expect(chosen).rejects.toMatchObject({
        fault: "config",
        problems: [{ input: "base", message: expect.stringMatching(/for example base: [0-9a-f]{40}\.$/) }],
      });
      await expect(chosen).rejects.not.toThrow(/\n/);
    },
  );
});

/** Three commits of one line, HEAD the last, and a fourth that no branch reaches. */
async function history() {
  const site = await twoCommits();
  await site.repository.write({ a: "3" });
  const head = await site.repository.commit();
  await site.repository.git("checkout", "--quiet", "--orphan", "aside");
  await site.repository.write({ a: "aside" });
  const aside = await site.repository.commit();
  await site.repository.git("checkout", "--quiet", "main");
  return { ...site, head, aside };
}

describe("the base where a deploy is remembered", () => {
  it("is that deploy, whatever the event says", async () => {
    await using site = await history();
    const events = [
      ...["workflow_dispatch", "schedule", "release", "repository_dispatch", "deployment", "create", "pull_request"],
      ...["merge_group", "workflow_run", "deployment_status"],
    ].map((name) => ({ name, payload: { pull_request: { base: { sha: site.aside } } } }));
    for (const event of [
      ...events,
      pushEvent(site.before, site.head),
      pushEvent(ZEROS, site.head, { created: true }),
    ]) {
      const base = await choose(site.repository, event, { remembered: { commit: site.before } });
      expect(base, event.name).toEqual({ commit: site.before, notes: [expect.stringContaining("is remembered")] });
    }
  });

  it("yields to the user's own base", async () => {
    await using site = await history();
    const more = { base: site.after, remembered: { commit: site.before } };
    expect(await choose(site.repository, { name: "schedule", payload: {} }, more)).toMatchObject({
      commit: site.after,
    });
  });

  it("is joined by what was live in between though no run remembers it, by force or not", async () => {
    await using site = await history();
    for (const [between, forced] of [
      [site.after, false],
      [site.aside, true],
    ] as const) {
      const event = pushEvent(between, site.head, { forced });
      const base = await choose(site.repository, event, { remembered: { commit: site.before } });
      expect(base).toMatchObject({ commit: site.before, between });
      expect("notes" in base && base.notes.join(" ")).toContain("no run remembers it");
    }
  });

  it("is none where what was live in between is gone", async () => {
    await using site = await history();
    const event = pushEvent("a".repeat(40), site.head);
    const base = await choose(site.repository, event, { remembered: { commit: site.before } });
    expect(base).toEqual({
      none: expect.stringMatching(/aaaaaaaaaa, is not the one that is remembered and could not be/),
    });
  });

  it("is none where the remembered commit is gone, or nothing is remembered; never the event's", async () => {
    await using site = await history();
    const event = pushEvent(site.after, site.head);
    expect(await choose(site.repository, event, { remembered: { commit: "b".repeat(40) } })).toHaveProperty("none");
    expect(await choose(site.repository, event, { remembered: {} })).toEqual({
      none: "no earlier deploy is remembered",
    });
  });
});

describe("a re-run", () => {
  it("of a push has no base of its own: other runs may have deployed since", async () => {
    await using site = await history();
    const event = pushEvent(site.after, site.head);
    expect(await choose(site.repository, event, { runAttempt: 2 })).toEqual({
      none: expect.stringMatching(/^this is attempt 2 of an earlier run/),
    });
  });

  it("of an old run is a rollback: compared with what was deployed last", async () => {
    await using site = await history();
    await site.repository.git("checkout", "--quiet", site.after);
    const event = pushEvent(site.before, site.after);
    const base = await choose(site.repository, event, { runAttempt: 3, remembered: { commit: site.head } });
    expect(base).toMatchObject({ commit: site.head, between: site.before });
  });
});

describe("a run that follows another workflow", () => {
  const follow = (sha: unknown) => ({ name: "workflow_run", payload: { workflow_run: { head_sha: sha } } });
  const [tip, deployed] = ["1".repeat(40), "2".repeat(40)];

  it("must have the commit that was deployed, not the tip of the default branch", () => {
    expect(wrongCheckout({ event: follow(deployed), sha: tip }, tip)).toMatchObject({
      input: "head",
      message: expect.stringMatching(
        /2222222222, and the checkout has 1111111111.*github\.event\.workflow_run\.head_sha/,
      ),
    });
    expect(wrongCheckout({ event: follow(deployed), sha: tip }, deployed)).toBeUndefined();
    expect(wrongCheckout({ event: follow(tip), sha: tip }, tip)).toBeUndefined();
    // A branch of built files has commits of its own.
    expect(wrongCheckout({ event: follow(deployed), sha: tip }, "3".repeat(40))).toBeUndefined();
    expect(wrongCheckout({ event: follow({}), sha: tip }, tip)).toBeUndefined();
  });
});
