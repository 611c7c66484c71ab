import { z } from "zod";
import { once } from "../lib/once.ts";
import { type Listing, readListing, toListing } from "../model/file-list/file-list.ts";
import type { Mapping, PendingPaths } from "../model/memory.ts";
import type { RepoPath } from "../model/path.ts";
import { type Snapshot, SOURCES } from "../model/snapshot.ts";
import type { Reached } from "./reached.ts";

/** Brackets inside brackets; the record has five. A text of nothing but brackets must not cost anything. */
const DEEPEST = 8;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Runs in front of this one whose names a record keeps: more do not overlap. */
export const MAX_ANCESTORS = 20;

const KINDS = ["added", "modified", "deleted"] as const;
/** The first line of a record. */
function makeBodySchema() {
  /** Names and values in turn: a million small arrays would take several times the memory. */
  const pairs = z.custom<readonly string[]>(
    (value) => Array.isArray(value) && value.length % 2 === 0 && value.every((one) => typeof one === "string"),
  );
  return z.strictObject({
    key: z.string().regex(/^[0-9a-f]{64}$/),
    generation: z.int().positive(),
    writer: z.string().max(100),
    mapping: z.record(z.string(), z.array(z.string())),
    builds: z.array(
      z.strictObject({
        source: z.enum(SOURCES),
        commit: z
          .string()
          .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
          .optional(),
        prefix: z.string().optional(),
        /** How many: the lines themselves follow. */
        files: z.int().nonnegative().optional(),
        rules: pairs.optional(),
        pages: pairs.optional(),
      }),
    ),
    pending: z.union([z.literal("all"), pairs]),
    reached: z
      .strictObject({
        accepted: z.union([z.literal("all"), pairs]).optional(),
        completed: z.union([z.literal("all"), pairs]).optional(),
      })
      .optional(),
    ancestors: z.array(z.string().max(100)).max(MAX_ANCESTORS).optional(),
    version: z.string().max(200).optional(),
  });
}
/** Made when the first record is read, since runs without one need none, and once: making it costs more than reading. */
const bodySchema = once(makeBodySchema);
type Body = z.infer<ReturnType<typeof bodySchema>>;

const NEWLINE = 0x0a;

/** What is behind the first line of a record: a line of canonical JSON, and the files of its builds, one a line. */
export function writeBody(record: StateRecord): readonly Uint8Array[] {
  const listings: Listing[] = [];
  const listed = (files: ReadonlyMap<RepoPath, string>): number => {
    listings.push(toListing(files));
    return files.size;
  };
  const body: Body = {
    key: record.key,
    generation: record.generation,
    writer: record.writer,
    mapping: Object.fromEntries(
      Object.keys(record.mapping)
        .sort()
        .map((name) => [name, [...(record.mapping[name] as readonly string[])]]),
    ),
    builds: record.builds.map(({ source, commit, prefix, files, rules, pages }) => ({
      source,
      commit,
      prefix,
      files: files === undefined ? undefined : listed(files),
      rules: rules === undefined ? undefined : sortedPairs(rules),
      pages: pages === undefined ? undefined : sortedPairs(pages),
    })),
    pending: pendingPairs(record.pending),
    reached: writeReached(record.reached),
    ancestors: record.ancestors === undefined ? undefined : [...record.ancestors],
    version: record.version,
  };
  return [Buffer.from(`${JSON.stringify(body)}\n`), ...listings.map(({ lines }) => lines)];
}

/**
 * @param content anything at all.
 * @returns undefined when it is no whole record. Files stay where they are in `content`: nothing is copied.
 */
export function readBody(content: Uint8Array): StateRecord | undefined {
  const end = content.indexOf(NEWLINE) + 1;
  const body = parseBody(content.subarray(0, end));
  if (body === undefined) return undefined;
  const builds: Snapshot[] = [];
  let rest = content.subarray(end);
  for (const { files: count, source, commit, prefix, rules, pages } of body.builds) {
    const files = count === undefined ? undefined : readListing(rest, count);
    if (count !== undefined && files === undefined) return undefined;
    rest = rest.subarray(files?.lines.length ?? 0);
    builds.push({
      source,
      commit,
      prefix,
      files,
      rules: rules === undefined ? undefined : mapOf(rules),
      pages: pages === undefined ? undefined : mapOf(pages),
    });
  }
  if (rest.length > 0) return undefined;
  const reached = body.reached === undefined ? undefined : readReached(body.reached);
  return { ...body, builds, pending: kindsOf(body.pending), reached };
}

function writeReached({ accepted, completed }: Reached = {}): Body["reached"] {
  if (accepted === undefined && completed === undefined) return undefined;
  return {
    accepted: accepted === undefined ? undefined : pendingPairs(accepted),
    completed: completed === undefined ? undefined : pendingPairs(completed),
  };
}

function readReached({ accepted, completed }: NonNullable<Body["reached"]>): Reached {
  return {
    accepted: accepted === undefined ? undefined : kindsOf(accepted),
    completed: completed === undefined ? undefined : kindsOf(completed),
  };
}

function pendingPairs(pending: PendingPaths): "all" | readonly string[] {
  return pending === "all" ? "all" : sortedPairs(pending);
}

function parseBody(content: Uint8Array): Body | undefined {
  if (isTooDeep(content)) return undefined;
  try {
    const parsed = bodySchema().safeParse(JSON.parse(new TextDecoder().decode(content)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Checked before parsing: what nests deeper than a record does is none. */
function isTooDeep(content: Uint8Array): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < content.length; at++) {
    const byte = content[at];
    if (isText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === 0x5b || byte === 0x7b) depth += 1;
    else if (byte === 0x5d || byte === 0x7d) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function mapOf(pairs: readonly string[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (let at = 0; at < pairs.length; at += 2) map.set(pairs[at] as string, pairs[at + 1] as string);
  return map;
}

/** Of a kind that is none, the worst is assumed. */
function kindsOf(pairs: "all" | readonly string[]): PendingPaths {
  if (pairs === "all") return "all";
  return new Map(Array.from(mapOf(pairs), ([path, kind]) => [path, KINDS.find((one) => one === kind) ?? "modified"]));
}

/** In the order of the names, in turn with their values. */
function sortedPairs(map: ReadonlyMap<string, string>): readonly string[] {
  const names = [...map.keys()];
  const isSorted = names.every((name, at) => at === 0 || (names[at - 1] as string) < name);
  return (isSorted ? names : names.sort()).flatMap((name) => [name, map.get(name) as string]);
}

/** What one run leaves for the next one. */
export interface StateRecord {
  /** Hex SHA-256 of what the record is about; see `recordKey`. */
  readonly key: string;
  /** Grows with every write-ahead: the order of deploys. */
  readonly generation: number;
  /** New for each run: distinguishes a run's own record from another one of the same generation. */
  readonly writer: string;
  /** The last build that was deployed, once for each source that read it. */
  readonly builds: readonly Snapshot[];
  readonly pending: PendingPaths;
  readonly mapping: Mapping;
  /** What went through at a level that is not the highest. Absent: nothing. */
  readonly reached?: Reached | undefined;
  /** Writers of the records that this one was made on top of, newest first. */
  readonly ancestors?: readonly string[] | undefined;
  /** The version under which it was saved, where the store makes each of them once. */
  readonly version?: string | undefined;
}
