import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../src/adapters/runner/redact.ts";
import { writeJson } from "../../src/report/json.ts";
import type { Report } from "../../src/report/report.ts";
import { collected } from "./collected.ts";

describe("writeJson", () => {
  it("is the JSON of the report, whatever is in it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = collected((write) => writeJson(value as unknown as Report, write));

        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("puts each instruction on a line of its own, so that a report can be searched by lines", () => {
    const report = { destinations: [{ instructions: [{ selector: "/a" }, { selector: "/b" }] }] } as unknown as Report;
    const lines = collected((write) => writeJson(report, write))
      .split("\n")
      .map((line) => line.trim());

    expect(lines).toContain('{"selector":"/a"},');
    expect(lines).toContain('{"selector":"/b"}');
  });
});

describe("redactAll", () => {
  it("shares what holds no secret and replaces what does", () => {
    const redactor = createRedactor();
    redactor.add("s3cret-value-of-mine");
    const clean = { list: ["a", "b"] };
    const data = { clean, pending: ["a", "has s3cret-value-of-mine in it"] };
    const redacted = redactor.redactAll(data);

    expect(redacted.clean).toBe(clean);
    expect(redacted.pending).toEqual(["a", "has *** in it"]);
    expect(data.pending[1]).toContain("s3cret");
  });
});
