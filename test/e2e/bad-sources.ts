import type { CacheServer } from "../support/cache-server.ts";
import type { GitServer } from "../support/git-server.ts";
import type { ActionRun } from "./runner.ts";

/** The repository that a memory as a ref would be kept in. */
export const REPOSITORY = "octo-org/site";

/** What the cases are about. */
interface Bench {
  /** A folder with the memory `record`, a `folder` and a `device`. */
  readonly disk: string;
  readonly cache: CacheServer;
  readonly server: GitServer;
}

/** Bad input of change sources and memory. */
export interface BadSource {
  readonly what: string;
  readonly code: "E_CONFIG" | "E_STATE";
  readonly message: RegExp;
  /** When it is found; absent: the step says it in a start of its own. */
  readonly when?: "parsed" | "read" | "remembered";
  /** Made when the servers are up. */
  readonly inputs: (bench: Bench) => Readonly<Record<string, string>>;
  readonly run?: (bench: Bench) => Partial<ActionRun>;
}

export const BAD_SOURCES: readonly BadSource[] = [
  {
    what: "a base that is an option",
    when: "read",
    code: "E_CONFIG",
    message: /^base: "--output=x" is no commit/m,
    inputs: () => ({ base: "--output=x" }),
  },
  {
    what: "a base that is a range",
    when: "read",
    code: "E_CONFIG",
    message: /^base: .*not a range/m,
    inputs: () => ({ base: "HEAD~1..HEAD" }),
  },
  {
    what: "a head that is an option",
    when: "read",
    code: "E_CONFIG",
    message: /^head: "--all" is no commit/m,
    inputs: () => ({ head: "--all" }),
  },
  {
    what: "an environment with control characters",
    when: "parsed",
    code: "E_CONFIG",
    message: /^environment: has control characters/m,
    inputs: () => ({ environment: "a\u0007b" }),
  },
  {
    what: "a state that is a folder",
    when: "remembered",
    code: "E_STATE",
    message: /folder.*is a folder/,
    inputs: ({ disk }) => ({ state: `file:${disk}/folder` }),
  },
  {
    what: "an environment in two lines",
    when: "parsed",
    code: "E_CONFIG",
    message: /^environment: has control characters/m,
    inputs: () => ({ environment: "a\u2028b" }),
  },
  {
    what: "a base that is git's own language",
    when: "read",
    code: "E_CONFIG",
    message: /^base: "\^HEAD" is no commit/m,
    inputs: () => ({ base: "^HEAD" }),
  },
  {
    what: "a state that is a device",
    when: "remembered",
    code: "E_STATE",
    message: /could not be remembered.*is not a file, but a pipe, a socket or a device/,
    inputs: ({ disk }) => ({ state: `file:${disk}/device` }),
  },
  {
    what: "a state below a file",
    when: "remembered",
    code: "E_STATE",
    message: /could not be remembered in the file ".*below".*Nothing was sent/,
    inputs: ({ disk }) => ({ state: `file:${disk}/record/below` }),
  },
  {
    what: "a state that nobody may write",
    when: "remembered",
    code: "E_STATE",
    message: /could not be remembered/,
    inputs: () => ({ state: "file:/proc/deploy-purge" }),
  },
  {
    what: "a ref without the permission",
    code: "E_STATE",
    message: /contents: write/,
    inputs: () => ({ state: "git-ref" }),
    run: ({ server }) => ({ github: { server_url: server.url, repository: REPOSITORY } }),
  },
  {
    what: "a build without a memory",
    when: "read",
    code: "E_CONFIG",
    message: /^state: changes: build compares with the last deploy.*state is none.*state: git-ref/m,
    inputs: () => ({ changes: "build", state: "none" }),
  },
  {
    what: "a tag's run with the cache",
    code: "E_CONFIG",
    message: /^state: is cache, but this run belongs to a tag/m,
    inputs: () => ({ state: "cache" }),
    run: ({ cache }) => ({ env: cache.environment, github: { ref: "refs/tags/v1" } }),
  },
  {
    what: "an empty build-dir",
    when: "read",
    code: "E_CONFIG",
    message: /^build-dir: "empty" is empty/m,
    inputs: () => ({ changes: "build", "build-dir": "empty" }),
  },
  {
    what: "a sitemap that is none",
    when: "read",
    code: "E_CONFIG",
    message: /sitemap\.xml.*(?:no sitemap|cannot be read)/,
    inputs: () => ({ changes: "sitemap", "build-dir": "html" }),
  },
  {
    what: "no sitemap at all",
    when: "read",
    code: "E_CONFIG",
    message: /sitemap/,
    inputs: () => ({ changes: "sitemap", "build-dir": "elsewhere" }),
  },
  {
    what: "a sitemap of another site",
    when: "read",
    code: "E_CONFIG",
    message: /sitemap/,
    inputs: () => ({ changes: "sitemap", "build-dir": "foreign" }),
  },
];
