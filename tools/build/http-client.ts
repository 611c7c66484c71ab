import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

/**
 * The part of undici that the built action needs, instead of the whole: its index loads fetch, WebSocket, HTTP/2, caches,
 * mocks and interceptors, which took half of the time from the start of a step to its first request.
 */

/** What `src/` imports from undici, by the file that holds it. All load when they are first used. */
export const EXPORTED: Readonly<Record<string, string>> = {
  Agent: "lib/dispatcher/agent.js",
  EnvHttpProxyAgent: "lib/dispatcher/env-http-proxy-agent.js",
  Pool: "lib/dispatcher/pool.js",
};

/** What undici's index adds to every dispatcher: `request`, and `connect`, which its own proxies call. */
const DISPATCHER = "lib/dispatcher/dispatcher.js";
const API = "lib/api/index.js";

/**
 * Files that are left out, each behind a condition that never holds here: HTTP/2 (`allowH2` is false), SOCKS (a proxy is http or
 * https), bodies that are forms or of `fetch` (ours are bytes), and the experimental parser (a variable switches it on).
 */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  "lib/dispatcher/client-h2.js",
  "lib/dispatcher/socks5-proxy-agent.js",
  "lib/milo/no-simd.js",
  "lib/milo/simd.js",
  "lib/web/fetch/body.js",
  "lib/web/fetch/formdata.js",
  "lib/web/webidl/index.js",
]);

/** Name of the module that stands for undici, in the folder that `copyHttpClient` fills. */
export const HTTP_CLIENT = "client.js";

/** Where a file of the package requires another one: `require('../core/util')`. */
const REQUIRED = /\brequire\(['"](\.{1,2}\/[^'"]+)['"]\)/g;

/**
 * Copies that part, unchanged, into a folder.
 *
 * @throws {Error} when a file that is left out is not imported any more: then the list above is out of date.
 */
export function copyHttpClient(folder: string): void {
  const packageFile = createRequire(import.meta.url).resolve("undici/package.json");
  const { files, leftOut } = neededFiles(dirname(packageFile));
  const stale = [...LEFT_OUT].filter((path) => !leftOut.has(path));
  if (stale.length > 0) throw new Error(`undici has no use for ${stale.join(", ")} any more.`);
  for (const [path, content] of files) write(join(folder, path), content);
  for (const path of leftOut)
    write(join(folder, path), `"use strict";\n// Left out: see tools/build/http-client.ts.\n`);
  write(join(folder, "package.json"), `{ "type": "commonjs" }\n`);
  write(join(folder, HTTP_CLIENT), clientModule());
}

/** Every file that those above require, and theirs, by its path in the package. */
export function neededFiles(root: string): {
  readonly files: ReadonlyMap<string, string>;
  readonly leftOut: ReadonlySet<string>;
} {
  const require = createRequire(join(root, "index.js"));
  const files = new Map<string, string>();
  const leftOut = new Set<string>();
  const pending = [...Object.values(EXPORTED), DISPATCHER, API];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (files.has(path)) continue;
    const content = readFileSync(join(root, path), "utf8");
    files.set(path, content);
    for (const [, name = ""] of content.matchAll(REQUIRED)) {
      const required = relative(root, require.resolve(join(root, dirname(path), name))).replaceAll("\\", "/");
      if (LEFT_OUT.has(required)) leftOut.add(required);
      else pending.push(required);
    }
  }
  return { files, leftOut };
}

function clientModule(): string {
  const getters = Object.entries(EXPORTED).map(([name, path]) => `  get ${name}() { return require("./${path}"); },\n`);
  return `"use strict";
Object.assign(require("./${DISPATCHER}").prototype, require("./${API}"));
module.exports = {
${getters.join("")}};
`;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
