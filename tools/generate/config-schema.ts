import { z } from "zod";
import { RUN_INPUTS } from "../../src/inputs/config-file/parse-config-file.ts";
import { FIELDS, INPUTS, type InputName, SECRET_INPUTS } from "../../src/inputs/inputs.ts";
import { loadProvider, providerIds } from "../../src/providers/registry.ts";
import { inputNames } from "./settings.ts";

type Schema = Readonly<Record<string, unknown>>;

/** A whole value that stands for an environment variable. */
const REFERENCE: Schema = {
  type: "string",
  pattern: "^\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}$",
  description: "An environment variable of the step.",
};
const REFERRED: Schema = { $ref: "#/$defs/reference" };
/** A key without a value is the same as no key. */
const TEXT: Schema = { type: ["string", "number", "boolean", "null"] };
const LINES: Schema = { anyOf: [TEXT, { type: "array", items: TEXT }] };
const NAME: Schema = { type: ["string", "number"], pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" };

/** JSON Schema of the file that `config` names, for editors: every input, and each provider's own options. */
export async function configSchema(): Promise<Schema> {
  const inputs = Object.fromEntries(
    INPUTS.filter(({ name }) => !RUN_INPUTS.includes(name)).map(({ name, description }) => [
      name,
      { description, ...formOf(name) },
    ]),
  );
  const options = await optionSchemas();
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "The configuration file of deploy-purge",
    type: "object",
    required: ["destinations"],
    additionalProperties: false,
    properties: {
      ...inputs,
      destinations: { type: "array", minItems: 1, items: { $ref: "#/$defs/destination" } },
    },
    $defs: {
      lines: LINES,
      reference: REFERENCE,
      destination: {
        type: "object",
        additionalProperties: false,
        properties: {
          name: { ...NAME, description: "What log and report call it, and what its memory goes by." },
          after: {
            description: "Destinations that must be purged before this one.",
            anyOf: [NAME, { type: "array", items: NAME }, { type: "null" }],
          },
          ...inputs,
        },
        allOf: Object.keys(options).map(optionsOfProvider),
      },
      ...Object.fromEntries(Object.entries(options).map(([id, schema]) => [`options-${id}`, schema])),
    },
  };
}

/** The provider decides what `provider-options` may hold. */
function optionsOfProvider(id: string): Schema {
  return {
    anyOf: [
      { not: { properties: { provider: { const: id } }, required: ["provider"] } },
      {
        properties: {
          "provider-options": { anyOf: [{ $ref: `#/$defs/options-${id}` }, { type: ["string", "null"] }] },
        },
      },
    ],
  };
}

function formOf(name: InputName): Schema {
  if (name === "site-headers")
    return {
      anyOf: [REFERRED, { type: "object", additionalProperties: REFERRED }],
    };
  if (SECRET_INPUTS.includes(name)) return REFERRED;
  if (name === "provider") return oneOf(providerIds);
  if (name === "provider-options") return { type: ["object", "string", "null"] };
  const { words } = FIELDS[name];
  if (words !== undefined) return oneOf(words.flatMap(spellings));
  return { $ref: "#/$defs/lines" };
}

/** A reference to a variable may stand for any word. */
function oneOf(words: readonly unknown[]): Schema {
  return { anyOf: [{ enum: words }, REFERRED, { type: "null" }] };
}

/** YAML reads `true` as a boolean. */
function spellings(word: string): readonly unknown[] {
  return word === "true" || word === "false" ? [word, word === "true"] : [word];
}

/** The options of each provider, out of the schema that checks them. */
async function optionSchemas(): Promise<Readonly<Record<string, Schema>>> {
  const entries = providerIds.map(async (id) => {
    const { settings } = await loadProvider(id);
    const schema = z.toJSONSchema(settings, { io: "input", unrepresentable: "any", target: "draft-2020-12" });
    const own = Object.entries(schema.properties ?? {}).filter(([name]) => !inputNames.has(name));
    const properties = own.map(([name, option]) => [name, orReferred(option)] as const);
    return [id, { type: "object", additionalProperties: false, properties: Object.fromEntries(properties) }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** What describes an option stays where editors look for it. */
function orReferred(option: unknown): Schema {
  const { description, default: standard, ...rest } = option as Schema;
  const about = {
    ...(description === undefined ? {} : { description }),
    ...(standard === undefined ? {} : { default: standard }),
  };
  return { ...about, anyOf: [rest, REFERRED] };
}
