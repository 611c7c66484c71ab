import {
  COMPOSITION_ROOT,
  MAX_LINES_OF_FUNCTION,
  OUTER_ROOMS,
  PURE_CRYPTO,
  roomNames,
  roomsBelow,
  WITNESSES,
} from "../layers/layers.ts";

interface Override {
  readonly includes: readonly string[];
  readonly linter: { readonly rules: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

/** The part of the linter's configuration that follows from the layers: `biome.json` extends it. */
export function fences(): string {
  const overrides = [
    ...roomNames().map(fenceOfRoom),
    fenceOfTests(),
    ...WITNESSES.map(fenceOfWitness),
    noCycles(),
    shortFunctions(),
  ];
  return `${JSON.stringify({ overrides }, null, 2)}\n`;
}

/** One override a room: of two that restrict imports of the same file, the linter takes the later one alone. */
function fenceOfRoom(room: string): Override {
  const below = roomsBelow(room);
  const others = roomNames().filter((name) => name !== room && name !== COMPOSITION_ROOT && !below.includes(name));
  const upward = {
    group: others.map((name) => `**/${name}/**`),
    message: `A room imports from the layers below its own: ${below.join(", ") || "none"}. See docs/design.md.`,
  };
  const toRoot = { group: [`**/${COMPOSITION_ROOT}`], message: "Nothing imports the composition root." };
  const outside = {
    group: ["@actions/**", "undici", "undici/**", "node:*", "node:*/**", "!node:crypto"],
    message: "Only src/adapters and src/main.ts touch the outside; take it from the ports that are handed in.",
  };
  const isOuter = OUTER_ROOMS.includes(room);
  const paths = { "node:crypto": { allowImportNames: PURE_CRYPTO, message: "Chance is handed in; hashes are pure." } };
  const patterns = [...(others.length > 0 ? [upward] : []), toRoot, ...(isOuter ? [] : [outside])];
  return override([room === COMPOSITION_ROOT ? `src/${room}` : `src/${room}/**`], "style", "noRestrictedImports", {
    ...(isOuter ? {} : { paths }),
    patterns,
  });
}

/** Temporary folders come from the helper that removes them. */
function fenceOfTests(): Override {
  const includes = ["test/**", "!test/support/temp-folder.ts", "!test/support/setup.ts", "!test/support/run-folder.ts"];
  return override(includes, "style", "noRestrictedImports", { paths: noOwnTempFolders() });
}

function noOwnTempFolders() {
  const message = "Use makeTempFolder of test/support/temp-folder.ts: nothing may be left behind.";
  const importNames = ["mkdtemp", "mkdtempSync", "mkdtempDisposable", "mkdtempDisposableSync"];
  return { "node:fs": { importNames, message }, "node:fs/promises": { importNames, message } };
}

function fenceOfWitness(folder: string): Override {
  const message = "It states the vendors' numbers itself: a wrong limit must not be wrong on both sides.";
  const paths = folder.startsWith("test/") ? { paths: noOwnTempFolders() } : {};
  return override([`${folder}/**`], "style", "noRestrictedImports", {
    ...paths,
    patterns: [{ group: ["**/src/**"], message }],
  });
}

function noCycles(): Override {
  return override(["**/*.ts"], "suspicious", "noImportCycles", { ignoreTypes: false });
}

function shortFunctions(): Override {
  // Tests are tables and stories; what they are built from is code like any other.
  const tests = ["test/**", "!test/**/*.test.ts", "!test/contract/suite/**"];
  const includes = ["src/**", "sandbox/**", "tools/**", ...tests];
  return override(includes, "complexity", "noExcessiveLinesPerFunction", { maxLines: MAX_LINES_OF_FUNCTION });
}

function override(includes: readonly string[], group: string, rule: string, options: object): Override {
  return { includes, linter: { rules: { [group]: { [rule]: { level: "error", options } } } } };
}
