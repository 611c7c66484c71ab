import { escapeControlCharacters } from "../lib/escape.ts";
import { configError, PurgeError } from "../model/errors.ts";
import type { Files } from "../ports/files.ts";

/** Largest configuration file in bytes: our own bound, some thousand destinations. */
const LARGEST_CONFIG = 1024 * 1024;

/**
 * The text of the file that `config` names. It lies in the workspace, links followed: the repository decides what it holds,
 * and a link in it must not bring another file of the machine into messages.
 *
 * @throws {PurgeError} config, naming the input and the remedy.
 */
export async function readConfigFile(
  path: string,
  files: Pick<Files, "insideWorkspace" | "kind" | "read">,
): Promise<string> {
  const name = escapeControlCharacters(path, 200);
  const kind = await files.kind(path);
  if (kind === "missing") {
    throw wrong(
      `names ${name}, and there is no such file in the workspace: check it out first, or correct the path, for example .github/deploy-purge.yml`,
    );
  }
  if (kind !== "file") throw wrong(`names ${name}, which is no file`);
  if (!(await files.insideWorkspace(path)))
    throw wrong(`names ${name}, which leads out of the workspace: give a file of the repository`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await files.read(path, LARGEST_CONFIG));
  } catch (error) {
    const reason = error instanceof PurgeError ? error.problems[0]?.message : undefined;
    throw wrong(`names ${name}, which ${reason ?? "is no UTF-8 text."} Give the file that lists the destinations.`);
  }
}

function wrong(message: string): PurgeError {
  return configError([{ input: "config", message }]);
}
