import { execFile } from "node:child_process";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedWords } from "../../src/memory/mapping-changed.ts";
import { decodeRecord, encodeRecord, recordKey } from "../../src/memory/record.ts";
import type { StateRecord } from "../../src/memory/record-body.ts";
import { MAX_RECORD_BYTES } from "../../src/ports/store.ts";

const KEY = "0123456789abcdef".repeat(4);

const RECORD: StateRecord = {
  key: KEY,
  generation: 7,
  writer: "run-1",
  mapping: { "url-style": ["index"], include: ["**", "!x"] },
  builds: [
    { source: "git", commit: "a".repeat(40) },
    {
      source: "build",
      files: new Map([
        ["ü/\udcff.html", "h1"],
        ["a", "h2"],
      ]),
      pages: new Map([["/p", ""]]),
    },
  ],
  pending: new Map([
    ["b", "added"],
    ["a", "deleted"],
  ]),
};

const whyOf = (bytes: Uint8Array | "too-large", more: { key?: string; stateKey?: string } = {}) => {
  const decoded = decodeRecord(bytes, { key: KEY, ...more });
  return decoded.kind === "record" ? "record" : decoded.why;
};
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (content: string) => new TextEncoder().encode(content);

describe("a record", () => {
  const odd = new Map([['a "quoted"\\path]}', "added"]] as const);
  it.each<[string, Partial<StateRecord>]>([
    ["with names that are no UTF-8", {}],
    [
      "with names that look like its own signs",
      { pending: odd, builds: [{ source: "build", rules: odd, pages: odd }] },
    ],
    ["owing everything", { pending: "all" }],
    ["with what was accepted alone", { reached: { accepted: odd } }],
    ["with what was completed alone", { reached: { completed: "all" } }],
    ["with the runs before it and its version", { ancestors: ["run-0"], version: "v1" }],
  ])("comes back as it was, %s", (_, more) => {
    const record = { ...RECORD, ...more };
    const decoded = decodeRecord(encodeRecord(record), { key: KEY });
    if (decoded.kind !== "record") throw new Error(decoded.why);
    const builds = decoded.record.builds.map(({ files, ...rest }) => ({
      ...rest,
      ...(files && { files: new Map(files) }),
    }));
    expect({ ...decoded.record, builds }).toEqual(record);
  });

  it("has the same bytes in whatever order it was put together", () => {
    const turned: StateRecord = {
      ...RECORD,
      mapping: Object.fromEntries(Object.entries(RECORD.mapping).reverse()),
      pending: new Map([...(RECORD.pending as ReadonlyMap<string, "added">)].reverse()),
    };
    expect(text(encodeRecord(turned))).toBe(text(encodeRecord(RECORD)));
  });

  it("can be read by people: a line of JSON, and a line for each file", () => {
    const [first, body, ...files] = text(encodeRecord({ ...RECORD, builds: RECORD.builds.slice(1) })).split("\n");
    expect(first).toMatch(/^deploy-purge record 1 sha256 [0-9a-f]{64}$/);
    expect(JSON.parse(body ?? "")).toMatchObject({ generation: 7, builds: [{ source: "build", files: 2 }] });
    expect(files).toEqual(["h2 0 a", "h1 0 ü/\ufffd.html", ""]);
  });

  it("is damaged when its files are not as many as it says, or followed by more", async () => {
    const { createHash } = await import("node:crypto");
    const lines = text(
      encodeRecord({
        ...RECORD,
        builds: [
          {
            source: "build",
            files: new Map([
              ["a", "h1"],
              ["ab", "h2"],
            ]),
          },
        ],
      }),
    )
      .split("\n")
      .slice(1);
    const seal = (content: string) =>
      bytes(`deploy-purge record 1 sha256 ${createHash("sha256").update(content).digest("hex")}\n${content}`);
    expect(whyOf(seal(lines.join("\n")))).toBe("record");
    for (const files of [
      ["h1 0 a", ""],
      [...lines.slice(1, 3), "h3 1 c", ""],
      ["h1 0 a", "h2 1 b"],
      ["h2 0 ab", "h1 0 a", ""],
    ])
      expect(whyOf(seal([lines[0], ...files].join("\n")))).toBe("damaged");
    expect(whyOf(seal(lines.join("\n").replace('"files":2', '"files":9007199254740991')))).toBe("damaged");
  });

  it("is damaged when it is cut anywhere, or any byte is another", () => {
    const whole = encodeRecord(RECORD);
    for (let length = 0; length < whole.length; length++) expect(whyOf(whole.subarray(0, length))).not.toBe("record");
    for (let at = 0; at < whole.length; at++) {
      const other = Uint8Array.from(whole);
      other[at] = (other[at] as number) ^ 1;
      expect(whyOf(other)).not.toBe("record");
    }
  });

  it("survives anything that is not one of ours", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (any) => whyOf(any) !== "record"));
    expect(whyOf(bytes("[".repeat(1_000_000)))).toBe("foreign");
    expect(whyOf(encodeRecord(RECORD), { key: KEY.replace("0", "1") })).toBe("foreign");
  });

  it("refuses a body of brackets although its checksum is right", async () => {
    const { createHash } = await import("node:crypto");
    const seal = (body: string, version = 1) =>
      bytes(`deploy-purge record ${version} sha256 ${createHash("sha256").update(body).digest("hex")}\n${body}`);

    expect(whyOf(seal("[".repeat(1_000_000)))).toBe("damaged");
    expect(whyOf(seal(`${"[".repeat(1_000_000)}\n`))).toBe("damaged");
    expect(whyOf(seal("{}\n"))).toBe("damaged");
    expect(whyOf(seal(text(encodeRecord(RECORD)).split("\n").slice(1).join("\n"), 2))).toBe("newer");
  });

  it("costs next to nothing where it is nothing but brackets", async () => {
    const script = `
      import { createHash } from "node:crypto";
      import { decodeRecord } from ${JSON.stringify(new URL("../../src/memory/record.ts", import.meta.url).href)};
      const content = Buffer.alloc(20_000_001, "[").fill("\\n", 20_000_000);
      const seal = createHash("sha256").update(content).digest("hex");
      const bytes = Buffer.concat([Buffer.from("deploy-purge record 1 sha256 " + seal + "\\n"), content]);
      const { why } = decodeRecord(bytes, { key: "${KEY}" });
      process.stdout.write(JSON.stringify({ why, megabytes: process.resourceUsage().maxRSS / 1024 }));`;
    const args = ["--input-type=module", "-e", script];
    const { why, megabytes } = JSON.parse((await promisify(execFile)(process.execPath, args)).stdout);
    expect(why).toBe("damaged");
    expect(megabytes).toBeLessThan(300);
  });

  it("counts a change of a kind that nobody knows as the worst", async () => {
    const { createHash } = await import("node:crypto");
    const content = text(encodeRecord(RECORD)).replace('"b","added"', '"b","renamed"').split("\n").slice(1).join("\n");
    const sha256 = createHash("sha256").update(content).digest("hex");
    const decoded = decodeRecord(bytes(`deploy-purge record 1 sha256 ${sha256}\n${content}`), { key: KEY });
    expect(decoded).toMatchObject({
      record: {
        pending: new Map([
          ["a", "deleted"],
          ["b", "modified"],
        ]),
      },
    });
  });

  it("is not read where it is longer than any record", () => {
    expect(whyOf("too-large")).toBe("too-large");
    expect(whyOf({ length: MAX_RECORD_BYTES + 1 } as Uint8Array)).toBe("too-large");
  });

  it("is worth nothing under another seal than it was made with", () => {
    const sealed = encodeRecord(RECORD, "k3y");
    expect(whyOf(sealed, { stateKey: "k3y" })).toBe("record");
    expect(whyOf(sealed, { stateKey: "other" })).toBe("rotated");
    expect(whyOf(sealed)).toBe("sealed");
    expect(whyOf(encodeRecord(RECORD), { stateKey: "k3y" })).toBe("unsealed");
    const forged = text(sealed).replace('"generation":7', '"generation":8');
    expect(whyOf(bytes(forged), { stateKey: "k3y" })).toBe("damaged");
    expect(text(sealed)).not.toContain("k3y");
  });
});

it("a key distinguishes what is purged apart, and not the order of the site's URLs", () => {
  const about = {
    provider: "hado",
    site: "s",
    siteUrls: ["https://a/", "https://b/"],
    environment: "e",
    buildDir: "d",
  };
  expect(recordKey(about)).toMatch(/^[0-9a-f]{64}$/);
  expect(recordKey({ ...about, siteUrls: ["https://b/", "https://a/"] })).toBe(recordKey(about));
  for (const name of ["provider", "site", "environment", "buildDir"] as const)
    expect(recordKey({ ...about, [name]: "x" })).not.toBe(recordKey(about));
  expect(recordKey({ ...about, name: "edge" })).not.toBe(recordKey(about));
  expect(recordKey({ ...about, name: "edge" })).not.toBe(recordKey({ ...about, name: "inner" }));
});

describe("a mapping", () => {
  it("is the same where an input that one of them does not know says nothing", () => {
    expect(changedWords({ a: ["1"] }, { a: ["1"], routes: [] })).toEqual([]);
    expect(changedWords({ a: ["1"] }, { a: ["2"] })).toEqual(["a"]);
    expect(changedWords({ a: ["1"] }, { a: ["1"], routes: ["x"] })).toEqual(["routes"]);
    expect(changedWords({ a: ["1"], routes: ["x"] }, { a: ["1"] })).toEqual(["routes"]);
  });

  it.each(["unmatched", "query-strings"])("is kept where %s, which only adds URLs, is taken away", (name) => {
    expect(changedWords({ [name]: ["x"] }, { [name]: [] })).toEqual([]);
    expect(changedWords({ [name]: ["x"] }, { [name]: ["x"] })).toEqual([]);
    expect(changedWords({}, { [name]: ["x"] })).toEqual([name]);
  });
});

it("a sealed record counts only under the version that it was saved as, where a store makes each once", () => {
  const bytes = encodeRecord({ ...RECORD, version: "entry-1" }, "seal-key");
  const found = (version: string | undefined, stateKey: string | undefined = "seal-key") =>
    decodeRecord(bytes, { key: KEY, stateKey, version });

  expect(found("entry-1").kind).toBe("record");
  expect(found(undefined).kind).toBe("record");
  expect(found("entry-2")).toEqual({ kind: "unusable", why: "replayed" });
  const open = encodeRecord({ ...RECORD, version: "entry-1" });
  expect(decodeRecord(open, { key: KEY, version: "entry-2" }).kind).toBe("record");
});
