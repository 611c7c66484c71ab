import type { Rows } from "../../lib/rows.ts";
import { formsForRunner, rareForms, usualForms } from "./secret-forms.ts";
import { createIndex } from "./secret-index.ts";

/** Keeps secrets out of every text that leaves the process, also in the forms that encoders and cuts give them. */
export interface Redactor {
  /**
   * Learns a secret. Several lines (a key file) count as one secret each, without the armour around them.
   *
   * @returns What the runner must mask too: the secret, and the forms that the runner does not derive by
   *   itself. Empty when the value is too short or too common to be masked without wrecking the log.
   */
  add(secret: string): readonly string[];
  /** The text with every known form, and every start or end of one of at least 8 characters, replaced by `***`. */
  redact(text: string): string;
  /**
   * Plain data in which every string is redacted, names of fields included. What holds no secret is shared, not copied;
   * rows are redacted while they are gone through.
   */
  redactAll<T>(value: T): T;
}

/** Shorter secrets are part of ordinary words. */
const SHORTEST_SECRET = 4;
/** Shortest start or end of a form that is recognised. */
const WINDOW = 8;
const MASK = "***";
/**
 * Secrets of which the rare forms are known too. The configuration's come first and are fewer; what follows are signatures,
 * made anew for each of thousands of requests, which nobody encodes again and nobody can use again.
 */
const MAX_SECRETS_IN_DEPTH = 64;
/** Longest such secret in characters: a private key has 2,000. A certificate store of 10,000 would hold up the start. */
const LONGEST_IN_DEPTH = 4_096;
/** Lines of a secret up to which each may be a secret of its own, not a piece of a key file. */
const MAX_LINES_IN_DEPTH = 4;

/** Values that people put where a secret belongs, and that masking would tear out of every sentence. */
const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    "true false null none undefined default test tests testing demo example sample dummy changeme " +
    "production prod staging stage development preview live main master trunk release latest " +
    "public private admin user username root guest login secret secrets password passwd token apikey api-key key " +
    "http https localhost 127.0.0.1 site host path purge cache github actions deploy deploy-purge " +
    "1234 12345 123456 12345678"
  ).split(" "),
);

const ARMOUR = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/;

/** @param names further words that are no secrets: those of the providers. */
export function createRedactor(names: readonly string[] = []): Redactor {
  const index = createIndex(WINDOW, MASK);
  const known = new Set<string>();

  function add(secret: string): readonly string[] {
    const trimmed = secret.trim();
    if (!worthMasking(trimmed, names)) return [];
    const lines = secretLines(trimmed, names);
    if (!known.has(trimmed)) {
      known.add(trimmed);
      const isInDepth = known.size <= MAX_SECRETS_IN_DEPTH && trimmed.length <= LONGEST_IN_DEPTH;
      // Of a key file, whoever encodes it encodes the whole: its lines need the usual forms alone.
      for (const line of lines) if (line !== trimmed) learn(line, isInDepth && lines.length <= MAX_LINES_IN_DEPTH);
      learn(trimmed, isInDepth);
    }
    return [...new Set(lines.flatMap(formsForRunner))];
  }

  function learn(text: string, isInDepth: boolean): void {
    const forms = isInDepth ? [...usualForms(text), ...rareForms(text)] : usualForms(text);
    // The armour of a key file is no secret: every key begins with it.
    for (const form of forms) if (!form.includes("-----")) index.learn(form);
  }

  function redact(text: string): string {
    // What a mask joins could be a secret again. Each round shortens the text, so this ends.
    for (let current = text; ; ) {
      const next = index.mask(current);
      if (next === current) return next;
      current = next;
    }
  }

  function redactAll<T>(value: T): T {
    return mapStrings(value, redact) as T;
  }

  return { add, redact, redactAll };
}

function worthMasking(value: string, names: readonly string[]): boolean {
  const word = value.toLowerCase();
  return value.length >= SHORTEST_SECRET && !COMMON_WORDS.has(word) && !names.includes(word);
}

function secretLines(secret: string, names: readonly string[]): readonly string[] {
  const lines = secret.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.filter((line) => worthMasking(line, names) && !ARMOUR.test(line));
}

/**
 * The same data with every string changed. What stays as it was is shared, not copied, and nothing is made for it: a report
 * can hold a hundred thousand instructions.
 */
function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return mapItems(value, change);
  if (Symbol.iterator in value) return mapRows(value as Rows<unknown>, change);
  return mapFields(value as Record<string, unknown>, change);
}

function mapRows(rows: Rows<unknown>, change: (text: string) => string): Rows<unknown> {
  return {
    length: rows.length,
    *[Symbol.iterator]() {
      for (const row of rows) yield mapStrings(row, change);
    },
  };
}

function mapItems(items: readonly unknown[], change: (text: string) => string): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const changed = mapStrings(items[index], change);
    if (changed === items[index]) continue;
    copy ??= [...items];
    copy[index] = changed;
  }
  return copy ?? items;
}

function mapFields(fields: Readonly<Record<string, unknown>>, change: (text: string) => string): object {
  let isSame = true;
  for (const name in fields) {
    if (change(name) !== name || mapStrings(fields[name], change) !== fields[name]) {
      isSame = false;
      break;
    }
  }
  if (isSame) return fields;
  return Object.fromEntries(Object.entries(fields).map(([name, item]) => [change(name), mapStrings(item, change)]));
}
