/** What a message shows instead of the user name and password of an address. */
const HIDDEN = "***";

/** `//user:password@`, up to the last `@` in front of the path. */
const IN_AUTHORITY = /([/\\]{2})([^\s/?#\\"'`<>]*)@/g;
/**
 * The same with a `/`, `?`, `#` or a blank in the password, where no port can stand behind the colon. Without the bound, a long
 * text with many slashes and few `@` would be gone through from each of them.
 */
const BEYOND_AUTHORITY = /([/\\]{2})([^\s/?#\\@[\]"'`<>*]+:(?!\d*(?:[/?#\s"'`]|$))[^@\r\n]{0,2000})@/g;
/** `user:password@host` without a scheme; what starts like a selector or a mail address is none. */
const WITHOUT_SCHEME =
  /(^|[\s"'`(=,<>]|(?<=:)[/\\])(?!(?:tag|prefix|ext|regex|equals|contains|starts_with|ends_with|sitemap|file|mailto):)([^\s:/\\@"'`<>*]+:[^\s/\\"'`<>]+)@(?=[\p{L}\p{N}[])/gu;

const FORMS = [IN_AUTHORITY, BEYOND_AUTHORITY, WITHOUT_SCHEME];

/** Characters of a quoted text that are searched: more than any address has. */
export const MAX_QUOTED = 8192;

/** As much of a text as a message quotes, cut behind what is hidden: half of a password is not recognised as one. */
export function quoted(text: string, length: number): string {
  return hideUserInfo(text.slice(0, MAX_QUOTED)).slice(0, length);
}

/** The text with `***` in place of each user name and password that an address in it holds. */
export function hideUserInfo(text: string): string {
  if (!text.includes("@")) return text;
  return FORMS.reduce((shown, form) => shown.replace(form, `$1${HIDDEN}@`), text);
}

/** Fewest characters of a user name without a password that may be a token: shorter ones are names. */
const SHORTEST_TOKEN = 8;

/** The passwords, and names that may be tokens, of the addresses in a text: as written, and percent-decoded. */
export function passwordsIn(text: string): readonly string[] {
  if (!text.includes("@")) return [];
  const parts: string[] = [];
  let left = text;
  // Form by form on what is left: no part of a password that one form has found is taken for another one.
  for (const form of FORMS) {
    for (const [, , part = ""] of left.matchAll(form)) parts.push(part);
    left = left.replace(form, `$1${HIDDEN}@`);
  }
  const secrets = parts.flatMap((part) => {
    const colon = part.indexOf(":");
    if (colon < 0) return part.length < SHORTEST_TOKEN ? [] : [part];
    return [part.slice(colon + 1)];
  });
  return [...new Set(secrets.flatMap((secret) => [secret, decoded(secret)]))].filter((secret) => secret !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
