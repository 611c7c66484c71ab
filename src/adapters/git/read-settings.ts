import { errorCode } from "../files/error-code.ts";
import { readAtMost } from "../files/read-at-most.ts";
import { parsePlainConfig } from "./plain-config.ts";
import { boundedOutput, type GitRunner } from "./process.ts";
import type { GitEnd } from "./start-git.ts";

/** Values by name; a name has several where the configuration names it several times. */
export type Settings = ReadonlyMap<string, readonly string[]>;

/** Bytes of a configuration that are read. */
const MAX_CONFIG_BYTES = 1 << 20;

/** What a configuration says, and how reading it ended: not well where there is no such file, or it cannot be read. */
export type SettingsRead = GitEnd & { readonly settings: Settings };

/**
 * The settings of one file of configuration, as text: nothing of them comes into force, and what the file includes is not
 * read. Git reads it where it is not in the plain form that git writes.
 */
export async function readSettingsFile(run: GitRunner, path: string): Promise<SettingsRead> {
  const plain = await readPlain(path);
  if (plain === "missing") return { ok: false, message: "it has no configuration", settings: new Map() };
  return plain === undefined ? readSettings(run, "--file", path) : { ok: true, message: "", settings: byName(plain) };
}

async function readPlain(path: string) {
  try {
    const file = await readAtMost(path, MAX_CONFIG_BYTES);
    return file.kind === "read"
      ? parsePlainConfig(new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes))
      : undefined;
  } catch (error) {
    return errorCode(error) === "ENOENT" ? "missing" : undefined;
  }
}

/** The same of the configuration that arguments name, as `--system`. */
export async function readSettings(run: GitRunner, ...source: readonly string[]): Promise<SettingsRead> {
  const output = boundedOutput(MAX_CONFIG_BYTES);
  const ended = await run(["config", ...source, "--no-includes", "--null", "--list"], { onOutput: output.push });
  const records = output.bytes().toString("utf8").split("\0");
  const settings = records.map((record) => {
    // A name without a value is a true one.
    const [name = "", value = "true"] = record.split(/\n(.*)/s);
    return [name, value] as const;
  });
  return { ...ended, settings: byName(settings.filter(([name]) => name !== "")) };
}

function byName(settings: readonly (readonly [name: string, value: string])[]): Settings {
  const values = new Map<string, string[]>();
  for (const [name, value] of settings) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return values;
}

/** The last value counts. */
export function lastOf(settings: Settings, name: string): string | undefined {
  return settings.get(name)?.at(-1);
}
