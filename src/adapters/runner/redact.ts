import { escapeControlCharacters, markdown } from "../../lib/escape.ts";
import type { Rows } from "../../lib/rows.ts";
import { createIndex } from "./secret-index.ts";

/** Keeps secrets out of every text that leaves the process, also in the forms that encoders and cuts give them. */
export interface Redactor {
  /**
   * Learns a secret. Several lines (a key file) count as one secret each, without the armour around them.
   *
   * @returns What the runner should be told to mask too: the secret, and the forms that the runner does not derive by
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
/** Shortest start or end of a secret that is recognised, and shortest derived form. */
const WINDOW = 8;
const MASK = "***";

/** Values that people put where a secret belongs, and that masking would tear out of every sentence. */
const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    "true false null none undefined default test tests testing demo example sample dummy changeme " +
    "production prod staging stage development preview live main master trunk release latest " +
    "public private admin user username root guest login secret secrets password passwd token apikey api-key key " +
    "http https localhost 127.0.0.1 site host path purge cache github actions deploy deploy-purge " +
    "hado paradarum 5centscdn f5xc batoff 1234 12345 123456 12345678"
  ).split(" "),
);

const ARMOUR = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/;

export function createRedactor(): Redactor {
  const index = createIndex(WINDOW, MASK);
  const known = new Set<string>();

  function add(secret: string): readonly string[] {
    const trimmed = secret.trim();
    if (!worthMasking(trimmed)) return [];
    const lines = secretLines(trimmed);
    if (!known.has(trimmed)) {
      known.add(trimmed);
      for (const line of lines) for (const form of derivedForms(line)) index.learn(form);
      // The armour of a key file is no secret: every key begins with it.
      const ofWhole = [...derivedForms(trimmed)].filter((form) => !form.includes("-----"));
      for (const form of ofWhole) index.learn(form);
    }
    return [...new Set(lines.flatMap(formsForRunner))];
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

function worthMasking(value: string): boolean {
  return value.length >= SHORTEST_SECRET && !COMMON_WORDS.has(value.toLowerCase());
}

function secretLines(secret: string): readonly string[] {
  const lines = secret.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.filter((line) => worthMasking(line) && !ARMOUR.test(line));
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

/** Every text that a secret is likely to be turned into before it is printed. */
function derivedForms(secret: string): ReadonlySet<string> {
  const bytes = Buffer.from(secret, "utf8");
  const derived = [
    ...base64Forms(bytes),
    ...bothCases(bytes.toString("hex")),
    ...everyByteForms(bytes),
    ...bothCases(secret),
    markdown(secret, Number.MAX_SAFE_INTEGER),
    // What has letters and digits alone is left as it is by all of these; a provider may sign each request anew.
    ...(/^[A-Za-z0-9]+$/.test(secret) ? [] : escapedForms(secret)),
  ];
  return new Set([secret, ...derived.filter((form) => form.length >= WINDOW)]);
}

function escapedForms(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    ...percentForms(secret),
    json,
    json.replaceAll("/", "\\/"),
    secret.replace(/[^ -~]/g, escapeUnit),
    escapeControlCharacters(secret, Number.MAX_SAFE_INTEGER),
    secret.replace(/[&<>"']/g, namedEntity),
  ];
}

/** The runner derives base64, JSON, XML and upper-case percent forms of every value it masks; these are the others. */
function formsForRunner(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  const others = [...base64Forms(bytes).filter((form) => /[-_]/.test(form)), ...bothCases(bytes.toString("hex"))];
  return [secret, ...others.filter((form) => form.length >= WINDOW)];
}

/** Base64 and base64url at the three positions a secret can have in a longer text, without the digits it shares. */
function base64Forms(bytes: Buffer): readonly string[] {
  const forms = [0, 1, 2].flatMap((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
    const wholeDigits = Math.floor((shifted.length * 8) / 6);
    const first = Math.ceil((shift * 8) / 6);
    return [
      shifted.toString("base64").slice(first, wholeDigits),
      shifted.toString("base64url").slice(first, wholeDigits),
    ];
  });
  return [...new Set([bytes.toString("base64"), bytes.toString("base64url"), ...forms])];
}

function percentForms(secret: string): readonly string[] {
  const component = encodeURIComponent(secret.toWellFormed());
  const form = new URLSearchParams([["", secret]]).toString().slice(1);
  const forms = [component, encodeURI(secret.toWellFormed()), form];
  return forms.flatMap((text) => [...escapeCases(text), ...escapeCases(text.replaceAll("%", "%25"))]);
}

/** Every byte as `%XX`, once and twice over. */
function everyByteForms(bytes: Buffer): readonly string[] {
  const every = bytes.toString("hex").replaceAll(/../g, "%$&");
  return [every, every.replaceAll("%", "%25")].flatMap(bothCases);
}

function escapeCases(text: string): readonly string[] {
  const withCase = (change: (triplet: string) => string) => text.replace(/%(?:25)?[0-9a-f]{2}/gi, change);
  return [text, withCase((triplet) => triplet.toLowerCase()), withCase((triplet) => triplet.toUpperCase())];
}

function bothCases(text: string): readonly string[] {
  return [text.toLowerCase(), text.toUpperCase()];
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

function namedEntity(character: string): string {
  return `&${ENTITIES[character]};`;
}
