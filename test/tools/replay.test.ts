import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";

let folder = "";

beforeEach(async () => {
  folder = await makeTempFolder("replay-");
});

function git(at: string, ...args: readonly string[]): void {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"];
  execFileSync("git", ["-C", at, ...identity, ...args], { stdio: "ignore" });
}

/** A site of two folders with ten pages each; then all of the first folder change, and the front page. */
function deployTwice(site: string): void {
  mkdirSync(join(site, "a"), { recursive: true });
  mkdirSync(join(site, "b"));
  git(site, "init");
  for (const round of [1, 2]) {
    const changed = round === 1 ? ["a", "b"] : ["a"];
    for (const part of changed) {
      for (let n = 0; n < 10; n++) writeFileSync(join(site, part, `${n}.html`), `${part} ${n} ${round}`);
    }
    writeFileSync(join(site, "index.html"), `front ${round}`);
    git(site, "add", ".");
    git(site, "commit", "-m", `Deploy ${round}`);
  }
}

it("replays the deploys of a plain clone", () => {
  const [site, clone] = [join(folder, "site"), join(folder, "clone")];
  mkdirSync(site);
  deployTwice(site);
  git(folder, "clone", site, clone);
  const output = execFileSync(process.execPath, ["tools/replay.ts", clone, ".", "1", "2"]).toString();

  expect(output).toMatch(/^1 deploys, 11 changed files/);
  // One instruction purges all, the ten of /b/ too; two purge the front page and /a/.
  expect(output).toMatch(
    /paths and prefixes \([^)]*\):\n {2}at most 1 instructions: 100\.00 %\n {2}at most 2 instructions: 0\.00 %/,
  );
  expect(output).toMatch(/What auto evicts, Batoff/);
});
