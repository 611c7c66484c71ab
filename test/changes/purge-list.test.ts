import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
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
