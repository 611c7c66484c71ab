/**
 * What is wrong with the host of an address that parses all the same, as the end of a sentence. A browser's parser takes
 * `*`, a dot at the end and port 0 as they are, and no cache holds a page under any of them.
 */
export function hostProblem({ hostname, port }: Pick<URL, "hostname" | "port">): string | undefined {
  if (hostname.includes("*")) return "has a * in its host: name each host, one per line";
  if (hostname.endsWith(".")) return "has a dot at the end of its host: write it as visitors do, without";
  if (port === "0") return "has port 0, on which nothing answers";
  return undefined;
}

/** A browser's parser leaves out tabs and soft hyphens, and takes `https:\\host` and `https:host` for `https://host`: typing errors here. */
export function isPlainAddress(text: string): boolean {
  return /^[a-z]+:\/\/[^/\\]/i.test(text) && !/[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}

/** Does a host name, as a URL has it, stand for this machine? What goes there does not travel. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(?:\.[0-9]{1,3}){3}$/.test(host);
}
