import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFiles } from "../../src/adapters/files/files.ts";
import { readPurgeEntries } from "../../src/changes/purge-list.ts";
import { recordingLog } from "../support/delivery-samples.ts";
import { temporaryFolder } from "../support/repository.ts";

it.each(["utf16le", "utf16be"] as const)("reads a list as PowerShell writes it: %s", async (encoding) => {
  await using folder = await temporaryFolder();
  const bytes = Buffer.from("\ufeff/a\r\n/b\r\n", "utf16le");
  await writeFile(join(folder.path, "urls.txt"), encoding === "utf16le" ? bytes : bytes.swap16());
  const files = createFiles({ workspace: folder.path });
  const log = recordingLog([], []);
  const requested = await readPurgeEntries([{ kind: "file", path: "urls.txt" }], { siteUrls: [] }, { files, log });

  expect(requested.map(({ value }) => value)).toEqual(["/a", "/b"]);
});

it("reads a list that is longer than what one call takes as arguments", async () => {
  await using folder = await temporaryFolder();
  const count = 300_000;
  await writeFile(
    join(folder.path, "urls.txt"),
    Array.from({ length: count }, (_, at) => `/${at}\r\n# ${at}\n\n`).join(""),
  );
  const files = createFiles({ workspace: folder.path });
  const log = recordingLog([], []);
  const requested = await readPurgeEntries([{ kind: "file", path: "urls.txt" }], { siteUrls: [] }, { files, log });

  expect(requested).toHaveLength(count);
  expect(requested.at(-1)).toEqual({ by: "path", value: "/299999" });
});

describe("a list of selectors", () => {
  async function readEntries(content: string | Uint8Array, log = recordingLog([], [])) {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "urls.txt"), content);
    const files = createFiles({ workspace: folder.path });
    return await readPurgeEntries([{ kind: "file", path: "urls.txt" }], { siteUrls: [] }, { files, log });
  }

  it.each([
    ["JSON", '\n["/a b","ext:css"]'],
    ["texts with zeros between", "/a b\0ext:css\0"],
    ["lines", "# ours\n/a b\n\next:css"],
  ])("may be %s", async (_, content) => {
    expect(await readEntries(content)).toEqual([
      { by: "path", value: "/a%20b" },
      { by: "extension", value: "css" },
    ]);
  });

  it.each(['["/a", 1]', '["/a"', "[1]"])(
    "is refused where it starts like JSON and is no array of texts: %s",
    async (content) => {
      await expect(readEntries(content)).rejects.toMatchObject({
        problems: [
          {
            input: "purge",
            message: expect.stringMatching(/^file:urls\.txt starts like JSON and is no array of texts/),
          },
        ],
      });
    },
  );

  it("names each entry that is none, by its place, and no more of them than can be read", async () => {
    const lines = ["/a", "file:other.txt", "nonsense:x", ...Array.from({ length: 500 }, () => "wrong:x")];
    const failure = await readEntries(lines.join("\n")).catch((error: unknown) => error);
    const { problems } = failure as { readonly problems: readonly { readonly message: string }[] };
    expect(problems[0]?.message).toMatch(/^file:urls\.txt, entry 2: `file:other\.txt` names another file/);
    expect(problems[1]?.message).toMatch(/^file:urls\.txt, entry 3: `nonsense:x` /);
    expect(problems.length).toBeLessThan(100);
  });

  it("that is empty is no purge of nothing in silence", async () => {
    const lines: string[] = [];
    const log = { ...recordingLog([], []), warning: (text: string) => void lines.push(text) };
    expect(await readEntries("# nothing\n", log)).toEqual([]);
    expect(lines).toEqual(["file:urls.txt lists nothing, so nothing is purged for it."]);
  });
});

describe("pages of a sitemap", () => {
  it("that are no pages are refused, and their passwords masked", async () => {
    await using folder = await temporaryFolder();
    await writeFile(
      join(folder.path, "map.xml"),
      "<urlset><url><loc>https://u:s3cr3t@example.com/</loc></url></urlset>",
    );
    const secrets: string[] = [];
    const log = { ...recordingLog([], []), secret: (value: string) => void secrets.push(value) };
    const files = createFiles({ workspace: folder.path });
    const reading = readPurgeEntries([{ kind: "sitemap", path: "map.xml" }], { siteUrls: [] }, { files, log });
    await expect(reading).rejects.toMatchObject({
      problems: [{ input: "purge", message: expect.stringMatching(/^sitemap:map\.xml lists /) }],
    });
    expect(secrets).toContain("s3cr3t");
  });
});

it("files that a pattern names are read one after the other, and a pattern that names none is a problem", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "b.txt"), "/b");
  await writeFile(join(folder.path, "a.txt"), "/a");
  await writeFile(join(folder.path, "odd[1].txt"), "/odd");
  const files = createFiles({ workspace: folder.path });
  const read = (path: string) =>
    readPurgeEntries([{ kind: "file", path }], { siteUrls: [] }, { files, log: recordingLog([], []) });

  expect((await read("[ab].txt")).map(({ value }) => value)).toEqual(["/a", "/b"]);
  expect((await read("odd[1].txt")).map(({ value }) => value)).toEqual(["/odd"]);
  await expect(read("c*.txt")).rejects.toMatchObject({
    problems: [{ input: "purge", message: expect.stringMatching(/^file:/) }],
  });
});
