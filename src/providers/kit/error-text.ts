import type { HttpResponse } from "../../model/http.ts";
import { elementOf } from "./xml.ts";

/** Most characters of a provider's own words that are shown. */
const MAX_WORDS = 500;
/** Most characters of the title of a page, or of a text that is no JSON. */
const MAX_EXCERPT = 100;
/** Characters of a page among which its title is searched. */
const TITLE_WITHIN = 4096;
/** How deep error objects nest in the vendors' documented shapes (`errors[].message` is two), and one more. */
const MAX_DEPTH = 3;
/** Most errors of a list that are read. */
const MAX_ERRORS = 10;

/** Fields in which vendors write what is wrong: Fastly `msg`, Akamai `detail`, Bunny `Message`, KeyCDN `description`. */
const TEXT_FIELDS = ["message", "msg", "Message", "detail", "description"];

/** `HTTP 403: domain_not_authorized`: the status and what the provider says, whatever shape it has. */
export function describeAnswer(response: HttpResponse, json: unknown, fields: readonly string[] = []): string {
  const words = json === undefined ? excerptOf(response) : errorText(json, fields);
  // Some repeat the status in the body, pages in their title.
  const repeated = [`${response.status} `, `${response.status}: `].find((start) => words.startsWith(start)) ?? "";
  const text = words.slice(repeated.length);
  const message = text === "" ? response.statusText : text;
  return message === "" ? `HTTP ${response.status}` : `HTTP ${response.status}: ${cut(message, MAX_WORDS)}`;
}

/**
 * What an error body says, in any of the vendors' shapes: a bare string, `error` (text or object), `errors[]`, `code`, and
 * one of the fields that hold words.
 *
 * @param fields further names of such fields at this vendor.
 */
export function errorText(body: unknown, fields: readonly string[] = [], depth = MAX_DEPTH): string {
  if (typeof body === "string") return body.trim();
  if (typeof body !== "object" || body === null || depth === 0) return "";
  const { code, error, errors, ...rest } = body as Readonly<Record<string, unknown>>;
  const inside = [error, ...(Array.isArray(errors) ? errors.slice(0, MAX_ERRORS) : [])];
  const parts = [
    typeof code === "number" ? String(code) : errorText(code, fields, 1),
    ...inside.map((one) => errorText(one, fields, depth - 1)),
    ...[...TEXT_FIELDS, ...fields].map((name) => errorText(rest[name], fields, 1)),
  ];
  return [...new Set(parts.filter((part) => part !== ""))].join(": ");
}

/** A page's title, an XML error's code and message, or the beginning of another text. */
export function excerptOf(response: HttpResponse): string {
  const start = response.text.slice(0, TITLE_WITHIN);
  if (isPage(response)) return cut(oneLine(/<title[^>]{0,100}>([^<]*)/i.exec(start)?.[1] ?? ""), MAX_EXCERPT);
  const inXml = [elementOf(start, "Code"), elementOf(start, "Message")].filter((part) => part !== undefined);
  return inXml.length > 0 ? oneLine(inXml.join(": ")) : cut(oneLine(start), MAX_EXCERPT);
}

/** Is the answer an HTML page, by its text, or by its type where the text is no JSON? */
export function isPage({ headers, text }: HttpResponse): boolean {
  if (/^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(text)) return true;
  return /^text\/html\b/i.test(headers["content-type"] ?? "") && !/^\s*[{[]/.test(text);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}
