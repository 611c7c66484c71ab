import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPath } from "../../../src/adapters/git/parse-output.ts";
import { nulRecords, runGit } from "../../../src/adapters/git/process.ts";
import { temporaryFolder } from "../../support/repository.ts";

describe("records that end with a NUL byte", () => {
  it("are the same wherever the stream is cut", () => {
    const name = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", ""));
    fc.assert(
      fc.property(fc.array(name), fc.array(fc.nat(60)), (names, cuts) => {
        const bytes = Buffer.from(names.map((text) => `${text}\0`).join(""));
        const found: string[] = [];
        const records = nulRecords((record, isAscii) => found.push(toPath(record, isAscii)));
        let at = 0;
        for (const cut of [...cuts, bytes.length]) {
          records.push(bytes.subarray(at, at + cut));
          at += cut;
        }
        records.finish();
        expect(found).toEqual(names);
      }),
    );
  });

  it("are no list when the last one is cut", () => {
    const records = nulRecords(() => undefined);
    records.push(Buffer.from("whole\0ha"));
    records.push(Buffer.from("lf"));
    expect(() => records.finish()).toThrow(/middle of a record/);
  });
});

describe("the message of a git that fails", () => {
  /** Git as a script that fails. */
  async function message(script: string): Promise<string> {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "git"), `#!/bin/sh\n${script}\nexit 128\n`, { mode: 0o755 });
    const environment = { PATH: `${folder.path}:${process.env["PATH"]}` };
    const ended = await runGit({ cwd: folder.path, args: [], environment, limitMs: 60_000 });
    expect(ended).toMatchObject({ ok: false, code: 128 });
    return ended.message;
  }

  it("is its own telling lines, without credentials", async () => {
    const shown = await message(`
echo "hint: something else" >&2
echo "fatal: unable to access 'https://user:hunter2@example.com/x.git/': 403" >&2
echo "error: AUTHORIZATION: basic hunter2" >&2`);
    expect(shown).toContain("fatal: unable to access 'https://***@example.com/x.git/': 403");
    expect(shown).not.toMatch(/hunter2|hint/);
  });

  it("is bounded, and shows no credential that the bound cuts in half", async () => {
    const shown = await message(
      `printf 'x%.0s' $(seq 4050) >&2; echo >&2; echo "fatal: https://user:${"hunter2".repeat(20)}@example.com" >&2`,
    );
    expect(shown.length).toBeLessThan(400);
    expect(shown).not.toContain("hunter2");
  });

  it("is its exit code when it prints nothing", async () => {
    expect(await message("")).toBe("git ended with exit code 128");
  });
});
