import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { keptFolder } from "../../../src/adapters/files/files.ts";
import { isSettled } from "../../../src/adapters/files/read-earlier.ts";
import { makeTempFolder } from "../../support/temp-folder.ts";

interface Hashed {
  readonly bytes: number;
  readonly cut: number;
  readonly files: readonly (readonly [string, string])[];
}

const PROCESS = new URL("read-earlier-process.ts", import.meta.url).pathname;
/** Beyond the margin for files that changed just before they were read. */
const SETTLED_MS = 2_300;
const LARGE = 4 << 20;

function hashes(folder: string, kept: string, ...ignore: readonly string[]): Hashed {
  return JSON.parse(
    execFileSync(process.execPath, [PROCESS, folder, kept, ...ignore], { maxBuffer: 1 << 26 }).toString(),
  );
}

/** Puts the time of the last change of its content back afterwards, to the nanosecond. */
function keepingTimes(file: string, change: () => void): void {
  const reference = join(root, "reference");
  execFileSync("touch", ["-r", file, reference]);
  change();
  execFileSync("touch", ["-r", reference, file]);
}

let root: string;
/** Folders of files that have not changed for a while: few are hashed without a thread, many in threads. */
let quiet: string;
let plain: Hashed;
const ATTACKED = { "few files": 0, "many files": 64 } as const;

beforeAll(async () => {
  root = await makeTempFolder("read-earlier-");
  quiet = join(root, "quiet");
  mkdirSync(quiet);
  for (const [attacked, others] of Object.entries(ATTACKED)) makeAttacked(join(root, attacked), others);
  writeFileSync(join(quiet, "large.bin"), Buffer.alloc(LARGE, "x"));
  writeFileSync(join(quiet, "page.html"), "<p>built at 12:00</p>");
  await sleep(SETTLED_MS);
  plain = hashes(quiet, keptOfQuiet());
});

/** What the first run over the quiet folder left. */
function keptOfQuiet(): string {
  return join(root, "kept-quiet");
}

/** The same, for one test. */
function copyOfKept(name: string): string {
  const kept = join(root, name);
  rmSync(kept, { recursive: true, force: true });
  cpSync(keptOfQuiet(), kept, { recursive: true });
  return kept;
}

function makeAttacked(folder: string, others: number): void {
  mkdirSync(folder);
  for (const name of ["mtime", "rename", "recreated", "linked", "target-1", "target-2", "grown", "untouched"])
    writeFileSync(join(folder, name), `old content of ${name}`);
  for (let n = 0; n < others; n += 1) writeFileSync(join(folder, `other-${n}`), `${n}`);
  linkSync(join(folder, "linked"), `${folder}-other-name`);
  symlinkSync("target-1", join(folder, "pointer"));
}

describe("files that were read earlier", () => {
  it("are not read again while they stand as they stood", () => {
    const second = hashes(quiet, copyOfKept("kept-copy"));
    expect(plain.bytes).toBeGreaterThan(LARGE);
    expect(second.bytes).toBeLessThan(LARGE / 4);
    expect(second.files).toEqual(plain.files);
  });

  it.each(Object.entries(ATTACKED))(
    "are read again after every kind of change, whatever was put back: %s",
    (name, others) => {
      const [attacked, kept] = [join(root, name), join(root, `kept-${name}`)];
      writeFileSync(join(attacked, "young"), "old content of young");
      hashes(attacked, kept);
      const at = (name: string) => join(attacked, name);
      // At once, perhaps within one tick of the file system's clock.
      writeFileSync(at("young"), "new content of young");
      keepingTimes(at("mtime"), () => writeFileSync(at("mtime"), "new content of mtime"));
      keepingTimes(at("rename"), () => {
        writeFileSync(join(root, "replacement"), "new content of rename");
        renameSync(join(root, "replacement"), at("rename"));
      });
      keepingTimes(at("recreated"), () => {
        unlinkSync(at("recreated"));
        writeFileSync(at("recreated"), "new content of recreated");
      });
      writeFileSync(`${attacked}-other-name`, "new content of linked");
      unlinkSync(at("pointer"));
      symlinkSync("target-2", at("pointer"));
      writeFileSync(at("grown"), "old content of grown, and more");
      const { files } = hashes(attacked, kept);
      expect(files).toEqual(hashes(attacked, "").files);
      expect(files).toHaveLength(10 + others);
    },
  );

  it.each<readonly [string, (file: string) => void]>([
    [
      "is damaged",
      (file) => writeFileSync(file, readFileSync(file, "latin1").replace(/[\w-]{43}\.0/, `${"A".repeat(43)}.0`)),
    ],
    ["is cut", (file) => writeFileSync(file, readFileSync(file).subarray(0, -10))],
    ["may be written by others", (file) => chmodSync(file, 0o666)],
    [
      "is of a time to come, since the clock was set back",
      (file) => writeFileSync(file, readFileSync(file, "latin1").replace(/\d{13}\n/, `${Date.now() + 60_000}\n`)),
    ],
    [
      "is of another folder",
      (file) => writeFileSync(file, readFileSync(file, "latin1").replace(/ 1 [0-9a-f]{64}/, ` 1 ${"0".repeat(64)}`)),
    ],
  ])("are all read again where what was kept %s", (_, harm) => {
    const kept = copyOfKept("kept-harmed");
    const [name = ""] = readdirSync(kept);
    harm(join(kept, name));
    const again = hashes(quiet, kept);
    expect(again.bytes).toBeGreaterThan(LARGE);
    expect(again.files).toEqual(plain.files);
  });

  it("are read again with other patterns of text that does not count", () => {
    const kept = copyOfKept("kept-patterns");
    const ignoring = hashes(quiet, kept, "built at [0-9:]+");
    expect(ignoring.files).toEqual(hashes(quiet, "", "built at [0-9:]+").files);
    expect(ignoring.files).not.toEqual(plain.files);
    const again = hashes(quiet, kept, "built at [0-9:]+");
    expect(again).toMatchObject({ files: ignoring.files, cut: 1 });
    expect(again.bytes).toBeLessThan(LARGE / 4);
  });
});

it("a file counts as settled two seconds after its last change, on a clock that is finer than a millisecond", () => {
  const stat = (changedMs: number) => `1.2.3.4.${(changedMs * 4096).toString(36)}`;
  const now = 1_800_000_000_000;
  expect(isSettled(stat(now - 5_000.25), now)).toBe(true);
  expect(isSettled(stat(now - 1_000.25), now)).toBe(false);
  expect(isSettled(stat(now + 5_000.25), now)).toBe(false);
  // Whole milliseconds, or seconds: two changes may have one time.
  expect(isSettled(stat(now - 5_000), now)).toBe(false);
});

it("only a machine of the user's own keeps anything", () => {
  const own = { RUNNER_ENVIRONMENT: "self-hosted", RUNNER_TOOL_CACHE: "/opt/tools" };
  expect(keptFolder(own)).toBe("/opt/tools/deploy-purge");
  expect(keptFolder({ ...own, RUNNER_ENVIRONMENT: "github-hosted" })).toBe("");
  expect(keptFolder({ RUNNER_TOOL_CACHE: "/opt/tools" })).toBe("");
  expect(keptFolder({ RUNNER_ENVIRONMENT: "self-hosted" })).toBe("");
});
