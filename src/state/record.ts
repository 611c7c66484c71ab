import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Change, RepoPath } from "../changes/change.ts";
import { type Snapshot, SOURCES } from "../changes/snapshot.ts";
import type { Mapping } from "./mapping.ts";

/** Paths whose purge has not reached the level asked for, with what happened to them since; `all`: everything under site-url. */
export type Dirty = "all" | ReadonlyMap<RepoPath, Change["kind"]>;

/** What one run leaves for the next one. */
export interface StateRecord {
  /** Hex SHA-256 of what the record is about; see `recordKey`. */
  readonly key: string;
  /** Grows with every write-ahead: the order of deploys. */
  readonly generation: number;
  /** Made anew by each run: tells a run's own record from another one of the same generation. */
  readonly writer: string;
  /** The last build that was deployed, once for each source that read it. */
  readonly builds: readonly Snapshot[];
  readonly dirty: Dirty;
  readonly mapping: Mapping;
}

/** What a store's bytes turned out to be. Whatever is not a whole record of ours is as good as missing, and says why. */
export type Decoded =
  | { readonly is: "record"; readonly record: StateRecord }
  | { readonly is: "unusable"; readonly why: Unusable };

export type Unusable = "damaged" | "foreign" | "newer" | "unsealed" | "sealed" | "rotated" | "too-large";

/** Longest record in bytes: a million files of a hundred bytes each fit in. */
export const MOST_RECORD_BYTES = 256 * 1024 * 1024;

const MAGIC = "deploy-purge record";
const VERSION = 1;
/** The first line: what it is, its version, the kind of seal, the seal. */
const FIRST_LINE = /^deploy-purge record (\d{1,9}) (?:sha256|hmac-sha256 ([0-9a-f]{16})) ([0-9a-f]{64})$/;
const LONGEST_FIRST_LINE = 200;
/** Brackets inside brackets; the record has five. A text of nothing but brackets must not cost anything. */
const DEEPEST = 8;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const KINDS = ["added", "modified", "deleted"] as const;
/** Names and values in turn: a million small arrays would take several times the memory. */
const Pairs = z.custom<readonly string[]>(
  (value) => Array.isArray(value) && value.length % 2 === 0 && value.every((one) => typeof one === "string"),
);
const Body = z.strictObject({
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
      files: Pairs.optional(),
      lines: Pairs.optional(),
      rules: Pairs.optional(),
      pages: Pairs.optional(),
    }),
  ),
  dirty: z.union([z.literal("all"), Pairs]),
});
type Body = z.infer<typeof Body>;

/** The name under which a record is kept: equal for runs that purge the same thing. */
export function recordKey(about: {
  readonly provider: string;
  readonly site: string;
  readonly siteUrls: readonly string[];
  readonly environment: string;
  readonly buildDir: string;
}): string {
  const { provider, site, siteUrls, environment, buildDir } = about;
  return sha256(Buffer.from(JSON.stringify([provider, site, [...siteUrls].sort(), environment, buildDir])));
}

/**
 * A record as bytes, the same bytes for the same record: one line with a checksum, or with `stateKey` a message
 * authentication code, and canonical JSON.
 */
export function encodeRecord(record: StateRecord, stateKey?: string): Uint8Array {
  const body: Body = {
    key: record.key,
    generation: record.generation,
    writer: record.writer,
    mapping: Object.fromEntries(
      Object.keys(record.mapping)
        .sort()
        .map((name) => [name, [...(record.mapping[name] ?? [])]]),
    ),
    builds: record.builds.map(({ source, commit, prefix, files, lines, rules, pages }) => ({
      source,
      ...(commit === undefined ? {} : { commit }),
      ...(prefix === undefined ? {} : { prefix }),
      ...(files === undefined ? {} : { files: sortedPairs(files) }),
      ...(lines === undefined ? {} : { lines: sortedPairs(lines) }),
      ...(rules === undefined ? {} : { rules: sortedPairs(rules) }),
      ...(pages === undefined ? {} : { pages: sortedPairs(pages) }),
    })),
    dirty: record.dirty === "all" ? "all" : sortedPairs(record.dirty),
  };
  const content = Buffer.from(`${JSON.stringify(body)}\n`);
  const seal =
    stateKey === undefined ? `sha256 ${sha256(content)}` : `hmac-sha256 ${keyId(stateKey)} ${mac(stateKey, content)}`;
  return Buffer.concat([Buffer.from(`${MAGIC} ${VERSION} ${seal}\n`), content]);
}

/** Reads what a store gave back, which anybody may have written. Never throws. */
export function decodeRecord(
  bytes: Uint8Array,
  { key, stateKey }: { readonly key: string; readonly stateKey?: string },
): Decoded {
  if (bytes.length > MOST_RECORD_BYTES) return unusable("too-large");
  const lineEnd = bytes.subarray(0, LONGEST_FIRST_LINE).indexOf(0x0a);
  const line = new TextDecoder().decode(bytes.subarray(0, Math.max(lineEnd, 0)));
  const [, version, sealedBy, seal = ""] = FIRST_LINE.exec(line) ?? [];
  if (version === undefined) return unusable(line.startsWith(`${MAGIC} `) ? "damaged" : "foreign");
  const content = bytes.subarray(lineEnd + 1);
  const wrong = sealProblem({ sealedBy, seal, content, ...(stateKey === undefined ? {} : { stateKey }) });
  if (wrong !== undefined) return unusable(wrong);
  if (Number(version) !== VERSION) return unusable(Number(version) > VERSION ? "newer" : "foreign");
  const body = parseBody(content);
  if (body === undefined) return unusable("damaged");
  if (body.key !== key) return unusable("foreign");
  return { is: "record", record: toRecord(body) };
}

function sealProblem({
  sealedBy,
  seal,
  content,
  stateKey,
}: {
  readonly sealedBy: string | undefined;
  readonly seal: string;
  readonly content: Uint8Array;
  readonly stateKey?: string;
}): Unusable | undefined {
  if (sealedBy === undefined) {
    if (!isSame(seal, sha256(content))) return "damaged";
    return stateKey === undefined ? undefined : "unsealed";
  }
  if (stateKey === undefined) return "sealed";
  if (sealedBy !== keyId(stateKey)) return "rotated";
  return isSame(seal, mac(stateKey, content)) ? undefined : "damaged";
}

function parseBody(content: Uint8Array): Body | undefined {
  if (isTooDeep(content)) return undefined;
  try {
    const parsed = Body.safeParse(JSON.parse(new TextDecoder().decode(content)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Looked at before parsing: what nests deeper than a record does is none. */
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

function toRecord({ builds, dirty, ...rest }: Body): StateRecord {
  return {
    ...rest,
    builds: builds.map(({ source, commit, prefix, files, lines, rules, pages }) => ({
      source,
      ...(commit === undefined ? {} : { commit }),
      ...(prefix === undefined ? {} : { prefix }),
      ...(files === undefined ? {} : { files: mapOf(files) }),
      ...(lines === undefined ? {} : { lines: mapOf(lines) }),
      ...(rules === undefined ? {} : { rules: mapOf(rules) }),
      ...(pages === undefined ? {} : { pages: mapOf(pages) }),
    })),
    dirty: dirty === "all" ? "all" : kindsOf(dirty),
  };
}

function unusable(why: Unusable): Decoded {
  return { is: "unusable", why };
}

function mapOf(pairs: readonly string[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (let at = 0; at < pairs.length; at += 2) map.set(pairs[at] as string, pairs[at + 1] as string);
  return map;
}

/** Of a kind that is none, the worst is assumed. */
function kindsOf(pairs: readonly string[]): Dirty {
  return new Map(Array.from(mapOf(pairs), ([path, kind]) => [path, KINDS.find((one) => one === kind) ?? "modified"]));
}

/** In the order of the names, in turn with their values. */
function sortedPairs(map: ReadonlyMap<string, string>): readonly string[] {
  const names = [...map.keys()];
  const isSorted = names.every((name, at) => at === 0 || (names[at - 1] as string) < name);
  return (isSorted ? names : names.sort()).flatMap((name) => [name, map.get(name) as string]);
}

function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function mac(stateKey: string, content: Uint8Array): string {
  return createHmac("sha256", stateKey).update(`${MAGIC} ${VERSION}\n`).update(content).digest("hex");
}

/** Tells a rotated key from a record that was tampered with. */
function keyId(stateKey: string): string {
  return createHmac("sha256", stateKey).update(`${MAGIC} key id`).digest("hex").slice(0, 16);
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
