import type { Document, Node, Scalar, YAMLMap } from "yaml";
import { SECRET_INPUTS } from "../inputs.ts";
import {
  type Resolved,
  referencedVariable,
  referenceProblem,
  resolveVariable,
  type TakeVariable,
} from "./variables.ts";

/** What it takes to read one value of the file. */
export interface InputReader {
  readonly yaml: typeof import("yaml");
  readonly take: TakeVariable;
  readonly document: Document;
}

/** Inputs in whose texts `${1}`, or what a regular expression says, means itself. */
const PATTERN_INPUTS = ["routes", "purge", "include", "immutable", "ignore-content"];

/** A value of the file as the text that a workflow's step would give: a list is one line for each of its entries. */
export function readInput(input: string, node: Node | null, reader: InputReader): Resolved {
  const { yaml } = reader;
  if (node === null || (yaml.isScalar(node) && node.value === null)) return { text: "" };
  const mayHold = PATTERN_INPUTS.includes(input);
  if (input === "site-headers" && yaml.isMap(node)) return readHeaders(node, reader);
  if (SECRET_INPUTS.some((name) => name === input)) return readSecret(node, reader);
  if (input === "provider-options" && yaml.isMap(node)) return readOptions(node, reader);
  if (yaml.isScalar(node)) return resolveVariable(textOf(node), reader.take, false, mayHold);
  if (yaml.isSeq(node)) return readList(node.items as readonly Node[], reader, mayHold);
  return { message: "must be a text or a list of texts, not a mapping" };
}

/** A secret stands in the step's environment alone: whoever reads the repository would read it in the file. */
function readSecret(node: Node, { yaml, take }: InputReader): Resolved {
  const text = yaml.isScalar(node) ? textOf(node) : "";
  if (referencedVariable(text) !== undefined) return resolveVariable(text, take, true);
  const message = /\$\{\{/.test(text) ? referenceProblem(text, false) : undefined;
  if (message !== undefined) return { message };
  return {
    message:
      "must be a reference such as ${CDN_API_KEY}, and nothing else: keep the value in a secret and give it to the step " +
      "under env (if it is a real one, it has been published: replace it at the provider)",
  };
}

/** Header names with a reference each: `X-Bypass: ${BYPASS}`. */
function readHeaders(node: YAMLMap, reader: InputReader): Resolved {
  const lines: string[] = [];
  for (const { key, value } of node.items) {
    const name = reader.yaml.isScalar(key) ? textOf(key) : "";
    const read = readSecret((value as Node | null) ?? new reader.yaml.Scalar(""), reader);
    if ("message" in read) return { message: `has a value that ${read.message}` };
    if (/[\r\n]/.test(read.text.trim())) return { message: "has a value of several lines: give each header its own" };
    lines.push(`${name}: ${read.text}`);
  }
  return { text: lines.join("\n") };
}

function readList(items: readonly Node[], { yaml, take, document }: InputReader, mayHold: boolean): Resolved {
  const lines: string[] = [];
  for (const node of items) {
    const item = yaml.isAlias(node) ? node.resolve(document) : node;
    if (!yaml.isScalar(item)) return { message: "must be a list of texts: an entry of it is none" };
    const resolved = resolveVariable(textOf(item), take, false, mayHold);
    if ("message" in resolved) return resolved;
    if (/[\r\n]/.test(resolved.text.trim())) return { message: "has an entry of several lines: give each its own" };
    lines.push(resolved.text);
  }
  return { text: lines.join("\n") };
}

function readOptions(node: Node, { yaml, take, document }: InputReader): Resolved {
  const messages: string[] = [];
  const plain = resolveLeaves(node.toJS(document), (text) => {
    const resolved = resolveVariable(text, take, true);
    if ("text" in resolved) return resolved.text;
    messages.push(resolved.message);
    return text;
  });
  const [message] = messages;
  return message === undefined ? { text: yaml.stringify(plain) } : { message };
}

function resolveLeaves(value: unknown, resolve: (text: string) => string): unknown {
  if (typeof value === "string") return resolve(value);
  if (Array.isArray(value)) return value.map((one) => resolveLeaves(one, resolve));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolveLeaves(one, resolve)]));
}

/** A number or a boolean as it is written: a zone id may begin with zeros. */
export function textOf({ value, source }: Scalar): string {
  if (typeof value === "string") return value;
  return value === null ? "" : (source ?? String(value));
}
