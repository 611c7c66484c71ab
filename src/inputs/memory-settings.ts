import { recordKey } from "../memory/record.ts";
import { DEFAULT_ENVIRONMENT, type MemorySettings } from "../model/config.ts";
import { significantLines } from "../model/parse-selector.ts";
import type { Provider } from "../model/provider.ts";
import type { Values } from "./inputs.ts";

/**
 * How a destination is remembered.
 *
 * @param parsed `name` is there where a file has several destinations; `site` and `apiUrl` are what the provider makes of the
 *   inputs, which may be empty; `options` are those that are given.
 */
export function memorySettings(
  provider: Pick<Provider, "id" | "deliveryOptions">,
  {
    site,
    apiUrl,
    options,
    name,
  }: {
    readonly site: string;
    readonly apiUrl: string;
    readonly options: Readonly<Record<string, unknown>>;
    readonly name?: string | undefined;
  },
  values: Values,
): MemorySettings {
  const siteUrls = (values["site-url"] ?? []).map(({ origin, basePath }) => origin + basePath);
  const buildDir = (values["build-dir"] ?? "").replace(/^\.\/+|\/+$/g, "");
  const environment = values.environment ?? DEFAULT_ENVIRONMENT;
  return {
    state: values.state ?? { kind: "auto" },
    environment,
    key: recordKey({ provider: provider.id, site, siteUrls, environment, buildDir, name }),
    stateKey: values["state-key"],
    onMissing: values["on-missing-state"] ?? "purge-all",
    mapping: { ...mappingOf(values), "provider-options": optionWords(provider, options), "api-url": [apiUrl] },
  };
}

/**
 * The settings that decide which URLs a change has. `ignore-content` is not one of them: a file whose ignored text changes
 * has another hash, and is purged for that.
 */
function mappingOf(values: Values): MemorySettings["mapping"] {
  const routes = significantLines(values.routes ?? "");
  const { unmatched = "warn", "query-strings": queryStrings = "ignored" } = values;
  return {
    "url-style": [values["url-style"] ?? "index"],
    include: values.include ?? [],
    immutable: values.immutable ?? [],
    routes,
    // What the defaults of these two let pass went through without a purge, and nobody remembers it: files that no route
    // matched, and copies with query strings.
    unmatched: routes.length > 0 && unmatched !== "warn" ? ["counts"] : [],
    "query-strings": queryStrings === "cached" ? ["cached"] : [],
  };
}

/**
 * The options that may decide which URLs are purged, as given and in the order of their names: `trailing-slash="strip"`. A
 * default that is written out counts as a change, which purges once too often and never once too little. No option is a
 * secret.
 */
function optionWords(
  { deliveryOptions = [] }: Pick<Provider, "deliveryOptions">,
  options: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.keys(options)
    .filter((name) => !deliveryOptions.includes(name))
    .sort()
    .map((name) => `${name}=${JSON.stringify(options[name])}`);
}
