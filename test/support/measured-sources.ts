/**
 * Loaded in front of the action where its coverage is measured: gives Node its sources with the types taken out, which Node
 * itself would do anew, slowly, in each of a thousand processes. Characters keep their places, so that the measurement does too.
 */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCES = new URL("../../src/", import.meta.url).href;
const FOLDER = fileURLToPath(new URL("../../coverage/sources", import.meta.url));

registerHooks({
  load(url, context, next) {
    if (!url.startsWith(SOURCES) || !url.endsWith(".ts")) return next(url, context);
    return { format: "module", source: withoutTypes(fileURLToPath(url)), shortCircuit: true };
  },
});

function withoutTypes(path: string): string {
  const { mtimeMs, size } = statSync(path);
  const kept = join(FOLDER, `${path.replace(/[^a-z0-9.-]/gi, "_")}-${mtimeMs}-${size}`);
  try {
    return readFileSync(kept, "utf8");
  } catch {
    const source = stripTypeScriptTypes(readFileSync(path, "utf8"));
    mkdirSync(FOLDER, { recursive: true });
    // Under its name only when it is whole: others read it at the same time.
    writeFileSync(`${kept}.${process.pid}`, source);
    renameSync(`${kept}.${process.pid}`, kept);
    return source;
  }
}
