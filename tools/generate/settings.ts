import { z } from "zod";
import { INPUTS } from "../../src/inputs/inputs.ts";
import type { Provider } from "../../src/model/provider.ts";
import { code, table } from "./markdown.ts";

/** As much of JSON Schema as the providers' settings use. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly not?: object;
}

export const inputNames: ReadonlySet<string> = new Set([
  ...INPUTS.map(({ name }) => name as string),
  "site-url",
  "dry-run",
  "variables",
]);

/** What `site`, `api-key` and `api-secret` mean at this provider. */
export function inputMeanings(provider: Provider): string {
  const properties = propertiesOf(provider);
  const rows = ["site", "api-key", "api-secret", "api-url"].flatMap((name) => {
    const schema = properties[name];
    return schema === undefined || schema.not !== undefined ? [] : [[code(name), schema.description ?? ""]];
  });
  return table(["input", "meaning here"], rows);
}

/** A sentence on the environment variables that the settings read; empty when there are none. */
export function variablesSentence({ environment = [] }: Provider): string {
  if (environment.length === 0) return "";
  return `\n\nRead from the step's environment where no input says otherwise: ${environment.map(code).join(", ")}.`;
}

/** The table of `provider-options`, or a sentence when there are none. */
export function optionsTable(provider: Provider): string {
  const rows = Object.entries(propertiesOf(provider))
    .filter(([name]) => !inputNames.has(name))
    .flatMap(([name, schema]) => rowsOf(name, schema));
  if (rows.length === 0) return `${provider.name} has no options of its own.`;
  return table(["option", "values", "default", "meaning"], rows);
}

function propertiesOf(provider: Provider): Readonly<Record<string, Schema>> {
  const schema = z.toJSONSchema(provider.settings, { io: "input", unrepresentable: "any" }) as Schema;
  if (schema.properties === undefined) throw new Error(`The settings of ${provider.id} are no object.`);
  return schema.properties;
}

function rowsOf(name: string, schema: Schema): readonly (readonly string[])[] {
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => rowsOf(`${name}.${key}`, value));
  const about = schema.description ?? "";
  if (inner.length > 0) return about === "" ? inner : [[code(name), "mapping", "", about], ...inner];
  return [[code(name), valuesOf(schema), defaultOf(schema), about]];
}

function valuesOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => code(String(value))).join(", ");
  if (schema.type === "boolean") return "`true`, `false`";
  if (schema.type === "array") return "list";
  if (schema.type === "integer" || schema.type === "number") {
    return schema.maximum === undefined ? "number" : `${schema.minimum ?? 0} to ${schema.maximum}`;
  }
  return "text";
}

function defaultOf({ default: given }: Schema): string {
  if (given === undefined) return "";
  return code(typeof given === "string" ? given : JSON.stringify(given));
}
