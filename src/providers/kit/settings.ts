import { z } from "zod";
import { isLoopback } from "../../lib/plain-address.ts";
import type { DestinationSettings } from "../../model/provider.ts";

/** How the user's value is shown in a message: quoted and cut. Never used for a credential. */
function given(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** What the core adds to the user's inputs. */
const CONTEXT = {
  "site-url": siteUrls(),
  "dry-run": z.boolean().default(false),
  /** Those of `Provider.environment` that are set. */
  variables: z.record(z.string(), z.string()).default({}).describe("Environment variables that are set."),
};

/**
 * The inputs and options of one destination, strictly: an unknown key is a problem at that key.
 *
 * @param shape `site`, the credentials, `api-url` and the provider's own options, by the names the user writes.
 */
export function destination<Shape extends z.ZodRawShape>(shape: Shape) {
  const inputs = ["site", "api-key", "api-secret", "api-url"];
  return z
    .object({ ...CONTEXT, ...shape })
    .catchall(unknownKey(Object.keys(shape).filter((name) => !inputs.includes(name))))
    .meta({ additionalProperties: false });
}

/** A nested mapping of options, as strict as `destination`. */
export function mapping<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .object(shape, {
      error: (issue) => `must be a mapping of ${Object.keys(shape).join(", ")}, not ${given(issue.input)}`,
    })
    .catchall(unknownKey(Object.keys(shape)))
    .meta({ additionalProperties: false });
}

function unknownKey(known: readonly string[]) {
  return z.unknown().refine(() => false, { error: `is no option here; there are ${known.join(", ")}` });
}

function siteUrls() {
  return z
    .array(z.string())
    .default([])
    .describe("Public base URLs of what is deployed, absolute, with a slash at the end.");
}

/** How the vendor calls what is purged, and where a user finds it. */
export interface SiteTerm {
  /** With its article: `the property id`. */
  readonly term: string;
  /** Where the vendor shows it. */
  readonly where: string;
  readonly example: string;
}

/** The `site` input where it must be given, checked against the vendor's form. */
export function site(pattern: RegExp, { term, where, example }: SiteTerm) {
  return z
    .string({ error: `is missing: give ${term} (${where}), for example ${example}` })
    .regex(pattern, { error: (issue) => `${given(issue.input)} is not ${term} (${where}), for example ${example}` })
    .describe(`${upperFirst(term)}: ${where}. Example: \`${example}\`.`);
}

/** A site that the vendor numbers. */
export function numberedSite(term: SiteTerm) {
  return site(/^[1-9][0-9]{0,17}$/, term);
}

/** A credential: visible ASCII without blanks, since it travels in a header. Its value appears in no message. */
export function credential(about: string) {
  return z
    .string({ error: "must be a text" })
    .regex(/^[\x21-\x7e]+$/, {
      error: "has a blank, a line break or a character beyond ASCII inside: paste the key alone",
    })
    .optional()
    .describe(about);
}

/** A credential that this provider has no use for: accepting it in silence would look like security. */
export function noCredential(message: string) {
  return z.never({ error: message }).optional().describe("Not used.");
}

/** The check that a key is there, unless this is a dry run. `where`: how the vendor's users get one. */
export function keyRequired(where: string) {
  return {
    path: ["api-key"],
    error: `is missing: ${where}. Pass it from a secret, for example api-key: \${{ secrets.CDN_API_KEY }}. Only a dry run needs none`,
    when: ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null,
  };
}

/** Is the key there, or not needed? */
export function hasKey(raw: { readonly "api-key"?: string | undefined; readonly "dry-run"?: boolean }): boolean {
  return raw["api-key"] !== undefined || raw["dry-run"] === true;
}

/** The `api-url` input, whose text becomes a base without a slash at its end. */
export function apiUrl(example: string) {
  return z
    .string({ error: "must be a URL" })
    .transform((text, context) => {
      const url = URL.parse(text);
      const wrong = wrongApiUrl(url);
      if (url !== null && wrong === undefined) return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
      context.issues.push({ code: "custom", message: `${wrong}, for example ${example}`, input: undefined });
      return z.NEVER;
    })
    .optional()
    .describe(`Replaces scheme and host in front of the vendor's documented path. Example: \`${example}\`.`);
}

function wrongApiUrl(url: URL | null): string | undefined {
  if (url === null) return "is no absolute URL";
  if (url.username !== "" || url.password !== "") return "has a user name or password in it: give the address alone";
  if (url.search !== "" || url.hash !== "")
    return "has a query or a fragment: give scheme, host and perhaps a path prefix";
  if (url.protocol === "https:") return undefined;
  if (url.protocol === "http:" && isLoopback(url.hostname)) return undefined;
  return "must be https (plain http is for loopback alone: the key would travel in clear text)";
}

/** What every provider's settings begin with. */
export function common(
  raw: { readonly site: string; readonly "api-key"?: string | undefined; readonly "api-url"?: string | undefined },
  vendorUrl: string,
): DestinationSettings {
  return { site: raw.site, apiUrl: raw["api-url"] ?? vendorUrl, apiKey: raw["api-key"] ?? "" };
}

/** An option that is a whole number between two bounds. */
export function wholeNumber(least: number, most: number, standard: number) {
  const error = (issue: { readonly input?: unknown }) =>
    `must be a whole number from ${least} to ${most}, for example ${standard}, not ${given(issue.input)}`;
  return z.int({ error }).min(least, { error }).max(most, { error }).default(standard);
}

/** An option that is one of a few words. */
export function choice<const Word extends string>(words: readonly [Word, ...Word[]], standard: Word) {
  return z
    .enum(words, { error: (issue) => `must be one of ${words.join(", ")}, not ${given(issue.input)}` })
    .default(standard as never);
}

/** An option that is `true` or `false`. */
export function flag(standard: boolean) {
  return z.boolean({ error: (issue) => `must be true or false, not ${given(issue.input)}` }).default(standard);
}

/** An option that is text of at most 200 characters without control characters. */
export function shortText(example: string) {
  const error = (issue: { readonly input?: unknown }) =>
    `must be a text on one line, for example ${example}, not ${given(issue.input)}`;
  return z.string({ error }).regex(/^[^\p{Cc}]{0,200}$/u, { error });
}

/** An option that names something of the vendor's, and becomes a part of a request as it stands. */
export function name(example: string) {
  const error = (issue: { readonly input?: unknown }) =>
    `must be a name of letters, digits, dots, hyphens and underscores, for example ${example}, not ${given(issue.input)}`;
  return z.string({ error }).regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/, { error });
}

/** An option that is a list of words. */
export function words(standard: readonly string[]) {
  const error = (issue: { readonly input?: unknown }) =>
    `must be a list of words, for example [${standard.slice(0, 2).join(", ")}], not ${given(issue.input)}`;
  return z
    .array(z.string({ error }).min(1, { error }), { error })
    .min(1, { error })
    .default([...standard]);
}

/** Seconds that a provider without a status needs to spread a purge; at most ten minutes. */
export function propagationSeconds(standard: number) {
  return wholeNumber(0, 600, standard).describe(
    "Seconds until a purge has reached every edge. The vendor has no status, so `wait-for: completed` waits this long.",
  );
}

/** What becomes of a query string in a path that the user wrote: deployed files never have one. */
export function query() {
  return choice(["keep", "strip"], "keep").describe(
    "Query strings in paths given under `purge`: sent as written (`keep`), or left out (`strip`). The vendor does not say " +
      "what it makes of one.",
  );
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
