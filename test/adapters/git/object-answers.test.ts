import { describe, expect, it } from "vitest";
import { parseAnswers } from "../../../src/adapters/git/object-answers.ts";

const ID = "ab".repeat(20);

/** What the answers say when they come in these pieces. */
function read(pieces: readonly Buffer[], count: number) {
  const contents: string[] = [];
  let objects: unknown;
  const push = parseAnswers(
    count,
    () => {
      const at = contents.push("") - 1;
      return (chunk) => {
        contents[at] += chunk.toString("latin1");
      };
    },
    (found) => {
      objects = found;
    },
  );
  for (const piece of pieces) push(piece);
  return { contents, objects };
}

describe("answers of git", () => {
  const contents = ["", "\n", `${ID} blob 1\nx`, "\xff missing\n"];
  const found = contents.map((content) => ({ id: ID, type: "blob", size: content.length }));
  const bytes = Buffer.from(
    `${contents.map((content) => `${ID} blob ${content.length}\n${content}\n`).join("")}main^{commit} missing\nab ambiguous\n`,
    "latin1",
  );
  const all = { contents, objects: [...found, undefined, undefined] };

  it("are the same wherever they are cut", () => {
    for (let at = 0; at <= bytes.length; at++)
      expect(read([bytes.subarray(0, at), bytes.subarray(at)], 6)).toEqual(all);
    expect(
      read(
        Array.from(bytes, (byte) => Buffer.from([byte])),
        6,
      ),
    ).toEqual(all);
  });

  it("are not whole before their last line break", () => {
    expect(read([bytes.subarray(0, -1)], 6).objects).toBeUndefined();
    expect(read([Buffer.from(`${ID} blob 1\nx`)], 1).objects).toBeUndefined();
  });

  it.each(["", "main", `${ID} blob`, `${ID} blob x`, "xyz blob 1", `${ID} submodule`, "x".repeat(70_000)])(
    "are not believed when a line is %j",
    (line) => {
      expect(() => read([Buffer.from(`${line}\n`)], 1)).toThrow(/not in the form that it documents/);
    },
  );
});
