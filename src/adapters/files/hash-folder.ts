import { hash } from "node:crypto";
import { escapeControlCharacters } from "../../lib/escape.ts";
import { configError, type PurgeError } from "../../model/errors.ts";
import { startListing } from "../../model/file-list/file-list.ts";
import type { RepoPath } from "../../model/path.ts";
import type { Hashes, HashOptions } from "../../ports/files.ts";
import { createHashPool } from "./hash-pool.ts";
import { openReadEarlier } from "./read-earlier.ts";
import { type PassedOver, type WalkNotes, walk } from "./walk.ts";

const MATCH_LIMIT_MS = 10_000;

/**
 * Hashes every deployed file below a folder, in threads: the content of a file may be of any size, and signals must get
 * through.
 *
 * @param folder absolute.
 * @param workspace absolute: links to folders in it are followed, where it holds the folder.
 * @param keptIn folder that outlives the job, absolute: what it holds of an earlier run is not read again. Empty: there is none.
 * @throws {PurgeError} config, naming the file, when one cannot be read or changes while it is read.
 */
export async function hashFolder(
  folder: string,
  { include, ignore, matchLimitMs, onHash }: HashOptions,
  workspace = folder,
  keptIn = "",
): Promise<Hashes> {
  const earlier = keptIn === "" ? undefined : openReadEarlier(folder, keptIn, ignore);
  const files = startListing();
  let seen = 0;
  let cut = 0;
  const pool = createHashPool({
    settings: {
      kind: "deploy-purge hashes",
      ignore,
      matchLimitMs: matchLimitMs ?? MATCH_LIMIT_MS,
      withStats: earlier !== undefined,
    },
    onHash: (path, file) => {
      files.add(path, file.identity);
      onHash?.();
      if (file.isCut) cut += 1;
      if (file.stat !== "") earlier?.add(path, file);
    },
    failure: fileError,
  });
  try {
    const passedOver = await walk(
      folder,
      workspace,
      (path, location) => {
        seen += 1;
        return include(path) ? pool.add(path, location, earlier?.find(path)) : undefined;
      },
      (path, text) => {
        seen += 1;
        if (include(path)) pool.pass(path, `link:${hash("sha256", text, "base64url")}`);
      },
    );
    await pool.finish();
    earlier?.save();
    return { files: files.end(), seen, cut, notes: describePassedOver(passedOver) };
  } finally {
    await pool.close();
  }
}

function describePassedOver({ special, loops, broken, outside }: WalkNotes): readonly string[] {
  const leftOut = (passed: PassedOver | undefined, what: string): readonly string[] => {
    if (passed === undefined) return [];
    const more = passed.count > 1 ? ` and ${passed.count - 1} more` : "";
    return [`"${escapeControlCharacters(passed.first, 200)}"${more} in build-dir: ${what}.`];
  };
  return [
    ...leftOut(special, "no file (a named pipe, socket or device), so it was left out"),
    ...leftOut(loops, "a link that leads back to where it lies, so it was not followed"),
    ...leftOut(broken, "a link that leads nowhere, so it was left out"),
    ...leftOut(
      outside,
      "a link to a folder outside of the workspace, or to what cannot be read: only where it leads is compared",
    ),
  ];
}

function fileError(path: RepoPath, code: string): PurgeError {
  const file = `"${escapeControlCharacters(path, 300)}"`;
  if (code === "SLOW") {
    const message = `a pattern does not end in time in ${file}: it backtracks. Write it without a repetition inside a repetition, for example built at [^<]{1,40}`;
    return configError([{ input: "ignore-content", message }]);
  }
  const why =
    code === "CHANGED"
      ? `${file} changed while it was read, twice. Run this step when the build has ended`
      : `${file} cannot be read (${code}). Run this step as a user that may read the whole build`;
  return configError([{ input: "build-dir", message: `${why}: what is not read cannot be compared.` }]);
}
