import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Change, RepoPath } from "../changes/change.ts";
import { type Snapshot, SOURCES } from "../changes/snapshot.ts";

/** Paths whose purge has not reached the level asked for, with what happened to them since; `all`: everything under site-url. */
export type Dirty = "all" | ReadonlyMap<RepoPath, Change["kind"]>;

/**
 * How files become URLs, as the user wrote it: one list of words for each input that decides it. A list that is absent is
 * an empty one, so that an input which a later version brings changes nothing by itself.
 */
export type Mapping = Readonly<Record<string, readonly string[]>>;

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

const KINDS = ["added", "modified", "deleted"] as const;
const Pairs = z.array(z.tuple([z.string(), z.string()]).readonly()).readonly();
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
      files: Pairs.optional(),
      pages: Pairs.optional(),
    }),
  ),
  dirty: z.union([z.literal("all"), z.array(z.tuple([z.string(), z.enum(KINDS)]))]),
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
  return sha256(JSON.stringify([provider, site, [...siteUrls].sort(), environment, buildDir]));
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
    mapping: Object.fromEntries(sorted(Object.entries(record.mapping)).map(([name, words]) => [name, [...words]])),
    builds: record.builds.map(({ source, commit, files, pages }) => ({
      source,
      ...(commit === undefined ? {} : { commit }),
      ...(files === undefined ? {} : { files: sorted(files) }),
      ...(pages === undefined ? {} : { pages: sorted(pages) }),
    })),
    dirty: record.dirty === "all" ? "all" : sorted(record.dirty),
  };
  const text = `${JSON.stringify(body)}\n`;
  const seal =
    stateKey === undefined ? `sha256 ${sha256(text)}` : `hmac-sha256 ${keyId(stateKey)} ${mac(stateKey, text)}`;
  return new TextEncoder().encode(`${MAGIC} ${VERSION} ${seal}\n${text}`);
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
  const text = new TextDecoder().decode(bytes.subarray(lineEnd + 1));
  const wrong = sealProblem({ sealedBy, seal, text, ...(stateKey === undefined ? {} : { stateKey }) });
  if (wrong !== undefined) return unusable(wrong);
  if (Number(version) !== VERSION) return unusable(Number(version) > VERSION ? "newer" : "foreign");
  const body = parseBody(text);
  if (body === undefined) return unusable("damaged");
  if (body.key !== key) return unusable("foreign");
  return { is: "record", record: toRecord(body) };
}

/** Two mappings are the same when every input that either of them knows says the same. */
export function sameMapping(one: Mapping, other: Mapping): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const words = (mapping: Mapping, name: string): string =>
    JSON.stringify(Object.hasOwn(mapping, name) ? mapping[name] : []);
  return [...names].every((name) => words(one, name) === words(other, name));
}

function sealProblem({
  sealedBy,
  seal,
  text,
  stateKey,
}: {
  readonly sealedBy: string | undefined;
  readonly seal: string;
  readonly text: string;
  readonly stateKey?: string;
}): Unusable | undefined {
  if (sealedBy === undefined) {
    if (!isSame(seal, sha256(text))) return "damaged";
    return stateKey === undefined ? undefined : "unsealed";
  }
  if (stateKey === undefined) return "sealed";
  if (sealedBy !== keyId(stateKey)) return "rotated";
  return isSame(seal, mac(stateKey, text)) ? undefined : "damaged";
}

function parseBody(text: string): Body | undefined {
  if (isTooDeep(text)) return undefined;
  try {
    const parsed = Body.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Looked at before parsing: what nests deeper than a record does is none. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) isText = false;
    } else if (code === 0x22) isText = true;
    else if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function toRecord({ builds, dirty, ...rest }: Body): StateRecord {
  return {
    ...rest,
    builds: builds.map(({ source, commit, files, pages }) => ({
      source,
      ...(commit === undefined ? {} : { commit }),
      ...(files === undefined ? {} : { files: new Map(files) }),
      ...(pages === undefined ? {} : { pages: new Map(pages) }),
    })),
    dirty: dirty === "all" ? "all" : new Map(dirty),
  };
}

function unusable(why: Unusable): Decoded {
  return { is: "unusable", why };
}

function sorted<V>(entries: Iterable<readonly [string, V]>): [string, V][] {
  return Array.from(entries, ([name, value]): [string, V] => [name, value]).sort(([a], [b]) =>
    a < b ? -1 : a > b ? 1 : 0,
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function mac(stateKey: string, text: string): string {
  return createHmac("sha256", stateKey).update(`${MAGIC} ${VERSION}\n${text}`).digest("hex");
}

/** Tells a rotated key from a record that was tampered with. */
function keyId(stateKey: string): string {
  return createHmac("sha256", stateKey).update(`${MAGIC} key id`).digest("hex").slice(0, 16);
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
