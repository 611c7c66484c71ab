import type { RepoPath } from "../../model/path.ts";
import type { HashRequest, HashResponse, HashSettings } from "./hash-messages.ts";
import { UNCHANGED } from "./hash-worker.ts";

/** What was read of a file. */
export interface ReadFile {
  /** SHA-256 in base64url. */
  readonly identity: string;
  /** Was text left out of it? */
  readonly isCut: boolean;
  /** How the file stood; empty where that is not asked for. */
  readonly stat: string;
}

export interface Job {
  readonly path: RepoPath;
  readonly location: string;
  /** Where nothing has to be read. */
  readonly identity?: string;
  /** What an earlier run read of it. */
  readonly known?: ReadFile | undefined;
}

/** Files that are hashed together. */
export interface Batch {
  readonly jobs: readonly Job[];
  /** By position, as far as it is known. */
  readonly identities: (string | undefined)[];
  readonly stats: string[];
  readonly cut: Set<number>;
  /** Positions of the files that still have to be read. */
  open: readonly number[];
  tries: number;
}

export function createBatch(jobs: readonly Job[]): Batch {
  const open = jobs.flatMap(({ identity }, position) => (identity === undefined ? [position] : []));
  return { jobs, identities: jobs.map(({ identity }) => identity), stats: [], cut: new Set(), open, tries: 0 };
}

/** Asks for what is still open. */
export function requestFor({ jobs, open }: Batch, { withStats }: HashSettings): HashRequest {
  const locations = open.map((position) => jobs[position]?.location).join("\0");
  return { locations, stats: withStats ? open.map((position) => jobs[position]?.known?.stat ?? "").join(" ") : "" };
}

/** Takes what was found of the open files; those that failed stay open. @returns these. */
export function takeResponse(
  batch: Batch,
  { hashes, stats, cut, failed }: HashResponse,
  { withStats }: HashSettings,
): readonly { readonly path: RepoPath; readonly code: string }[] {
  const requested = batch.open;
  for (const [at, hash] of hashes.split(" ").entries()) batch.identities[requested[at] as number] = hash;
  if (withStats) for (const [at, stat] of stats.split(" ").entries()) batch.stats[requested[at] as number] = stat;
  for (const at of cut) batch.cut.add(requested[at] as number);
  batch.open = failed.map(({ position }) => requested[position] as number);
  return failed.map(({ code }, at) => ({ path: batch.jobs[batch.open[at] as number]?.path ?? "", code }));
}

/** What was read of each file of a batch in which nothing is open, in their order. */
export function readFilesOf(batch: Batch): readonly { readonly path: RepoPath; readonly file: ReadFile }[] {
  return batch.jobs.map(({ path, known }, position) => {
    const identity = batch.identities[position] as string;
    if (identity === UNCHANGED && known !== undefined) return { path, file: known };
    return { path, file: { identity, isCut: batch.cut.has(position), stat: batch.stats[position] ?? "" } };
  });
}
