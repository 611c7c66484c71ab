import { type Check, field, optional } from "./fields.ts";

export function secretText(given?: string) {
  return field(given, (value, { issue }) => checkSecret(value.trim(), issue));
}

/** Fewer characters would be masked everywhere, or nowhere; every vendor's keys have many more. */
const SHORTEST_KEY = 4;

export function apiKey() {
  return field(undefined, (value, { issue }) => {
    const text = value.trim();
    const key = checkSecret(text, issue);
    // Nothing was given, or it is wrong already.
    if (key !== text) return key;
    if (/^(?:Bearer|APIToken|Basic)\s/i.test(key)) {
      return issue("starts with the word in front of a token (Bearer, APIToken): give the key alone");
    }
    if (/^[{[].*[}\]]$/.test(key)) {
      return issue(
        "is a JSON document, whose parts the runner cannot mask: give the key alone, as a secret of its own",
      );
    }
    if (key.length < SHORTEST_KEY) {
      return issue("is too short for a key, and for anything that could be masked: paste all of it into the secret");
    }
    return key;
  });
}

/** Header values are visible ASCII: a key with anything else was pasted wrongly. The value itself is never shown. */
function checkSecret(value: string, issue: Check["issue"]): string | undefined {
  if (/[\r\n]/.test(value)) return issue("has a line break inside: paste the key alone, on one line, into the secret");
  if (/[^\x20-\x7e]/.test(value))
    return issue("has a character that no key has (a control character, or beyond ASCII)");
  return optional(value);
}
