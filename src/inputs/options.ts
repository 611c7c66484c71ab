/** Names of a provider's settings that `provider-options` may not carry: they are inputs of their own, or the core's. */
export const RESERVED = ["site", "site-url", "api-key", "api-secret", "api-url", "dry-run", "variables"];

export type OptionMapping = Readonly<Record<string, unknown>>;
export type ParsedOptions = { readonly mapping: OptionMapping } | { readonly message: string };

/** The YAML mapping of `provider-options`. Aliases are refused: a handful of them can make a mapping of any size. */
export async function parseOptions(text: string | undefined): Promise<ParsedOptions> {
  if (text === undefined) return { mapping: {} };
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, { uniqueKeys: true, logLevel: "error", schema: "core" });
  const error = document.errors[0] ?? document.warnings[0];
  if (error !== undefined) {
    const line = error.linePos?.[0].line;
    return {
      message: `is no valid YAML${line === undefined ? "" : ` (line ${line})`}: write one \`name: value\` per line`,
    };
  }
  const value = toPlain(() => document.toJS({ maxAliasCount: 0 }));
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { message: "is no mapping: write one `name: value` per line, for example `mode: soft`" };
  }
  // A name that objects have by themselves is passed over by a schema, which refuses every other one that it does not know.
  if (Object.hasOwn(value, "__proto__")) return { message: "holds __proto__, which is no option anywhere" };
  const taken = Object.keys(value).find((key) => RESERVED.includes(key));
  if (taken !== undefined)
    return { message: `holds ${taken}, which is an input of its own: give it beside provider-options` };
  return { mapping: value as OptionMapping };
}

function toPlain(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
