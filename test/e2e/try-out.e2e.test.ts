import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";
import { runAction } from "./runner.ts";

const DEMO = fileURLToPath(new URL("../../sandbox/demo.ts", import.meta.url));

/** One of each sort: JSON, XML, a map, nothing at all; URLs, tags alone, one server, several. */
const TRIED = ["cloudflare", "cloudfront", "fastly", "bunny", "netlify", "vercel", "varnish", "http-purge"];
/** A propagation takes two seconds there, that can be watched. */
const PATIENCE_MS = 15_000;

/** `npm start -- --provider ID`, until it has said all that it says by itself. */
async function startDemo(provider: string) {
  const child = spawn(process.execPath, [DEMO, "--provider", provider], { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  while (!/^ {4}purge: .*\n/m.test(printed)) await sleep(20);
  const [, edge = ""] = /^edge +(\S+) /m.exec(printed) ?? [];
  const inputs = [...printed.matchAll(/^ {4}([a-z-]+): (".*")$/gm)].map(([, name = "", value = ""]) => [
    name,
    JSON.parse(value) as string,
  ]);
  const introduction = printed.length;
  return {
    edge,
    inputs: Object.fromEntries(inputs) as Record<string, string>,
    requests: () =>
      printed
        .slice(introduction)
        .split("\n")
        .filter((line) => line !== ""),
    async [Symbol.asyncDispose]() {
      const ended = once(child, "exit");
      child.kill("SIGINT");
      await ended;
    },
  };
}

async function lookAt(url: string): Promise<string | null> {
  return (await fetch(url)).headers.get("x-cache");
}

/** Looks until the page comes from the origin, and no longer than is patient. */
async function firstMiss(url: string): Promise<string | null> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = await lookAt(url);
    if (seen === "MISS" || performance.now() > until) return seen;
    await sleep(100);
  }
}

describe.concurrent("a sandbox to try", () => {
  it.each(TRIED)("%s: the printed step purges its one page, and each request is on the console", async (provider) => {
    await using demo = await startDemo(provider);
    const page = `${demo.edge}/blog/hello/`;
    expect(await lookAt(page)).toBe("HIT");

    const run = await runAction({ with: demo.inputs, workspace: await makeTempFolder("try-out-") });

    expect([run.exitCode, run.errors]).toEqual([0, []]);
    expect(await firstMiss(page)).toBe("MISS");
    expect(await lookAt(`${demo.edge}/`)).toBe("HIT");
    expect(demo.requests()).toHaveLength(Number(run.outputs["request-count"]));
    for (const line of demo.requests()) expect(line).toMatch(/^[A-Z]+ \/\S* -> 2\d\d(?: \(server 2\))?$/);
    await run.cleanUp();
  });
});
