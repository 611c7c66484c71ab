import { errorText } from "./error-text.ts";
import { FAILURE_STATES } from "./task-status.ts";

/** Most characters of a value that are shown. */
const MAX_SHOWN = 200;

/** How deep an answer is looked at: its fields, and those of an envelope around them (`data`, `result`, `Response`). */
const MAX_DEPTH = 2;

/** Names are compared in lower case, without `_` and `-`. */
const ERROR =
  /^(?:last|http)?(?:errors?|exceptions?)(?:messages?|(?:status)?codes?|descriptions?|details?|texts?|count)?$/;
const SUCCESS = /^(?:is)?(?:ok|success|successful|succeeded|accepted|queued|purged|completed?|done|finished|valid)$/;
const LEFT_OVER =
  /^(?:items?|urls?|paths?|files?|count|number|total)?(?:of)?(?:failed|failures?|rejected|rejections?|refused|invalid|denied|skipped|partial|partially|unpurged|notpurged|cancell?ed|aborted)(?:items?|urls?|paths?|files?|count|total)?$/;
const OUTCOME = /^(?:http)?(?:status|state|result|outcome|code)(?:code)?$/;

/** What fields hold that have no error to tell. */
const NOTHING = /^(?:|0|ok|eok|none|null|no error|false|success|successful)$/i;

/** Parts of words for failure that codes of errors hold, besides those of states. */
const CODE_WORDS = ["invalid", "denied", "forbidden", "unauthori", "not_found", "refus", "limit"];

/**
 * What in an answer denies the success that it claims elsewhere: an error, a flag that is false, something that failed or
 * was left out, or a word or status for failure. No vendor documents all fields of its answers, and a contradiction must
 * not end green.
 *
 * @param body JSON; of a list or a plain value nothing is looked at, of an object within it its fields.
 * @param judged names of fields that the provider judges by itself.
 * @returns a clause, or undefined where nothing denies it.
 */
export function denialIn(body: unknown, judged: readonly string[] = [], depth = MAX_DEPTH): string | undefined {
  if (typeof body !== "object" || body === null || Array.isArray(body) || depth === 0) return undefined;
  const fields = Object.entries(body).filter(([name]) => !judged.includes(name));
  return (
    denialAmong(fields) ??
    fields.map(([, value]) => denialIn(value, judged, depth - 1)).find((denial) => denial !== undefined)
  );
}

function denialAmong(fields: readonly (readonly [string, unknown])[]): string | undefined {
  for (const [name, value] of fields) {
    const plain = name.toLowerCase().replace(/[_-]/g, "");
    if (ERROR.test(plain) && isSomething(value)) return `it names an error${wordsAfterColon(value)}`;
    const denies =
      (SUCCESS.test(plain) && isFalse(value)) ||
      (LEFT_OVER.test(plain) && isSomething(value)) ||
      (OUTCOME.test(plain) && isFailure(value));
    if (denies) return `its field ${shown(name)} is ${shown(JSON.stringify(value))}`;
  }
  return undefined;
}

function wordsAfterColon(value: unknown): string {
  const words = errorText({ errors: Array.isArray(value) ? value : [value] });
  return words === "" ? "" : `: ${shown(words)}`;
}

function shown(text: string): string {
  return text.slice(0, MAX_SHOWN).toWellFormed();
}

function isSomething(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0) return false;
  if (typeof value === "string") return !NOTHING.test(value.trim());
  return typeof value !== "object" || Object.keys(value).length > 0;
}

function isFalse(value: unknown): boolean {
  return value === false || value === 0 || (typeof value === "string" && /^(?:false|no|0)$/i.test(value.trim()));
}

function isFailure(value: unknown): boolean {
  if (typeof value === "number") return value >= 400 && value < 600;
  if (typeof value !== "string") return value === false;
  const word = value.toLowerCase().replace(/[ -]+/g, "_");
  return /^[45]\d\d$/.test(word) || [...FAILURE_STATES, ...CODE_WORDS].some((part) => word.includes(part));
}
