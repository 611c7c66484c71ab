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

/** What is wrong with a value, or with an entry of it. */
interface ValueFault {
  readonly message: string;
  /** Where the entry begins, as an offset into the file, and its name; absent where the whole value is wrong. */
  readonly offset?: number | undefined;
  readonly name?: string | undefined;
}

export type ReadValue = { readonly text: string } | { readonly faults: readonly ValueFault[] };

/** Inputs in whose texts `${1}`, or what a regular expression says, means itself. */
const PATTERN_INPUTS = ["routes", "purge", "include", "immutable", "ignore-content"];

/**
 * A value of the file as the text that a workflow's step would give: a list is one line for each of its entries.
 *
 * @returns the text, or everything that is wrong with the value and its entries.
 */
export function readInput(input: string, node: Node | null, reader: InputReader): ReadValue {
  const { yaml } = reader;
  if (node === null || (yaml.isScalar(node) && node.value === null)) return { text: "" };
  const mayHold = PATTERN_INPUTS.includes(input);
  if (input === "site-headers" && yaml.isMap(node)) return readHeaders(node, reader);
  if (SECRET_INPUTS.some((name) => name === input)) return whole(readSecret(node, reader));
  if (input === "provider-options" && yaml.isMap(node)) return readOptions(node, reader);
  if (yaml.isScalar(node)) return whole(resolveVariable(textOf(node), reader.take, false, mayHold));
  if (yaml.isSeq(node)) return readList(node.items as readonly (Node | null)[], reader, mayHold);
  return whole({ message: "must be a text or a list of texts, not a mapping" });
}

function whole(resolved: Resolved): ReadValue {
  return "text" in resolved ? resolved : { faults: [resolved] };
}

/** A secret stands in the step's environment alone: whoever reads the repository would read it in the file. */
function readSecret(node: Node | null, { yaml, take, document }: InputReader): Resolved {
  const meant = yaml.isAlias(node) ? node.resolve(document) : node;
  const text = yaml.isScalar(meant) ? textOf(meant) : "";
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
function readHeaders(node: YAMLMap, reader: InputReader): ReadValue {
  return entryLines(node.items, ({ key, value }) => {
    const name = reader.yaml.isScalar(key) ? textOf(key) : "";
    const read = readSecret((value as Node | null) ?? null, reader);
    const offset = offsetOf(key);
    if ("message" in read) return { message: `has a value that ${read.message}`, offset, name };
    if (isSeveralLines(read.text))
      return { message: "has a value of several lines: give each header its own", offset, name };
    return { text: `${name}: ${read.text}` };
  });
}

function readList(items: readonly (Node | null)[], { yaml, take, document }: InputReader, mayHold: boolean): ReadValue {
  return entryLines(items, (node) => {
    const offset = offsetOf(node);
    const item = yaml.isAlias(node) ? node.resolve(document) : node;
    if (!yaml.isScalar(item)) return { message: "must be a list of texts: an entry of it is none", offset };
    const resolved = resolveVariable(textOf(item), take, false, mayHold);
    if ("message" in resolved) return { ...resolved, offset };
    if (isSeveralLines(resolved.text)) return { message: "has an entry of several lines: give each its own", offset };
    return resolved;
  });
}

/** One line for each entry, or what is wrong with each of those that are wrong. */
function entryLines<T>(entries: readonly T[], read: (entry: T) => { readonly text: string } | ValueFault): ReadValue {
  const lines: string[] = [];
  const faults: ValueFault[] = [];
  for (const entry of entries) {
    const line = read(entry);
    if ("text" in line) lines.push(line.text);
    else faults.push(line);
  }
  return faults.length > 0 ? { faults } : { text: lines.join("\n") };
}

function isSeveralLines(text: string): boolean {
  return /[\r\n]/.test(text.trim());
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null)?.range?.[0];
}

function readOptions(node: YAMLMap, { yaml, take, document }: InputReader): ReadValue {
  const options = new Map<unknown, unknown>();
  const faults: ValueFault[] = [];
  for (const { key, value } of node.items) {
    const name = yaml.isScalar(key) ? textOf(key) : undefined;
    const plain = yaml.isNode(value) ? value.toJS(document) : value;
    const resolved = resolveLeaves(plain, (text) => {
      const found = resolveVariable(text, take, true);
      if ("text" in found) return found.text;
      faults.push({ ...found, offset: offsetOf(key), name });
      return text;
    });
    options.set(yaml.isNode(key) ? key.toJS(document) : key, resolved);
  }
  return faults.length > 0 ? { faults } : { text: yaml.stringify(options) };
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
