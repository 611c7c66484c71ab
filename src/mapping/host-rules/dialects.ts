import { parseCloudflareRedirects } from "./cloudflare-redirects.ts";
import { parseHeaderFile } from "./header-rules.ts";
import type { RuleDialect } from "./host-rule.ts";
import { NO_NETLIFY_CONFIG, netlifyConfigReader } from "./netlify-config.ts";
import { parseNetlifyRedirects } from "./netlify-redirects.ts";
import { compilePattern, reachOf } from "./pattern.ts";

export const NETLIFY_RULES: RuleDialect = {
  files: { parseRedirects: parseNetlifyRedirects, parseHeaders: parseHeaderFile },
  config: {
    name: "netlify.toml",
    none: NO_NETLIFY_CONFIG,
    read: () => undefined,
    load: async () => netlifyConfigReader((await import("smol-toml")).parse),
  },
  reach: (from) => reachOf(from, "netlify"),
  // @see https://www.npmjs.com/package/@netlify/headers-parser, whose pattern for a path says so.
  isLooseAboutHeaders: true,
  compile: (from) => compilePattern(from, "netlify"),
};

export const CLOUDFLARE_RULES: RuleDialect = {
  files: { parseRedirects: parseCloudflareRedirects, parseHeaders: parseHeaderFile },
  reach: (from) => reachOf(from, "cloudflare"),
  compile: (from) => compilePattern(from, "cloudflare"),
};
