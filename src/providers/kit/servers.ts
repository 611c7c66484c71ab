import { z } from "zod";

/** A server of one's own: its address, and its name in the report. */
export interface Server {
  /** Scheme, host and port, and perhaps a path prefix; no slash at the end. */
  readonly url: string;
  /** Host and port: for the report. */
  readonly name: string;
}

/** Most servers of one destination: each gets every purge by itself. */
const MAX_SERVERS = 50;

/** The `servers` option: the caches that must all be purged, by their own addresses. */
export function servers(example = "http://10.0.0.11:6081") {
  const error = `must be a list of URLs, one for each server that must be purged, for example [${example}]`;
  return z
    .array(z.string({ error }), { error })
    .min(1, { error })
    .max(MAX_SERVERS, { error: `has more than ${MAX_SERVERS} servers` })
    .transform((texts, context): readonly Server[] => {
      const read = texts.map((text) => serverOf(text, example));
      const problem = read.find((one) => typeof one === "string") ?? repeated(read as Server[]);
      if (problem === undefined) return read as Server[];
      context.issues.push({ code: "custom", message: problem, input: undefined });
      return z.NEVER;
    })
    .describe(
      `Addresses of the servers, each of which is purged: a list of URLs. Example: \`[${example}]\`. Plain http is for private ` +
        "addresses; see `insecure`.",
    );
}

/** The `insecure` option, which goes with `servers`. */
export function insecure() {
  return z
    .boolean({ error: "must be true or false" })
    .default(false)
    .describe(
      "Allow plain http to public addresses, and a key over plain http: anyone on the way can read and repeat it.",
    );
}

/**
 * What is wrong with servers that get the purges without encryption; undefined when nothing is.
 *
 * @param hasKey is a credential sent to them?
 */
export function plainHttpProblem(all: readonly Server[], hasKey: boolean, isAllowed: boolean): string | undefined {
  if (isAllowed) return undefined;
  const plain = all.filter(({ url }) => url.startsWith("http:") && !isLoopbackName(new URL(url).hostname));
  const [first] = plain;
  if (first !== undefined && hasKey)
    return `holds ${first.name} with plain http, over which the key would travel in clear text: use https, or insecure: true`;
  const open = plain.find(({ url }) => !isPrivateName(new URL(url).hostname));
  if (open === undefined) return undefined;
  return `holds ${open.name} with plain http, and that is no private address: use https, or insecure: true`;
}

/** @returns the server, or what is wrong with the text, which is not quoted: a URL may hold a password. */
function serverOf(text: string, example: string): Server | string {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:") || /\s/.test(text))
    return `holds something that is no http or https URL: for example ${example}`;
  if (url.username !== "" || url.password !== "")
    return "holds a URL with a user name or password in it: give the address alone";
  if (url.search !== "" || url.hash !== "")
    return "holds a URL with a query or a fragment: give scheme, host and port, and perhaps a path prefix";
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, "")}`, name: url.host };
}

function repeated(all: readonly Server[]): string | undefined {
  const urls = all.map(({ url }) => url);
  const twice = all.find(({ url }, at) => urls.indexOf(url) !== at);
  return twice === undefined ? undefined : `names ${twice.name} twice: each server once`;
}

function isLoopbackName(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** RFC 1918, 6598 and 4193 addresses, link-local ones, and names that no public DNS has. */
function isPrivateName(host: string): boolean {
  if (/^\d+(?:\.\d+){3}$/.test(host))
    return /^(?:10\.|127\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
      host,
    );
  if (host.startsWith("[")) return /^\[(?:::1\]|f[cd]|fe[89ab])/i.test(host);
  return !host.includes(".") || /\.(?:internal|local|lan|home\.arpa|localhost|test)$/i.test(host);
}
