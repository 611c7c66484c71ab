import type { Where } from "../support/shown.ts";

/**
 * Edge cases of finding out what a deploy changed, one line each: how the ends of a diff are found (C), how a diff is read
 * (D), and how builds are compared (M).
 */
export interface Case {
  readonly id: string;
  readonly fact: string;
  readonly where: readonly Where[];
  /** What of it does not apply here, and why. */
  readonly butNot?: string;
}

const one = (id: string, fact: string, ...where: readonly Where[]): Case => ({ id, fact, where });
const not = (butNot: string, { id, fact, where }: Case): Case => ({ id, fact, where, butNot });

const BASE = "changes/base.test.ts";
const DEPLOYED = "changes/deployed-before.test.ts";
const GIT = "changes/git.test.ts";
const GITHUB = "changes/github.test.ts";
const READ = "changes/read.test.ts";
const WORLD_GIT = "world/git.test.ts";
const HASH = "world/hash.test.ts";
const RECORD = "state/record.test.ts";
const RULE = "state/rule.test.ts";
const ROW = "e2e/runs-in-a-row.test.ts";
const MEMORY = "e2e/memory.test.ts";
const E2E_BASE = "e2e/base.e2e.test.ts";
const SOURCES = "e2e/sources.test.ts";

export const CASES: readonly Case[] = [
  one(
    "C01",
    "a push is compared with what was there before, by two trees",
    [BASE, "is what was there before, by force or not"],
    [WORLD_GIT, "compares merge and octopus commits with the base alone"],
  ),
  one(
    "C02",
    "a new branch without a memory: everything, and why",
    [BASE, "creates a branch or tag"],
    [E2E_BASE, "and says why: the first push"],
  ),
  one("C03", "a forced push whose base no branch reaches any more is fetched by its id", [
    GIT,
    "by force, from a shallow clone of a private repository, is compared with what it replaced",
  ]),
  one(
    "C04",
    "a base that is gone: the next rule, never the last commit",
    [BASE, "names a base that is gone"],
    [E2E_BASE, "whose base is nowhere to be had purges everything, and says so"],
    [DEPLOYED, "a push whose base is gone"],
  ),
  one(
    "C05",
    "a shallow checkout gives the same as a whole one",
    [E2E_BASE, "gets the base from its remote, by id"],
    ["world/git-fetch.test.ts", "is fetched by its id, without file contents and without a trace in the configuration"],
  ),
  one(
    "C06",
    "no checkout: the API gives the same set, folder by folder where an answer is cut",
    [GITHUB, "folder by folder where an answer is cut"],
    [SOURCES, "is what auto takes where routes are all that is given"],
  ),
  one("C07", "more than 300 and 3,000 changed files are all there", [
    GITHUB,
    "are whole beyond the 300 and the 3,000 files",
  ]),
  one(
    "C08",
    "events that name no base: memory, then deployments, never the last commit",
    [BASE, "is none, and never the last commit, where nothing says what was live"],
    [BASE, "is that deploy, whatever the event says"],
    [DEPLOYED, "is the base where the event names none: %s"],
  ),
  one(
    "C09",
    "workflow_run means the commit that was deployed, not the tip of the default branch",
    [BASE, "must have the commit that was deployed, not the tip of the default branch"],
    [GITHUB, "compare with what is remembered, and with the commit that another workflow deployed"],
  ),
  not(
    "Another environment's deployment is pointed out and purged all the same: a user's name of an environment need not be GitHub's, and what is left out by mistake stays stale.",
    one(
      "C10",
      "a deployment that is no success, or of another environment, is neutral",
      [BASE, 'status("failure"), /is failure, not success/'],
      [BASE, "is pointed out, and purged all the same"],
    ),
  ),
  one(
    "C11",
    "a tag is compared with what is live, not with the tag before it",
    [BASE, "is the commit of a tag that was moved"],
    [BASE, "is that deploy, whatever the event says"],
    [DEPLOYED, "a push that creates a tag"],
  ),
  one("C12", "an old run again is a rollback", [
    BASE,
    "of an old run is a rollback: compared with what was deployed last",
  ]),
  one(
    "C13",
    "pull requests and merge queues only plan",
    ["inputs/parse.test.ts", '["merge_group", "auto", true]'],
    ["e2e/whole-way.e2e.test.ts", "plans a pull request without a key, and sends nothing"],
  ),
  one(
    "C14",
    "two deploys of one commit are told apart",
    [RULE, "the order of runs is that of their write-aheads"],
    [DEPLOYED, "is never this very deploy, whoever made it"],
  ),
  one("C15", "a run that was dropped while it waited is made good by the next one", [
    ROW,
    "is made good by the next one: what it deployed is purged, and what was changed back since",
  ]),
  one(
    "C16",
    "A, B (not purged), A: what B changed is purged",
    [MEMORY, "makes good what a failed run left, also after a rollback to the build before"],
    [RULE, "is what changed and what is owed, also where the builds are equal again"],
  ),
  one(
    "C17",
    "a deploy whose purge step never ran is covered",
    [MEMORY, "remembers a deploy before it happens, and sends nothing"],
    [ROW, "is made good by the next one"],
  ),
  one(
    "C18",
    "an older run that ends later leaves the newer one's record",
    [ROW, "ends as superseded, and leaves the later one's record as it is"],
    ["chaos/mutations.ts", "an older run moves the record back"],
  ),
  one("C19", "environments and sites have memories of their own", [RECORD, "a key tells apart what is purged apart"]),
  not(
    "Another site-url is another site, with a memory of its own: the old address may be another step's, and is left to it.",
    one("C20", "under a new address everything is purged", [
      ROW,
      "is another site: all below the new address is purged once, and the old memory stays",
    ]),
  ),
  one(
    "C21",
    "a record that is damaged, foreign or of a newer version counts as lost, with a reason",
    [MEMORY, "that is %s counts as lost"],
    [RECORD, "is damaged when it is cut anywhere, or any byte is another"],
  ),
  one("C22", "a dry run changes no memory", [MEMORY, "stays as it is in a dry run"]),
  one(
    "C23",
    "what is done in part owes the rest alone",
    [ROW, "owes the rest and nothing else"],
    [RULE, "is every path that one of its instructions did not serve"],
  ),
  not(
    "No least version of git is asked for: what an old one does not know it refuses, and a diff that fails is an error.",
    one(
      "C24",
      "git that is missing, or a folder of another user; no configuration is changed",
      [WORLD_GIT, "may be missing"],
      [WORLD_GIT, "may be given a folder that another user owns"],
      [E2E_BASE, '--list", "--local'],
    ),
  ),
  one(
    "C25",
    "a base that is an option, a range or no text is refused",
    [BASE, "is an error, and not a missing base, when it is %j"],
    ["e2e/inputs.e2e.test.ts", "a base that is an option of git"],
  ),

  one(
    "D01",
    "a list that is cut or odd is an error",
    [WORLD_GIT, "is not believed when its list is %s"],
    ["world/git-process.test.ts", "are no list when the last one is cut"],
  ),
  one(
    "D02",
    "names of any bytes survive",
    [WORLD_GIT, "gives every name back, byte by byte"],
    ["e2e/names.e2e.test.ts", "hostile file names"],
  ),
  one(
    "D03",
    "a rename is a deletion and an addition",
    [GIT, "purges the old URL of what was renamed, and nothing for a mode"],
    [WORLD_GIT, "tells renames, modes, links, and case apart"],
  ),
  one(
    "D04",
    "a copy is an addition, whatever is configured",
    [WORLD_GIT, '"diff.renames", "copies"'],
    [WORLD_GIT, "C100"],
  ),
  one(
    "D05",
    "a file that becomes a link is another answer",
    [WORLD_GIT, '["T", "swap", "100644", "120000", true]'],
    [GIT, "with the same text as the file they replace are another answer"],
  ),
  one(
    "D06",
    "a mode alone is no change",
    [GIT, "purges the old URL of what was renamed, and nothing for a mode"],
    [GITHUB, "follow links and leave modes alone, as git's do"],
  ),
  one("D07", "a submodule that moved below build-dir: everything", [
    GIT,
    "make everything when one below build-dir moved",
  ]),
  one("D08", "a name that changes its case alone is two names", [
    WORLD_GIT,
    '["D", "About.html", "100644", "000000", false]',
  ]),
  one(
    "D09",
    "what is deployed for a pointer of Git LFS is compared by its content",
    [READ, "are the build's where the commit has only pointers to what is deployed (Git LFS)"],
    [HASH, "is the SHA-256 of its content, of whatever size"],
  ),
  one(
    "D10",
    "dist2/ does not lie below dist/",
    [GIT, '"dist2/x": "2"'],
    [WORLD_GIT, "ends at its own slash, and may look like an option or a pattern"],
  ),
  one(
    "D11",
    "no difference: nothing to purge, green, and remembered",
    [GIT, "that changed nothing is no change, and not an error"],
    ["e2e/whole-way.e2e.test.ts", "sends nothing when nothing of the build changed, and is green"],
  ),
  one(
    "D12",
    "a diff that fails is never an empty one",
    [WORLD_GIT, "throws when git fails, and is never empty instead"],
    [GITHUB, "never take a failure for an empty diff"],
  ),
  one("D13", "lists come as lines, with NUL, or as JSON", ["e2e/asked.e2e.test.ts", "comes from a file with %s"]),

  one(
    "M01",
    "equal builds have equal records, byte for byte",
    [RECORD, "has the same bytes in whatever order it was put together"],
    [HASH, "stands under a name of any bytes, in byte order"],
  ),
  one(
    "M02",
    "a rebuild with other times alone is no change",
    [HASH, "does not hang on time, mode or the order on the disk; an edit of the same size counts"],
    [SOURCES, "and nothing after a mere rebuild"],
  ),
  one("M03", "another content of the same size is a change", [HASH, "an edit of the same size counts"]),
  not(
    "A link that leads out is no error: it is not read, where it leads is compared, and the log says so.",
    one(
      "M04",
      "links within the build are followed, loops end",
      [HASH, "follows links within the folder as what they lead to, and none out of it"],
      [HASH, "ends where links lead in circles through each other"],
    ),
  ),
  not("No archive is read: build-dir is a folder.", one("M05", "archives with links and long names")),
  one(
    "M06",
    "two files at one URL: the host's precedence",
    ["mapping/need.test.ts", "two files under one spelling once"],
    ["mapping/need.test.ts", "purges what a file answers that takes another's place"],
  ),
  not(
    "No test measures speed: docs/performance.md has the figures, and tools/bench.ts makes them.",
    one("M07", "a quarter of a million files in time and memory"),
  ),
  one("M08", "a file that changes while it is hashed is caught", [HASH, "when it is written to while it is read"]),
  one(
    "M09",
    "what is left out is the same for both builds, and another mapping purges everything",
    [HASH, "leaves out what is not deployed without opening it, and never enters .git"],
    [MEMORY, "purges everything when the URLs of files are others than before"],
  ),
  not(
    "Headers that a host's own console sets are in no build: nothing here can see them.",
    one("M10", "rules for headers are compared, and make their URLs stale", [
      "mapping/need.test.ts",
      "are headers, whose change makes their URLs stale",
    ]),
  ),
  one(
    "M11",
    "text that may differ is no change, an asset's name always is",
    [HASH, "a stamp that holds an asset"],
    [SOURCES, "does not take another build stamp for another page"],
  ),
  one("M12", "an empty build is refused", [SOURCES, '["an empty folder", {}, /build-dir: .*is empty/]']),
  not(
    "No artifact of another run is read.",
    one("M13", "what a fork made is not believed", [BASE, "/belongs to a fork/"], [MEMORY, '"somebody else\'s"']),
  ),
  one("M14", "a seal that does not fit counts as lost", [
    MEMORY,
    "is worthless under another state-key, which is never shown",
  ]),
];
