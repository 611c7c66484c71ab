import { describe, expect, it } from "vitest";
import { reportOf, setStage } from "../support/stage.ts";

/** Host and port of each server that the customer must tell. */
function names(servers: readonly string[]): readonly string[] {
  return servers.map((server) => new URL(server).host);
}

/** As the summary has it: a leading digit and a colon are escaped there. */
function portOf(name: string): string {
  return name.split(":")[1] ?? "";
}

describe.concurrent("caches of one's own, server by server", () => {
  it.each([
    ["varnish", "HTTP 200: Purged"],
    ["http-purge", "HTTP 200: Successful purge"],
  ] as const)("%s: report and summary show what each answered", async (provider, said) => {
    await using stage = await setStage(provider);
    const run = await stage.run();

    const [destination] = (await reportOf(run)).destinations;
    const [first = "", second = ""] = names(stage.sandbox.api.servers);
    expect(destination?.servers?.map(({ name }) => name)).toEqual([first, second]);
    for (const { answers } of destination?.servers ?? []) {
      expect(answers).toContainEqual({ state: "completed", instructions: expect.any(Number), message: said });
      expect(answers.reduce((sum, { instructions }) => sum + instructions, 0)).toBe(destination?.instructions.length);
    }
    expect(run.summary).toContain("<summary>Servers: 2</summary>");
    expect(run.summary).toMatch(
      new RegExp(`${portOf(second)}</code> \\| completed \\| \\d+ \\| HTTP 200.*${said.slice(-6)}`),
    );
  });

  it("a dead one has its own line, with why, beside the ones that were purged", async () => {
    await using stage = await setStage("varnish");
    await stage.sandbox.api.kill(1);
    const run = await stage.run({ with: { timeout: "5" } });

    expect(run.exitCode).toBe(1);
    const [destination] = (await reportOf(run)).destinations;
    const [alive = "", dead = ""] = names(stage.sandbox.api.servers);
    const [one, other] = destination?.servers ?? [];
    expect([one?.name, one?.answers.map(({ state }) => state)]).toEqual([alive, ["completed"]]);
    expect(other?.name).toBe(dead);
    expect(other?.answers.map(({ state }) => state)).not.toContain("completed");
    expect(other?.answers[0]?.message).toContain("refused");
    expect(run.summary).toMatch(new RegExp(`${portOf(dead)}</code> \\| failed \\| \\d+ \\| http.*refused`));
  });

  it("are not listed where the provider has no servers of one's own", async () => {
    await using stage = await setStage("fastly");
    const run = await stage.run();

    expect((await reportOf(run)).destinations[0]?.servers).toBeUndefined();
    expect(run.summary).not.toContain("Servers");
  });
});
