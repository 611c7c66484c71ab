import { escapeControlCharacters } from "../lib/escape.ts";
import type { Change } from "../model/change.ts";

/** Files that a server runs instead of sending them. */
const SERVER_SIDE = /\.(?:php\d?|phtml|asp|aspx|ashx|jsp|jspx|cgi|pl|py|rb|cfm|shtml)$/i;

/** Names that the sentence shows. */
const MAX_NAMED = 3;

/** A sentence where files changed that a server runs: what they print, and at which URLs, is in no build. */
export function serverSideNote(changes: readonly Change[]): string | undefined {
  const paths = changes.flatMap(({ path }) => (SERVER_SIDE.test(path) ? [path] : []));
  const [first] = paths;
  if (first === undefined) return undefined;
  const named = paths.slice(0, MAX_NAMED).map((path) => escapeControlCharacters(path, 100));
  const more = paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : "";
  const extension = first.slice(first.lastIndexOf("."));
  return (
    `${named.join(", ")}${more} changed and may be run by the server: what it makes of them, and at which other addresses, is not read. ` +
    `Their own addresses are purged; for the pages that hang on them give routes, for example **/*${escapeControlCharacters(extension, 20)} -> all.`
  );
}
