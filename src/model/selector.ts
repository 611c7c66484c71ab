/**
 * What one purge instruction selects, in the vocabulary of the `purge` input.
 *
 * `path` one URL path · `prefix` every URL below a path · `extension` every URL whose path ends in `.value` ·
 * `regex`, `equals`, `contains`, `starts_with`, `ends_with` a match on the path · `tag` a cache tag · `host` everything
 * on one host name · `all` everything at the provider.
 */
export const KINDS = [
  "path",
  "prefix",
  "extension",
  "regex",
  "equals",
  "contains",
  "starts_with",
  "ends_with",
  "tag",
  "host",
  "all",
] as const;

export type Kind = (typeof KINDS)[number];

export interface Selector {
  readonly by: Kind;
  /** `path`, `prefix`: percent-encoded, with a leading slash. `extension`: lower case, no dot. `all`: empty. */
  readonly value: string;
  /**
   * `https://www.example.com`: the host whose objects are meant, of every kind that is a path or matches one. In a plan it
   * is there exactly where the provider's kind reaches one host (`Acceptance.match.host`).
   */
  readonly origin?: string;
}

/** A text that two selectors share only when they select the same. */
export function selectorKey({ by, value, origin }: Selector): string {
  return `${by} ${origin ?? ""} ${value}`;
}

/** The selector as the user would write it under `purge`; a host that the grammar cannot express follows it. */
export function describeSelector({ by, value, origin }: Selector): string {
  switch (by) {
    case "path":
      return `${origin ?? ""}${value}`;
    case "prefix":
    case "equals":
    case "starts_with":
      return `${by}:${origin ?? ""}${value}`;
    case "extension":
      return `ext:${value}${at(origin)}`;
    case "all":
      return "all";
    default:
      return `${by}:${value}${at(origin)}`;
  }
}

function at(origin: string | undefined): string {
  return origin === undefined ? "" : ` at ${origin}`;
}
