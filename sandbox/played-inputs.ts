/** A step's inputs at the sandbox: its own account in the place of the vendor's. */
import { parse } from "yaml";
import { accountInputs } from "../test/support/site.ts";
import { PROVIDER_IDS } from "./provider-ids.ts";
import type { ProviderId, Sandbox } from "./sandbox.ts";

export type Destination = Readonly<Record<string, unknown>>;

/** Providers without a status: their propagation window is waited for where a purge has to be complete. */
const WITH_WINDOW: ReadonlySet<ProviderId> = new Set([
  "5centscdn",
  "bunny",
  "cloudflare",
  "digitalocean",
  "fastly",
  "google-media-cdn",
  "hado",
  "keycdn",
  "netlify",
  "paradarum",
  "vercel",
]);
/** A purge arrives at the sandbox's edge within 40 ms: its windows need not be as long as the vendors'. */
const SHORT_WINDOW = { "propagation-seconds": 1 };

/** What a destination is called: by its name, or by its provider. */
export function nameOf(one: Destination): string {
  return String(one["name"] ?? one["provider"]);
}

/** @throws an Error that names the providers there are. */
export function providerOf({ provider }: Destination): ProviderId {
  const id = PROVIDER_IDS.find((known) => known === provider);
  if (id !== undefined) return id;
  const given = provider === undefined ? "has no provider" : `has the provider "${String(provider)}"`;
  throw new Error(`The step ${given}: write one of ${PROVIDER_IDS.join(", ")}`);
}

/** With the account of the sandbox, and a memory in a file that no deploy has: there is no service of GitHub's here. */
export function atSandbox(given: Destination, sandbox: Sandbox): Destination {
  const {
    "api-key": apiKey,
    "api-secret": apiSecret,
    "provider-options": options,
    site,
    "site-url": _,
    ...account
  } = accountInputs(sandbox);
  const own = given["provider-options"];
  const merged = {
    ...(WITH_WINDOW.has(sandbox.provider) ? SHORT_WINDOW : {}),
    ...(typeof own === "string" ? parse(own) : own),
    ...(options === undefined ? {} : JSON.parse(options)),
  };
  return {
    ...given,
    ...account,
    // What the step does not give, it does not get here either: the action is to say that it is missing.
    ...(given["site"] === undefined || site === undefined ? {} : { site }),
    ...(given["site-url"] === undefined ? {} : { "site-url": sandbox.edge.url + pathOf(given["site-url"]) }),
    ...(given["origin-url"] === undefined ? {} : { "origin-url": sandbox.origin.url + pathOf(given["origin-url"]) }),
    ...(given["api-key"] === undefined ? {} : { "api-key": apiKey, ...(apiSecret && { "api-secret": apiSecret }) }),
    ...(Object.keys(merged).length === 0 ? {} : { "provider-options": merged }),
    ...(given["state"] === "none" ? {} : { state: `file:.git/deploy-purge/${nameOf(given)}` }),
  };
}

/** Of several addresses the first one's. */
function pathOf(address: unknown): string {
  const [first] = (Array.isArray(address) ? address.map(String) : String(address ?? "/").split(/\s+/)).filter(Boolean);
  // What a variable holds is not known here.
  return first === undefined || first.startsWith("${") ? "/" : new URL(first, "https://www.example.com/").pathname;
}

/** As a workflow gives them: texts. */
export function texts(inputs: Destination): Record<string, string> {
  const entries = Object.entries(inputs).map(([name, value]) => [
    name,
    typeof value === "object" ? JSON.stringify(value) : String(value),
  ]);
  return Object.fromEntries(entries);
}
