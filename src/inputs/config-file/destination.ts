import type { Problem } from "../../model/errors.ts";

/** A destination as the file has it: its inputs as the texts that a workflow's step would give. */
export interface FileDestination {
  readonly name: string;
  /** Names of the destinations that must be purged before this one. */
  readonly after: readonly string[];
  readonly inputs: ReadonlyMap<string, string>;
  /** Inputs whose value is wrong, which is said already. */
  readonly wrong: ReadonlySet<string>;
  /** Where an input stands, for a message: `.github/deploy-purge.yml:12:5 edge.api-key`. */
  at(input: string): string;
}

export interface ConfigFile {
  readonly destinations: readonly FileDestination[];
  readonly problems: readonly Problem[];
}
