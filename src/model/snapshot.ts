import type { RepoPath } from "./path.ts";

/** Where changes come from, in the words of the `changes` input. */
export const SOURCES = ["git", "build", "github", "sitemap"] as const;
export type Source = (typeof SOURCES)[number];

/**
 * What is remembered of one build, by one source: exactly one kind of identity each, so that two runs compare like with
 * like. A run with several sources has several snapshots.
 */
export interface Snapshot {
  readonly source: Source;
  /** `git`, `github`: the commit that was deployed, as hex; `build`: the one that it was made from, where routes ask for it. */
  readonly commit?: string | undefined;
  /** `git`, `github`: where `build-dir` lies below the repository's root; absent for the root itself. */
  readonly prefix?: RepoPath | undefined;
  /** `build`: every deployed file, relative to `build-dir`, with the SHA-256 of its content in base64url (43 characters). */
  readonly files?: ReadonlyMap<RepoPath, string> | undefined;
  /** `build`: texts of the files that say how the host answers, by name without a folder. */
  readonly rules?: ReadonlyMap<string, string> | undefined;
  /** `sitemap`: every page, as a URL below the site's base path (see `Change.path`), with its `lastmod` or "". */
  readonly pages?: ReadonlyMap<string, string> | undefined;
}

/** Can this source say nothing at all without a memory? The others have the event's own base to fall back to. */
export function needsMemory(source: Source): boolean {
  return source === "build" || source === "sitemap";
}
