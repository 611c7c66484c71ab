import { significantLines } from "../plan/parse-selector.ts";
import { recordKey } from "../state/record.ts";
import type { MemorySettings } from "./config.ts";
import type { Values } from "./parse.ts";

/** How a destination is remembered. `site` is what the provider makes of the input, which may be empty. */
export function memorySettings(provider: string, site: string, values: Values): MemorySettings {
  const siteUrls = (values["site-url"] ?? []).map(({ origin, basePath }) => origin + basePath);
  const buildDir = (values["build-dir"] ?? "").replace(/^\.\/+|\/+$/g, "");
  const environment = values.environment ?? "production";
  const stateKey = values["state-key"];
  return {
    state: values.state ?? { is: "auto" },
    environment,
    key: recordKey({ provider, site, siteUrls, environment, buildDir }),
    ...(stateKey === undefined ? {} : { stateKey }),
    onMissing: values["on-missing-state"] ?? "purge-all",
    mapping: mappingOf(values),
  };
}

/**
 * What decides which URLs a change has. `ignore-content` is not in it: a file whose text counts anew has another hash, and
 * is purged for that.
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
