/**
 * Node's own modules that the built action loads with the first use of something in them, wherever they are imported: each takes
 * milliseconds, and most runs need few of them before their first request. `node:tls` reads all root certificates besides.
 */
export const LOADED_WHEN_USED = [
  "node:child_process",
  "node:crypto",
  "node:fs/promises",
  "node:http",
  "node:https",
  "node:tls",
  "node:v8",
] as const;

/** How the bundler gives a module of Node's to those that import it. */
const given = (name: string) => `module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("${name}");`;

/** Every question about the module's contents goes to the module itself. */
const STAND_IN = `
// A module of Node's that is loaded with the first use of something in it.
const loadedWhenUsed = (name) => {
	let loaded;
	const load = () => (loaded ??= __WEBPACK_EXTERNAL_createRequire(import.meta.url)(name));
	return new Proxy({}, {
		get: (_, key) => load()[key],
		has: (_, key) => key in load(),
		ownKeys: () => Object.keys(load()),
		getOwnPropertyDescriptor: (_, key) => {
			const found = Object.getOwnPropertyDescriptor(load(), key);
			return found && { ...found, configurable: true };
		},
	});
};
`;

/**
 * The bundle's text with those modules loaded when they are used; any other text as it is.
 *
 * @throws {Error} when the entry does not give one of them in the way that is expected.
 */
export function withNodeModulesWhenUsed(text: string): string {
  const imports = /^import \{ createRequire as __WEBPACK_EXTERNAL_createRequire \} from "(?:node:)?module";\n/;
  if (!imports.test(text)) return text;
  let result = text.replace(imports, (line) => `${line}${STAND_IN}`);
  for (const name of LOADED_WHEN_USED) {
    if (!result.includes(given(name))) throw new Error(`the bundle does not give ${name} as it used to.`);
    result = result.replace(given(name), `module.exports = loadedWhenUsed("${name}");`);
  }
  return result;
}
