import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createFiles } from "../../src/adapters/files/files.ts";
import { readAsked } from "../../src/changes/purge-list.ts";
import { temporaryFolder } from "../support/repository.ts";

it("reads a list that is longer than what one call takes as arguments", async () => {
  await using folder = await temporaryFolder();
  const count = 300_000;
  await writeFile(
    join(folder.path, "urls.txt"),
    Array.from({ length: count }, (_, at) => `/${at}\r\n# ${at}\n\n`).join(""),
  );
  const files = createFiles({ workspace: folder.path });
  const asked = await readAsked([{ is: "file", path: "urls.txt" }], { files });

  expect(asked).toHaveLength(count);
  expect(asked.at(-1)).toEqual({ by: "path", value: "/299999" });
});
