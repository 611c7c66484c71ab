import { describe, expect, it } from "vitest";
import { DEFAULT_OUTPUTS } from "../../src/model/default-outputs.ts";
import { OUTPUTS, renderOutputs, taskIdsCut, writeUrls } from "../../src/report/outputs.ts";
import type { DestinationReport } from "../../src/report/report.ts";
import { collected } from "./collected.ts";
import { sampleDestination, sampleReport } from "./sample.ts";

const FILES = { reportFile: "/tmp/report.json", urlsFile: "/tmp/urls.txt" };

describe("outputs", () => {
  it("are the same names on every path", () => {
    const names = OUTPUTS.map(({ name }) => name);
    expect(Object.keys(DEFAULT_OUTPUTS)).toEqual(names);
    expect(Object.keys(renderOutputs(sampleReport(), FILES))).toEqual(names);
  });

  it("are numbers, words and paths", () => {
    expect(renderOutputs(sampleReport(), FILES)).toEqual({
      verdict: "purged",
      "changed-files": "2",
      "changed-urls": "2",
      "purged-count": "2",
      "owed-count": "0",
      "request-count": "3",
      confirmed: "true",
      widened: "false",
      "error-code": "",
      "task-ids": '["t-1"]',
      "report-file": "/tmp/report.json",
      "urls-file": "/tmp/urls.txt",
    });
  });

  it("are confirmed only when every destination that was sent something is", () => {
    const confirmed = (...destinations: ReturnType<typeof sampleDestination>[]) =>
      renderOutputs(sampleReport({ destinations }), FILES).confirmed;
    const idle = sampleDestination({
      confirmed: false,
      purged: 0,
      plan: { ...sampleDestination().plan, instructions: 0 },
    });
    expect(confirmed()).toBe("false");
    expect(confirmed(idle)).toBe("false");
    expect(confirmed(sampleDestination(), idle)).toBe("true");
    expect(confirmed(sampleDestination(), sampleDestination({ confirmed: false }))).toBe("false");
    expect(confirmed(sampleDestination({ owed: 1 }))).toBe("false");
  });

  it("count what two destinations share once, and what was widened", () => {
    const widening = { how: "widening", from: "/a", to: "prefix:/", count: 1, why: "limit" } as const;
    const wide = sampleDestination({ plan: { ...sampleDestination().plan, translations: [widening] } });
    const outputs = renderOutputs(sampleReport({ destinations: [sampleDestination(), wide] }), FILES);
    expect(outputs).toMatchObject({ "changed-files": "2", "changed-urls": "2", "purged-count": "4", widened: "true" });
  });

  it("cut the ids of tasks to what an environment variable can carry, as valid JSON", () => {
    const taskIds = Array.from({ length: 20_000 }, (_, index) => `task "${index}"`);
    const report = sampleReport({ destinations: [sampleDestination({ taskIds })] });
    const outputs = renderOutputs(report, FILES);
    const shown = JSON.parse(outputs["task-ids"]) as string[];
    expect(shown).toEqual(taskIds.slice(0, shown.length));
    expect(shown.length + taskIdsCut(report)).toBe(20_000);
    expect(outputs["task-ids"].length).toBeLessThanOrEqual(100_000);
    expect(outputs["task-ids"].length).toBeGreaterThan(99_000);
    expect(Object.values(outputs).join("").length).toBeLessThan(400_000);
  });
});

function linesOf(destination: DestinationReport): readonly string[] {
  const report = sampleReport({ destinations: [destination] });
  return collected((write) => writeUrls(report, write))
    .split(/(?<=\n)/)
    .filter((line) => line !== "");
}

describe("urls file", () => {
  it("has every changed URL when nothing is owed, and what was requested as a single URL", () => {
    const requested = {
      selector: "/pinned",
      batch: 0,
      requested: "user" as const,
      because: [],
      state: "completed" as const,
    };
    const { instructions } = sampleDestination();
    const destination = sampleDestination({ instructions: [...instructions, requested] });
    const lines = linesOf(destination);
    expect(lines).toEqual(["https://www.example.com/blog/\n", "https://www.example.com/style.css\n", "/pinned\n"]);
  });

  it("has only what reached the level where something is owed", () => {
    const instruction = { batch: 0, requested: "changes" as const, because: [] };
    const destination = sampleDestination({
      owed: 3,
      purged: 1,
      instructions: [
        { ...instruction, selector: "/blog/", state: "completed" },
        { ...instruction, selector: "/style.css", state: "accepted" },
        { ...instruction, selector: "/c", state: "failed" },
        { ...instruction, selector: "ext:css", state: "completed" },
      ],
    });
    expect(linesOf(destination)).toEqual(["/blog/\n"]);
    const accepted = { ...destination, level: "accepted" as const };
    expect(linesOf(accepted)).toEqual(["/blog/\n", "/style.css\n"]);
  });

  it("is empty after a dry run", () => {
    const planned = Array.from(sampleDestination().instructions, (one) => ({ ...one, state: "planned" as const }));
    const destination = sampleDestination({ verdict: "dry-run", purged: 0, instructions: planned });
    expect(linesOf(destination)).toEqual([]);
  });

  it("never breaks a line or encodes twice", () => {
    const changedUrls = ["/a\nb", "/%20x", "/ü", "/\udcff"];
    const destination = sampleDestination({ changedUrls, instructions: [] });
    const lines = linesOf(destination);
    expect(lines).toEqual(["/a%0Ab\n", "/%20x\n", "/%C3%BC\n", "/%FF\n"]);
  });
});
