import { escapeControlCharacters, markdown } from "../../lib/escape.ts";

/** Shortest derived form that is masked, in characters: shorter ones occur in ordinary text. */
const SHORTEST_FORM = 8;
/** What stands between two bytes that are written in hex: `:` in fingerprints, blanks in dumps, the rest in source text. */
const HEX_JOINTS: readonly string[] = [":", " ", "-", "\\x", ", 0x", ",0x", " 0x"];
/** Characters a line of wrapped base64: PEM (RFC 7468), and MIME (RFC 2045), which `base64` of the coreutils keeps too. */
const BASE64_LINES: readonly number[] = [64, 76];

/** Every text that an encoder is likely to turn a secret into before it is printed, the secret itself among them. */
export function usualForms(secret: string): ReadonlySet<string> {
  const bytes = Buffer.from(secret, "utf8");
  return longEnough(secret, [
    ...base64Forms(bytes),
    ...bothCases(bytes.toString("hex")),
    ...everyByteForms(bytes),
    ...bothCases(secret),
    markdown(secret, Number.MAX_SAFE_INTEGER),
    // What has letters and digits alone is left as it is by all of these.
    ...(/^[A-Za-z0-9]+$/.test(secret) ? [] : escapedForms(secret)),
  ]);
}

/** What two encoders one after the other make of it, what dumps show, and what comes of UTF-16. */
export function rareForms(secret: string): ReadonlySet<string> {
  const bytes = Buffer.from(secret, "utf8");
  const numbers = [...bytes].map(String);
  const wide = wideBytes(secret);
  return longEnough(secret, [
    ...joinedHexForms(bytes),
    numbers.join(","),
    numbers.join(", "),
    ...everyUnitForms(secret),
    ...base64Forms(bytes).flatMap((form) => base64Forms(Buffer.from(form))),
    ...BASE64_LINES.flatMap((length) => wrapped(bytes.toString("base64"), length)),
    ...wide.flatMap((units) => [
      ...base64Forms(units),
      ...bothCases(units.toString("hex")),
      ...joinedHexForms(units),
      ...readWrongly(units),
    ]),
    ...twiceEscapedForms(secret),
  ]);
}

/** The runner derives base64, JSON, XML and upper-case percent forms of every value it masks; these are the others. */
export function formsForRunner(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  const others = [...base64Forms(bytes).filter((form) => /[-_]/.test(form)), ...bothCases(bytes.toString("hex"))];
  return [...longEnough(secret, others)];
}

function longEnough(secret: string, derived: readonly string[]): ReadonlySet<string> {
  return new Set([secret, ...derived.filter((form) => form.length >= SHORTEST_FORM || form.includes("\0"))]);
}

function escapedForms(secret: string): readonly string[] {
  return [
    ...percentForms(secret),
    ...jsonForms(secret),
    escapeControlCharacters(secret, Number.MAX_SAFE_INTEGER),
    secret.replace(/[&<>"']/g, namedEntity),
  ];
}

/** As the encoders of JavaScript, PHP, Python, Go and .NET write it within a string of JSON. */
function jsonForms(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    json,
    json.replaceAll("/", "\\/"),
    json.replace(/[^ -~]/g, escapeUnit),
    secret.replace(/[^ -~]/g, escapeUnit),
    json.replace(/[<>&]/g, escapeUnit),
    ...bothHexCases(secret.replaceAll("\\", "\\\\").replace(/["&'+<>`]|[^ -~]/g, escapeUnit)),
  ];
}

/** A string of JSON in a string of JSON, and in one more: a body that is logged by what logs JSON. */
function twiceEscapedForms(secret: string): readonly string[] {
  const twice = jsonForms(secret).flatMap((form) => jsonForms(form));
  return [...twice, ...[...new Set(twice)].map((form) => JSON.stringify(form).slice(1, -1))];
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

function wrapped(text: string, length: number): readonly string[] {
  if (text.length <= length) return [];
  const lines = piecesOf(length, text);
  return [lines.join("\n"), lines.join("\r\n")];
}

/** The text in pieces of so many characters; the last one may be shorter. */
function piecesOf(length: number, text: string): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += length) pieces.push(text.slice(at, at + length));
  return pieces;
}

/** Hex byte by byte, and in pairs of bytes as `xxd` and `od` show them, wherever a pair begins. */
function joinedHexForms(bytes: Buffer): readonly string[] {
  return bothCases(bytes.toString("hex")).flatMap((hex) => {
    const digits = piecesOf(2, hex);
    const joined = HEX_JOINTS.map((joint) => digits.join(joint));
    return [...joined, piecesOf(4, hex).join(" "), `${hex.slice(0, 2)} ${piecesOf(4, hex.slice(2)).join(" ")}`];
  });
}

/**
 * The secret in UTF-16. Where every unit has one byte of zero, both orders have the same bytes but for a zero at one end, and
 * those bytes stand for both.
 */
function wideBytes(secret: string): readonly Buffer[] {
  const little = Buffer.from(secret, "utf16le");
  if (/^[\0-\xff]*$/.test(secret)) return [little.subarray(0, -1)];
  return [little, Buffer.from(little).swap16()];
}

/** Bytes of UTF-16 that somebody takes for UTF-8, plain and escaped. */
function readWrongly(units: Buffer): readonly string[] {
  const text = units.toString("utf8");
  return [text, escapeControlCharacters(text, Number.MAX_SAFE_INTEGER), JSON.stringify(text).slice(1, -1)];
}

/** Every UTF-16 unit as an escape of JSON, once and twice over, and every character as a numeric entity. */
function everyUnitForms(secret: string): readonly string[] {
  const units = secret.split("").map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"));
  const points = Array.from(secret, (character) => character.codePointAt(0) as number);
  const digits = [units, units.map((unit) => unit.toUpperCase())];
  const hexPoints = bothCases(points.map((point) => point.toString(16)).join(" "));
  return [
    ...["\\u", "\\\\u"].flatMap((sign) => digits.map((written) => sign + written.join(sign))),
    `&#${points.join(";&#")};`,
    ...["x", "X"].flatMap((x) => hexPoints.map((text) => `&#${x}${text.replaceAll(" ", `;&#${x}`)};`)),
  ];
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

/** With the digits of `\u` in small letters and in capitals; the rest stays. */
function bothHexCases(text: string): readonly string[] {
  return [text, text.replace(/\\u[0-9a-f]{4}/g, (unit) => `\\u${unit.slice(2).toUpperCase()}`)];
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
