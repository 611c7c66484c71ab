import type { Config } from "../model/config.ts";
import { field } from "./fields.ts";

const LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*)$/;
/** More is no firewall's bypass, and longer is refused by servers. */
const MAX_HEADERS = 20;
const MAX_LENGTH = 8_192;
/**
 * Headers that belong to the connection, or that change what is requested: a part, a conditional answer, one past the
 * caches.
 */
const RESERVED =
  /^(?:host|connection|content-.*|transfer-encoding|te|trailer|upgrade|keep-alive|expect|proxy-.*|range|if-.*|accept-encoding|cache-control|pragma)$/;

/** Request headers, `Name: value`, one a line, by their names in lower case. No message quotes a value. */
export function siteHeaders() {
  return field(undefined, (value, { issue }): Readonly<Record<string, string>> => {
    const headers: Record<string, string> = {};
    for (const [at, line] of value.split(/\r\n|\r|\n/).entries()) {
      if (line.trim() === "") continue;
      const [, name = "", content = ""] = LINE.exec(line.trim()) ?? [];
      const problem = problemOf(name.toLowerCase(), content, headers);
      if (problem !== undefined) return issue(`line ${at + 1} ${problem}`);
      headers[name.toLowerCase()] = content;
    }
    return headers;
  });
}

function problemOf(name: string, content: string, before: Readonly<Record<string, string>>): string | undefined {
  if (name === "") return "is no header: write `Name: value`, one on each line";
  if (RESERVED.test(name)) return `sets ${name}, which the action sets itself: leave it out`;
  if (content === "") return "has a name and no value: is the secret that it names set?";
  if (/[^\x20-\x7e]/.test(content)) return "has a character that no header has (a control character, or beyond ASCII)";
  if (content.length > MAX_LENGTH) return `has ${content.length} characters; ${MAX_LENGTH} are allowed`;
  if (Object.hasOwn(before, name)) return "sets a header again that an earlier line sets";
  return Object.keys(before).length === MAX_HEADERS
    ? `is one header more than the ${MAX_HEADERS} that are allowed`
    : undefined;
}

/** Values to be masked that a step's inputs do not show by themselves, since a file refers to them. */
export function headerSecrets({ destinations }: Pick<Config, "destinations">): readonly string[] {
  return destinations.flatMap(({ proof }) => Object.entries(proof.siteHeaders).flatMap(secretsOf));
}

/** The same of the input's text, right or wrong. */
export function headerSecretsIn(text: string): readonly string[] {
  return text.split(/[\r\n]+/).flatMap((line) => {
    const [, name, content] = LINE.exec(line.trim()) ?? [];
    return name === undefined || content === undefined ? [line] : secretsOf([name.toLowerCase(), content]);
  });
}

/** A value, and what in it is a secret by itself: the token behind its scheme, a password in base64, values of cookies. */
function secretsOf([name, value]: readonly [string, string]): readonly string[] {
  if (name === "cookie") return [value, ...value.split(/;\s*/).map((pair) => pair.slice(pair.indexOf("=") + 1))];
  const [, scheme = "", token = ""] = /^([A-Za-z][\w-]*) +(\S.*)$/.exec(value) ?? [];
  if (name !== "authorization" || token === "") return [value];
  if (scheme.toLowerCase() !== "basic") return [value, token];
  const login = Buffer.from(token, "base64").toString("utf8");
  return [value, token, login, login.slice(login.indexOf(":") + 1)];
}
