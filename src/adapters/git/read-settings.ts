import { boundedOutput, type GitEnd, type GitRunner } from "./process.ts";

/** Values by name; a name has several where the configuration names it several times. */
export type Settings = ReadonlyMap<string, readonly string[]>;

/** Bytes of a configuration that are read. */
const MAX_CONFIG_BYTES = 1 << 20;

/**
 * The settings of one file of configuration, as text: nothing of them comes into force, and what the file includes is not
 * read.
 *
 * @param source arguments that name it: `--file` and a path, `--system` or `--global`.
 * @returns also how git ended: not well where there is no such file, or it cannot be read.
 */
export async function readSettings(
  run: GitRunner,
  ...source: readonly string[]
): Promise<GitEnd & { readonly settings: Settings }> {
  const output = boundedOutput(MAX_CONFIG_BYTES);
  const ended = await run(["config", ...source, "--no-includes", "--null", "--list"], { onOutput: output.push });
  const settings = new Map<string, string[]>();
  for (const record of output.bytes().toString("utf8").split("\0")) {
    // A name without a value is a true one.
    const [name = "", value = "true"] = record.split(/\n(.*)/s);
    if (name !== "") settings.set(name, [...(settings.get(name) ?? []), value]);
  }
  return { ...ended, settings };
}

/** The last value counts. */
export function lastOf(settings: Settings, name: string): string | undefined {
  return settings.get(name)?.at(-1);
}
