/** A step whose provider answers what cannot be true of what was asked, through the built action. */

import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { ProviderId } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { type ApiAnswer, editAnswers } from "../support/edited-api.ts";
import { createSite, inputsFor, pushOf } from "../support/site.ts";
import { reportOf, setStage } from "../support/stage.ts";
import { runAction } from "./runner.ts";

/** What the API answers instead: fields beside its own, or the whole answer. */
type Odd = Readonly<Record<string, unknown>> | ((answer: ApiAnswer) => Partial<ApiAnswer>);

const PAGES = ["a.html", "b.html", "c.html"];
const build = (text: string): ReadonlyMap<string, string> => new Map(PAGES.map((file) => [file, text]));
const SCENE = { before: build("old"), after: build("new") };
/** How long one that never says that it is done is waited for, in seconds. */
const SOON = 6;

function made(answer: ApiAnswer, odd: Odd): ApiAnswer {
  if (typeof odd === "function") return { ...answer, ...odd(answer) };
  return { ...answer, text: JSON.stringify({ ...JSON.parse(answer.text), ...odd }) };
}

/** An API of which the answers to purges, or those that tell their status, are odd. */
interface OddApi {
  readonly provider: ProviderId;
  readonly what: "submit" | "poll";
  readonly odd: Odd;
  /** In seconds. */
  readonly timeout: number;
}

/** One step that purges at all of these APIs, each a destination of its own, which the report tells of by itself. */
async function runAgainst(apis: readonly OddApi[]) {
  await using closing = new AsyncDisposableStack();
  const site = closing.use(await createSite(SCENE.before, SCENE.after));
  const keys: Record<string, string> = {};
  const destinations: object[] = [];
  for (const [at, { provider, what, odd, timeout }] of apis.entries()) {
    const sandbox = await startSandbox({ provider });
    closing.defer(() => sandbox.close());
    sandbox.origin.deploy(SCENE.after);
    const api = closing.use(
      await editAnswers(sandbox.api.url, (answer, { method, path }) => {
        const isPoll = method === "GET" || path.endsWith("/get-service-operation-status");
        return isPoll === (what === "poll") ? made(answer, odd) : answer;
      }),
    );
    // One request at F5 instead of three.
    const few = provider === "f5xc" ? { "purge-by": "regex" } : {};
    const [name, key] = [`row-${at}`, `KEY_${at}`];
    keys[key] = sandbox.api.account.apiKey;
    const account = { ...inputsFor(sandbox), "api-key": `\${${key}}`, "api-url": api.url };
    destinations.push({ ...account, ...few, name, timeout });
  }
  await site.repository.write({ "cdns.yml": stringify({ destinations }) });
  const run = await runAction({
    with: { config: "cdns.yml" },
    env: keys,
    secrets: Object.values(keys),
    workspace: site.repository.root,
    event: pushOf(site),
    timeoutMs: 120_000,
  });
  closing.defer(() => run.cleanUp());
  return { run, report: await reportOf(run) };
}

const past = new Date(Date.now() - 3_600_000).toISOString();
const future = new Date(Date.now() + 3_600_000).toISOString();

/** Edits what each site tells at F5. */
function sites(more: Readonly<Record<string, unknown>>): Odd {
  return ({ text }) => {
    const { items, ...rest } = JSON.parse(text) as { readonly items: readonly Record<string, unknown>[] };
    const edited = items.map((item) => ({
      ...item,
      ...more,
      purge: { ...(item["purge"] as object), ...(more["purge"] as object) },
    }));
    return { text: JSON.stringify({ ...rest, items: edited }) };
  };
}

const batoff = (more: Odd, words: string) => ["batoff", "poll", more, words] as const;
const f5xc = (more: Odd, words: string) => ["f5xc", "poll", more, words] as const;

const CONTRADICTIONS: readonly (readonly [ProviderId, "submit" | "poll", Odd, string])[] = [
  ["hado", "submit", { path: "/other" }, "it queued /other"],
  ["hado", "submit", { success: false }, "success is false"],
  ["hado", "submit", () => ({ status: 206 }), "not documented as a success"],
  ["hado", "submit", { path: 7 }, "path is not as documented"],
  ["paradarum", "submit", { data: { jobCount: -1 } }, "jobCount is -1"],
  ["paradarum", "submit", { data: { jobCount: 3, nodes: 0 } }, "nodes is 0"],
  ["paradarum", "submit", { data: { jobCount: 3, nodes: "none" } }, "nodes is not as documented"],
  ["paradarum", "submit", { data: { jobCount: 3, accepted: 1, rejected: [] } }, "do not add up"],
  ["paradarum", "submit", { data: { jobCount: 3, failed: ["/a.html"] } }, "failed is"],
  ["5centscdn", "submit", { errors: [{ message: "edge 3 is gone" }] }, "edge 3 is gone"],
  ["5centscdn", "submit", { status: "error" }, "status is"],
  ["5centscdn", "submit", { failed_files: ["/a.html"] }, "failed_files is"],
  ["batoff", "submit", { items_total: 1 }, "it has 1 items"],
  ["batoff", "submit", { site_id: "another" }, "the site another"],
  ["batoff", "submit", { error_message: "edge 3 is gone" }, "edge 3 is gone"],
  batoff({ task_id: "01JF7M2KZ7YH9Q4K0P2BDH9W3Z" }, "about the task 01JF7M2KZ7YH9Q4K0P2BDH9W3Z"),
  batoff({ state: "completed", items_total: 0, items_done: 0 }, "it has 0 items"),
  batoff({ items_total: -3 }, "less than nothing"),
  batoff({ state: "completed", items_total: 3, items_done: 3, items_failed: 3 }, "3 items failed"),
  batoff({ state: "completed", items_total: 3, items_done: 3, completed_at: past }, "before it was requested"),
  batoff({ state: "completed", items_total: 3, items_done: 3, completed_at: future }, "still to come"),
  batoff({ state: "completed", items_total: 3, items_done: 3, completed_at: "soon" }, "which is no time"),
  batoff({ state: "completed", items_total: 3, items_done: 3, skipped: 2 }, "skipped is 2"),
  f5xc(sites({ status: "success", service_op_id: 999 }), "the operation 999"),
  f5xc(sites({ status: "success", error: { code: "EPARTIAL", message: "2 left" } }), "EPARTIAL 2 left"),
  f5xc(sites({ status: "success", error: { message: "disk full" } }), "disk full"),
  f5xc(sites({ status: "success", purge: { hard_purge: false } }), "a soft purge"),
  f5xc(sites({ status: "success", purge: { finish_time: past } }), "before it was requested"),
  f5xc(sites({ status: "success", purge: { start_time: "2026-13-45" } }), "which is no time"),
  f5xc({ errors: ["two sites are unreachable"] }, "two sites are unreachable"),
];
const UNKNOWN_STATES: readonly (readonly ["f5xc" | "batoff", string])[] = [
  ["f5xc", "in-progress"],
  ["f5xc", "denied"],
  ["f5xc", "rolled_back"],
  ["f5xc", ""],
  ["batoff", "queued"],
  ["batoff", "not completed"],
];

/** One run for all rows, those of the second list behind those of the first. */
const ended = runAgainst([
  ...CONTRADICTIONS.map(([provider, what, odd]) => ({ provider, what, odd, timeout: 20 })),
  ...UNKNOWN_STATES.map(([provider, state]) => {
    const odd = provider === "f5xc" ? sites({ status: state }) : { state, items_total: 3, items_done: 3 };
    return { provider, what: "poll" as const, odd, timeout: SOON };
  }),
]);

/** What the run came to at one of them. */
async function destinationAt(row: number) {
  const { destinations } = (await ended).report;
  const found = destinations.find(({ name }) => name === `row-${row}`);
  if (found === undefined) throw new Error(`no destination for row ${row}`);
  return found;
}

// First, since the others wait for one run: only a few tests run at a time.
describe.concurrent("one id for two requests", () => {
  it("stands for neither at Batoff", async () => {
    await using stage = await setStage("batoff", SCENE);
    const task_id = "01JF7M2KZ7YH9Q4K0P2BDH9W3Y";
    await using api = await editAnswers(stage.sandbox.api.url, (answer, { method }) =>
      method === "POST" ? made(answer, { task_id }) : made(answer, () => ({ status: 404, text: "{}" })),
    );
    const run = await stage.run({
      with: { "api-url": api.url, purge: "tag:one", timeout: "20" },
    });

    expect([run.exitCode, run.outputs["confirmed"]]).toEqual([1, "false"]);
    expect(run.log.join("\n")).toContain(`the id ${task_id} to this request, and to another one of this run before`);
  });
});

describe.concurrent("an answer that contradicts what was asked, or itself", { timeout: 180_000 }, () => {
  it("makes the step red", async () => {
    const { run } = await ended;
    expect([run.exitCode, run.outputs["confirmed"], run.outputs["purged-count"]]).toEqual([1, "false", "0"]);
  });

  it.each(CONTRADICTIONS.map((row, at) => [...row, at] as const))(
    "is red at %s (%s): %o",
    async (_provider, _what, _odd, words, row) => {
      const { failures, ...destination } = await destinationAt(row);

      expect(destination).toMatchObject({ confirmed: false, purged: 0 });
      expect(["failed", "incomplete"]).toContain(destination.verdict);
      expect(["E_REJECTED", "E_UNREADABLE"]).toContain(failures[0]?.code);
      expect(destination.owed).toBeGreaterThan(0);
      expect(JSON.stringify(failures.map(({ message }) => message))).toContain(words);
    },
  );

  it.each(UNKNOWN_STATES.map((row, at) => [...row, CONTRADICTIONS.length + at] as const))(
    "is not yet done by a word of %s that nobody documented (%o), and red in the end",
    async (_provider, state, row) => {
      const { failures, ...destination } = await destinationAt(row);

      expect(destination).toMatchObject({ verdict: "incomplete", confirmed: false });
      expect(failures.map(({ code }) => code)).toEqual(["E_TIMEOUT"]);
      expect(failures[0]?.message).toContain(`"${state}"`);
    },
  );
});
