import { isIP } from "node:net";
import { escapeControlCharacters } from "../../lib/escape.ts";
import { proxySettings } from "../http/proxy-settings.ts";

/** Entries of a list that one warning names, and characters of each. */
const MAX_NAMED = 3;
const LONGEST_ENTRY = 60;

/** What the HTTP client reads: a name, which stands for its subdomains too, or `*` for all of them, with or without a port. */
const NAME = /^(?:(?:\*\.|\.)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.?|\*)(?::\d{1,5})?$/u;
/** All that remains of a name which means `10.0.0.0` and what follows it. */
const PART_OF_ADDRESS = /^\.?\d{1,3}(?:\.\d{1,3}){0,2}\.?(?::\d+)?$/;

/**
 * Settings of the job's environment that have no effect here, one sentence each; nothing where it does not matter.
 *
 * @throws {PurgeError} config when a proxy variable is no URL.
 */
export function environmentWarnings(environment: NodeJS.ProcessEnv): readonly string[] {
  const noProxy = proxySettings(environment)?.noProxy ?? "";
  const useless = noProxy.split(/[,\s]/).flatMap((entry) => {
    const what = entry === "" ? undefined : misreading(entry);
    return what === undefined ? [] : [`${escapeControlCharacters(withoutCredentials(entry), LONGEST_ENTRY)} (${what})`];
  });
  return [...(useless.length === 0 ? [] : [noProxyWarning(useless)]), ...tlsWarning(environment)];
}

/** What an entry is that keeps nothing away from the proxy, though other programs may read it so. */
function misreading(entry: string): string | undefined {
  const address = entry.replace(/^\[(.*)\](?::\d{1,5})?$/, "$1");
  if (isIP(address) !== 0) return undefined;
  const [before, bits] = address.split("/");
  if (isIP(before ?? "") !== 0 && /^\d+$/.test(bits ?? "")) return "a range of addresses";
  if (PART_OF_ADDRESS.test(entry)) return "a part of an address";
  if (NAME.test(entry)) return undefined;
  return /[*^$|?()\\]/.test(entry) ? "a pattern" : "no host name";
}

function noProxyWarning(useless: readonly string[]): string {
  const more = useless.length > MAX_NAMED ? `, and ${useless.length - MAX_NAMED} more` : "";
  return (
    `NO_PROXY: ${useless.slice(0, MAX_NAMED).join(", ")}${more}: what is meant by that goes through the proxy all the same. ` +
    "Write host names, which stand for their subdomains too, or single addresses: api.example,127.0.0.1,[::1]:8443."
  );
}

function tlsWarning({ NODE_TLS_REJECT_UNAUTHORIZED: value }: NodeJS.ProcessEnv): readonly string[] {
  if (value !== "0") return [];
  return [
    "NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect here: certificates are checked, since a credential is sent. For an authority of your " +
      "own, point NODE_EXTRA_CA_CERTS at its certificate.",
  ];
}

function withoutCredentials(entry: string): string {
  return entry.replace(/^([a-z+.-]*:\/\/)?[^/@]*@/i, "$1***@");
}
