import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { MAX_RECORD_BYTES } from "../ports/store.ts";
import { readBody, type StateRecord, writeBody } from "./record-body.ts";

/** What a store's bytes turned out to be. Whatever is not a whole record of ours is as good as missing, and says why. */
export type Decoded =
  | { readonly kind: "record"; readonly record: StateRecord }
  | { readonly kind: "unusable"; readonly why: Unusable };

export type Unusable = "damaged" | "foreign" | "newer" | "unsealed" | "sealed" | "rotated" | "replayed" | "too-large";

const MAGIC = "deploy-purge record";
const VERSION = 1;
/** The first line: what it is, its version, the kind of seal, the seal. */
const FIRST_LINE = /^deploy-purge record (\d{1,9}) (?:sha256|hmac-sha256 ([0-9a-f]{16})) ([0-9a-f]{64})$/;
const LONGEST_FIRST_LINE = 200;

/** The name under which a record is kept: equal for runs that purge the same thing. */
export function recordKey(about: {
  readonly provider: string;
  readonly site: string;
  readonly siteUrls: readonly string[];
  readonly environment: string;
  readonly buildDir: string;
  /** Of a destination in a configuration file: two of them may purge the same site at one provider. */
  readonly name?: string | undefined;
}): string {
  const { provider, site, siteUrls, environment, buildDir, name } = about;
  const parts = [provider, site, [...siteUrls].sort(), environment, buildDir];
  return sha256([Buffer.from(JSON.stringify(name === undefined ? parts : [...parts, name]))]);
}

/**
 * A record as bytes, the same bytes for the same record: one line with a checksum, or with `stateKey` a message
 * authentication code; one line of canonical JSON; and one line for each file (see model/file-list/file-list-lines.ts).
 */
export function encodeRecord(record: StateRecord, stateKey?: string): Uint8Array {
  const content = writeBody(record);
  const seal =
    stateKey === undefined ? `sha256 ${sha256(content)}` : `hmac-sha256 ${keyId(stateKey)} ${mac(stateKey, content)}`;
  return Buffer.concat([Buffer.from(`${MAGIC} ${VERSION} ${seal}\n`), ...content]);
}

/** What a record of ours is known by. */
export interface RecordIdentity {
  readonly key: string;
  readonly stateKey?: string | undefined;
  /** The version under which it was found, where the store makes each of them once. */
  readonly version?: string | undefined;
}

/** Reads what a store gave back, which anybody may have written. Never throws. */
export function decodeRecord(
  bytes: Uint8Array | "too-large",
  { key, stateKey, version: found }: RecordIdentity,
): Decoded {
  if (bytes === "too-large" || bytes.length > MAX_RECORD_BYTES) return unusable("too-large");
  const lineEnd = bytes.subarray(0, LONGEST_FIRST_LINE).indexOf(0x0a);
  const line = new TextDecoder().decode(bytes.subarray(0, Math.max(lineEnd, 0)));
  const [, version, sealedBy, seal = ""] = FIRST_LINE.exec(line) ?? [];
  if (version === undefined) return unusable(line.startsWith(`${MAGIC} `) ? "damaged" : "foreign");
  const content = bytes.subarray(lineEnd + 1);
  const wrong = sealProblem({ sealedBy, seal, content, stateKey });
  if (wrong !== undefined) return unusable(wrong);
  if (Number(version) !== VERSION) return unusable(Number(version) > VERSION ? "newer" : "foreign");
  const record = readBody(content);
  if (record === undefined) return unusable("damaged");
  if (record.key !== key) return unusable("foreign");
  const isMoved = stateKey !== undefined && found !== undefined && record.version !== found;
  return isMoved ? unusable("replayed") : { kind: "record", record };
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
  readonly stateKey?: string | undefined;
}): Unusable | undefined {
  if (sealedBy === undefined) {
    if (!isSame(seal, sha256([content]))) return "damaged";
    return stateKey === undefined ? undefined : "unsealed";
  }
  if (stateKey === undefined) return "sealed";
  if (sealedBy !== keyId(stateKey)) return "rotated";
  return isSame(seal, mac(stateKey, [content])) ? undefined : "damaged";
}

function unusable(why: Unusable): Decoded {
  return { kind: "unusable", why };
}

function sha256(parts: readonly Uint8Array[]): string {
  const whole = createHash("sha256");
  for (const part of parts) whole.update(part);
  return whole.digest("hex");
}

function mac(stateKey: string, parts: readonly Uint8Array[]): string {
  const whole = createHmac("sha256", stateKey).update(`${MAGIC} ${VERSION}\n`);
  for (const part of parts) whole.update(part);
  return whole.digest("hex");
}

/** Distinguishes a rotated key from a record that was tampered with. */
function keyId(stateKey: string): string {
  return createHmac("sha256", stateKey).update(`${MAGIC} key id`).digest("hex").slice(0, 16);
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
