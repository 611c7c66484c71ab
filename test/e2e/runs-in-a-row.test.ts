/** What runs of one site owe to each other, through the built action: dropped ones, overtaken ones, half-done ones. */
import { once as eventOf } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { startSandbox } from "../../sandbox/start.ts";
import { once } from "../../src/lib/once.ts";
import { createRepository } from "../support/repository.ts";
import { BUILD_DIR, fill, inputsFor, pushOf, staleOf, urlsOf } from "../support/site.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { type ActionResult, type ActionRun, runAction } from "./runner.ts";

type Pages = Readonly<Record<string, string>>;

const A: Pages = { "index.html": "home", "a.html": "a 1", "b.html": "b 1", "d/index.html": "d 1" };
const PATHS = Object.keys(A).flatMap(urlsOf);
const ZERO = "0".repeat(40);

type Step = (
  base: string,
  head: string,
  more?: Readonly<Record<string, string>>,
  run?: Partial<ActionRun>,
) => Promise<ActionResult>;

/** A committed site whose first deploy was purged, with its record; each step runs for the commit that is checked out. */
const purgedOnce = once(async () => {
  const sandbox = await startSandbox({ provider: "paradarum", propagationMs: 0 });
  const repository = await createRepository({ README: "x" });
  const record = join(await makeTempFolder("record-"), "record");
  const step: Step = async (base, head, more = {}, run = {}) => {
    const given = { ...inputsFor(sandbox), changes: "git", state: `file:${record}`, "wait-for": "accepted", head };
    const event = pushOf({ base, head });
    const result = await runAction({ workspace: repository.root, event, with: { ...given, ...more }, ...run });
    onTestFinished(() => result.cleanUp());
    return result;
  };
  /** Commits a build and makes it live; visitors come. */
  const deploy = async (pages: Pages): Promise<string> => {
    await repository.write(new Map(Object.entries(pages).map(([path, text]) => [`${BUILD_DIR}/${path}`, text])));
    const commit = await repository.commit();
    sandbox.origin.deploy(new Map(Object.entries(pages)));
    await fill(sandbox, PATHS);
    return commit;
  };
  const first = await deploy(A);
  const { outputs } = await step(ZERO, first);
  const kept = await readFile(record);
  return { ...{ sandbox, repository, record, step, deploy, first, kept }, verdict: outputs["verdict"] };
});
afterAll(async () => {
  const { sandbox, repository } = await purgedOnce();
  await sandbox.close();
  await repository.close();
});

/** Each test goes on from there: the edge holds nothing, and the record knows the first deploy. */
async function goOn() {
  const line = await purgedOnce();
  await line.repository.git("reset", "--quiet", "--hard", line.first);
  await writeFile(line.record, line.kept);
  line.sandbox.origin.deploy(new Map(Object.entries(A)));
  line.sandbox.edge.empty();
  return line;
}

/** An origin that answers with these pages once it is opened, and says when it was first asked. */
async function startGate(pages: Pages) {
  let isOpen = false;
  const requested = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    requested.resolve();
    const content = pages[new URL(request.url ?? "/", "http://origin").pathname.slice(1)];
    response.writeHead(isOpen && content !== undefined ? 200 : 503, { "content-type": "text/html" });
    response.end(isOpen ? content : "");
  }).listen(0, "127.0.0.1");
  await eventOf(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    requested: requested.promise,
    open() {
      isOpen = true;
    },
  };
}

describe("a run that never started", () => {
  it("is made good by the next one: what it deployed is purged, and what was changed back since", async () => {
    const { sandbox, deploy, step, verdict } = await goOn();
    expect(verdict).toBe("purged");
    // A newer run takes the place of one that waits in the concurrency group.
    const dropped = await deploy({ ...A, "a.html": "a 2", "b.html": "b 2" });
    const last = await deploy({ ...A, "a.html": "a 1", "b.html": "b 3" });
    const result = await step(dropped, last);

    expect(result.outputs).toMatchObject({ verdict: "purged", "changed-files": "2", widened: "false" });
    expect(await staleOf(sandbox, PATHS)).toEqual([]);
    expect(result.log.join("\n")).toMatch(/no run remembers it, so it may have been live in between/);
  });
});

describe("a run that a later one overtakes", () => {
  it("ends as superseded, and leaves the later one's record as it is", async () => {
    const { sandbox, record, deploy, step, first } = await goOn();
    const pages = { ...A, "a.html": "a 2" };
    const gate = await startGate(pages);
    const second = await deploy(pages);
    const slow = step(first, second, { "origin-url": gate.url });
    await gate.requested;
    const third = await deploy({ ...pages, "b.html": "b 3" });
    expect((await step(second, third)).outputs).toMatchObject({ verdict: "purged", "changed-files": "2" });
    const kept = await readFile(record, "utf8");
    gate.open();

    const overtaken = await slow;
    expect(overtaken.outputs, overtaken.log.join("\n")).toMatchObject({ verdict: "superseded", "error-code": "" });
    expect(await readFile(record, "utf8")).toBe(kept);
    expect(await staleOf(sandbox, PATHS)).toEqual([]);
  });
});

describe("a run that is done in part", () => {
  it("owes the rest and nothing else", async () => {
    const { sandbox, deploy, step, first } = await goOn();
    await fill(sandbox, PATHS);
    const second = await deploy({ ...A, "a.html": "a 2", "b.html": "b 2" });
    sandbox.api.set({ reject: ["/a.html"] });
    const part = await step(first, second);
    expect(part.outputs).toMatchObject({ verdict: "incomplete", "purged-count": "1", "owed-count": "1" });
    expect(await staleOf(sandbox, PATHS)).toEqual(["/a.html"]);

    sandbox.api.set({ reject: [] });
    // A push onto a commit that is not the remembered one would be compared with that commit too.
    const rest = await step(first, second, {}, { event: { name: "workflow_dispatch", payload: {} } });
    expect(rest.outputs).toMatchObject({ verdict: "purged", "purged-count": "1", "owed-count": "0" });
    expect(await staleOf(sandbox, PATHS)).toEqual([]);
  });
});

describe("a site under another address", () => {
  it("is another site: all below the new address is purged once, and the old memory stays", async () => {
    const { sandbox, record, step, first } = await goOn();
    const moved = await step(first, first, { "site-url": `${sandbox.edge.url}/d/`, state: `file:${record}-2` });
    expect(moved.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect((await step(first, first)).outputs["verdict"]).toBe("nothing-to-purge");
    const shared = await step(first, first, { "site-url": `${sandbox.edge.url}/d/` });
    expect(shared.log.join("\n")).toMatch(/is not a record of this site and environment/);
  });
});
