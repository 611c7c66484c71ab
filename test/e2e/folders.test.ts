/** Folders of whose files nothing is known: what lies below them is purged, and nothing else. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { stringify } from "yaml";
import type { ProviderId, Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { once } from "../../src/lib/once.ts";
import { destination, linesOf } from "../support/caches.ts";
import { createRepository, gitIn } from "../support/repository.ts";
import { pushEvent } from "../support/runner.ts";
import { accountInputs, type Build, fetchPage, fill } from "../support/site.ts";
import { reportOf } from "../support/stage.ts";
import { type ActionRun, runAction } from "./runner.ts";

type Inputs = Readonly<Record<string, string>>;
type Pages = Readonly<Record<string, string>>;

const ALLOW = ["-c", "protocol.file.allow=always"];
const HOME = { "index.html": "home", "about.html": "about", "partner.html": "about" };

/** What the submodules hold, and where they lie in the repository. */
const PART = { "p.html": "old", "deep/q.html": "old", "same.html": "same" };
const LEFT_OUT = ["public/part", "themes/part"];
/** Those whose commits the checkout has, and those whose commits it has nowhere. */
const PARTS = { known: ["here", "edited", "home/part"], unknown: [...LEFT_OUT, "gone"] };

/**
 * Builds side by side in one repository: the second commit moves all submodules, the target of a link, and files in a folder
 * that a link leads to.
 */
const moved = once(async () => {
  const repository = await createRepository({
    ...within("public", HOME),
    ...within("plain", HOME),
    ...within("home", HOME),
    ...within("linked", { "index.html": "home" }),
    ...within("assets", { "x.css": "1", "x.js": "1" }),
    ...within("pointed", { "index.html": "home" }),
    ...within("releases/1", { "a.html": "1", "same.html": "1" }),
    ...within("releases/2", { "a.html": "2", "same.html": "1" }),
  });
  await using known = await makeOther("known");
  await using unknown = await makeOther("unknown");
  const placed = [
    ...PARTS.known.map((part) => [part, known] as const),
    ...PARTS.unknown.map((part) => [part, unknown] as const),
  ];
  for (const [part, { root }] of placed)
    await repository.git(...ALLOW, "submodule", "--quiet", "add", "--name", nameOf(part), root, part);
  await repository.link("linked/assets", "../assets");
  await repository.link("pointed/latest", "../releases/1");
  const base = await repository.commit();
  for (const other of [known, unknown]) {
    await other.write({ "p.html": "new", "deep/q.html": "new" });
    await other.commit();
  }
  for (const [part, { root }] of placed) {
    await gitIn(join(repository.root, part), ...ALLOW, "fetch", "--quiet", root, "main");
    await gitIn(join(repository.root, part), "checkout", "--quiet", "FETCH_HEAD");
  }
  await repository.write(within("assets", { "x.css": "2", "x.js": "2" }));
  await repository.link("pointed/latest", "../releases/2");
  const head = await repository.commit();
  for (const part of PARTS.unknown) {
    await rm(join(repository.root, ".git/modules", nameOf(part)), { recursive: true });
  }
  // As checkout leaves them by default: the folder is empty.
  for (const part of LEFT_OUT) await rm(join(repository.root, part), { recursive: true });
  await repository.write({ "edited/p.html": "not committed", "home/part/p.html": "not committed" });
  return { repository, base, head };
});

/** Of another name: git finds a commit in any submodule that has it. */
async function makeOther(message: string) {
  const other = await createRepository();
  await other.write(PART);
  await other.commit(message);
  return other;
}

function nameOf(part: string): string {
  return part.replace("/", "-");
}

function within(folder: string, pages: Pages): Pages {
  return Object.fromEntries(Object.entries(pages).map(([path, content]) => [`${folder}/${path}`, content]));
}

/** A site that is built in a folder of the repository: what its edge holds, and what became of that. */
interface Destination {
  readonly provider?: ProviderId;
  readonly inputs: Inputs;
  readonly before: Pages;
  /** What is live when the step runs; absent: the same. */
  readonly after?: Pages;
  readonly paths: readonly string[];
}

const PATHS = ["/", "/about.html", "/part/p.html", "/part/deep/q.html", "/partner.html"];
const homeWith = (content: string): Pages => ({ ...HOME, "part/p.html": content, "part/deep/q.html": content });
const ofPart = { before: PART, paths: ["/p.html", "/deep/q.html", "/same.html"] };
const ofLinked = {
  before: { "index.html": "home", "assets/x.css": "1", "assets/x.js": "1" },
  paths: ["/", "/assets/x.css", "/assets/x.js"],
};
const below = { before: homeWith("old"), after: homeWith("new"), paths: PATHS };
const REMEMBERED = { state: "file:memory/record", "on-missing-state": "last-push" };

const DESTINATIONS = {
  batoff: { ...below, inputs: { "build-dir": "public" } },
  f5xc: { ...below, provider: "f5xc", inputs: { "build-dir": "public" } },
  owed: { ...below, inputs: { "build-dir": "public", ...REMEMBERED } },
  routed: {
    ...{ before: homeWith("old"), paths: PATHS },
    inputs: {
      "build-dir": "plain",
      routes: "themes/part/deep/** -> /about.html\nthemes/other/** -> /partner.html",
    },
  },
  here: { ...ofPart, inputs: { "build-dir": "here" } },
  gone: { ...ofPart, inputs: { "build-dir": "gone" } },
  edited: { ...ofPart, inputs: { "build-dir": "edited", changes: "auto", state: "file:memory/edited" } },
  "edited-part": { ...below, inputs: { "build-dir": "home", changes: "auto", state: "file:memory/edited-part" } },
  linked: { ...ofLinked, inputs: { "build-dir": "linked", include: "**/*.css" } },
  pointed: {
    inputs: { "build-dir": "pointed" },
    before: { "index.html": "home", "latest/a.html": "1", "latest/same.html": "1" },
    paths: ["/", "/latest/a.html", "/latest/same.html"],
  },
} as const satisfies Readonly<Record<string, Destination>>;
type Name = keyof typeof DESTINATIONS;

/** Another key than the provider's: what is sent with it is refused. */
const WRONG_KEY = { "api-key": "another-key-0123456789" };

async function startEdge({ provider = "batoff", before, after = before, paths }: Destination): Promise<Sandbox> {
  const sandbox = await startSandbox({ provider, propagationMs: 0 });
  sandbox.origin.deploy(buildOf(before));
  await fill(sandbox, paths);
  sandbox.origin.deploy(buildOf(after));
  return sandbox;
}

function buildOf(pages: Pages): Build {
  return new Map(Object.entries(pages));
}

/** One step for these builds, with an edge for each, and what it left of all that visitors had fetched. */
async function purge(
  names: readonly Name[],
  edges: ReadonlyMap<Name, Sandbox>,
  event: NonNullable<ActionRun["event"]>,
  more: Partial<Record<Name, Inputs>> = {},
) {
  const { repository } = await moved();
  const keys: Record<string, string> = {};
  const destinations = names.map((name) => {
    const sandbox = edges.get(name) as Sandbox;
    const inputs = { changes: "git", state: "none", ...DESTINATIONS[name].inputs, ...more[name] };
    return destination(name, { ...accountInputs(sandbox), ...inputs }, keys);
  });
  await repository.write({ "destinations.yml": stringify({ destinations }) });
  const result = await runAction({
    workspace: repository.root,
    event,
    env: keys,
    with: { config: "destinations.yml" },
  });
  const report = await reportOf(result);
  await result.cleanUp();
  const caches = await Promise.all(names.map((name) => cachesAt(edges.get(name) as Sandbox, DESTINATIONS[name].paths)));
  return {
    ...result,
    of(name: Name) {
      const part = report.destinations.find((one) => one.name === name);
      const widened = part?.plan.translations.some(({ how }) => how === "widening");
      const changedFiles = part?.changes.files.length;
      const log = (names.length === 1 ? result.log : linesOf(result.log, name)).join("\n");
      return { verdict: part?.verdict, widened, changedFiles, log, caches: caches[names.indexOf(name)] };
    },
  };
}

function cachesAt(sandbox: Sandbox, paths: readonly string[]) {
  return Promise.all(paths.map(async (path) => (await fetchPage(sandbox, path)).cache));
}

const edges = new Map<Name, Sandbox>();

/** All builds, in one step. */
const pushed = once(async () => {
  const { base, head } = await moved();
  const names = Object.keys(DESTINATIONS) as Name[];
  await Promise.all(names.map(async (name) => edges.set(name, await startEdge(DESTINATIONS[name]))));
  return purge(names, edges, pushEvent(base, head), { owed: WRONG_KEY });
});

afterAll(async () => {
  await Promise.all([...edges.values()].map((sandbox) => sandbox.close()));
  await (await moved()).repository.close();
});

describe("a submodule whose commits the checkout does not have", () => {
  it.each(["batoff", "f5xc"] as const)("is purged below its path, and nothing else is: %s", async (provider) => {
    const { log, ...part } = (await pushed()).of(provider);
    expect(part, log).toMatchObject({ verdict: "purged", changedFiles: 1 });
    expect(log).toContain('Everything below "part/" counts as changed');
    expect(part.caches).toEqual(["HIT", "HIT", "MISS", "MISS", "HIT"]);
  });

  it("stays owed as a folder until it is through", async () => {
    const failed = (await pushed()).of("owed");
    expect(failed, failed.log).toMatchObject({ verdict: "failed" });
    expect(failed.caches).toEqual(["HIT", "HIT", "HIT", "HIT", "HIT"]);
    const again = (await purge(["owed"], edges, { name: "workflow_dispatch", payload: {} })).of("owed");
    expect(again, again.log).toMatchObject({ verdict: "purged" });
    expect(again.caches).toEqual(["HIT", "HIT", "MISS", "MISS", "HIT"]);
  });

  it("counts for a route that could match below it", async () => {
    const { log, ...part } = (await pushed()).of("routed");
    expect(part, log).toMatchObject({ verdict: "purged" });
    expect(part.caches).toEqual(["HIT", "MISS", "HIT", "HIT", "HIT"]);
  });
});

describe("a build that is a submodule", () => {
  it("is compared as a folder where its commits are here", async () => {
    const { log, ...part } = (await pushed()).of("here");
    expect(part, log).toMatchObject({ verdict: "purged", changedFiles: 2 });
    expect(part.caches).toEqual(["MISS", "MISS", "HIT"]);
  });

  it("is purged as a whole, with a warning that says so, where they are not here, and nothing is known of its files", async () => {
    const run = await pushed();
    const { log, ...part } = run.of("gone");
    expect(part, log).toMatchObject({ verdict: "purged", widened: true });
    expect(run.log.join("\n")).toMatch(/warning.*\[gone\] There is nothing to compare with/);
    expect(part.caches).toEqual(["MISS", "MISS", "MISS"]);
  });

  it.each([
    ["edited", "p.html"],
    ["edited-part", "part/p.html"],
  ] as const)("is compared by content where its files are not its commit's: %s", async (name, file) => {
    expect((await pushed()).of(name).log).toContain(
      `git does not track these files of build-dir as they are: "${file}".`,
    );
  });
});

describe("a link of the build to a folder beside it", () => {
  it("is all that include needs to match", async () => {
    const { log, ...part } = (await pushed()).of("linked");
    expect(part, log).toMatchObject({ verdict: "purged" });
    expect(part.caches).toEqual(["HIT", "MISS", "HIT"]);
  });

  it("makes the run fail where include matches nothing in it", async () => {
    await pushed();
    const { base, head } = await moved();
    const sandbox = await startEdge(DESTINATIONS.linked);
    onTestFinished(() => sandbox.close());
    const inputs = { linked: { include: "**/*.png" } };
    const result = await purge(["linked"], new Map([["linked", sandbox]]), pushEvent(base, head), inputs);
    expect(result.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(result.of("linked").caches).toEqual(["HIT", "HIT", "HIT"]);
  });
});

describe("a link of the build that is re-pointed", () => {
  it("is compared as what it leads to", async () => {
    const { log, ...part } = (await pushed()).of("pointed");
    expect(part, log).toMatchObject({ verdict: "purged" });
    expect(part.caches).toEqual(["HIT", "MISS", "HIT"]);
  });
});
