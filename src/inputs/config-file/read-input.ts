import type { Document, Node, Scalar } from "yaml";
import { SECRET_INPUTS } from "../inputs.ts";
import { referencedVariable, resolveVariable, type TakeVariable } from "./variables.ts";

/** What it takes to read one value of the file. */
export interface InputReader {
  readonly yaml: typeof import("yaml");
  readonly take: TakeVariable;
  readonly document: Document;
}

type Read = { readonly text: string } | { readonly message: string };

/** A value of the file as the text that a workflow's step would give: a list is one line for each of its entries. */
export function readInput(input: string, node: Node | null, reader: InputReader): Read {
  const { yaml } = reader;
  if (node === null) return { text: "" };
  if (SECRET_INPUTS.some((name) => name === input)) return readSecret(node, reader);
  if (input === "provider-options" && yaml.isMap(node)) return readOptions(node, reader);
  if (yaml.isScalar(node)) return resolveVariable(textOf(node), reader.take, false);
  if (yaml.isSeq(node)) return readList(node.items as readonly Node[], reader);
  return { message: "must be a text or a list of texts, not a mapping" };
}

/** A secret stands in the step's environment alone: whoever reads the repository would read it in the file. */
function readSecret(node: Node, { yaml, take }: InputReader): Read {
  const text = yaml.isScalar(node) ? textOf(node) : "";
  if (referencedVariable(text) !== undefined) return resolveVariable(text, take, true);
  return {
    message:
      "must be a reference such as ${CDN_API_KEY}, and nothing else: keep the value in a secret and give it to the step " +
      "under env (if it is a real one, it has been published: replace it at the provider)",
  };
}

function readList(items: readonly Node[], { yaml, take }: InputReader): Read {
  const lines: string[] = [];
  for (const item of items) {
    if (!yaml.isScalar(item)) return { message: "must be a list of texts: an entry of it is none" };
    const resolved = resolveVariable(textOf(item), take, false);
    if ("message" in resolved) return resolved;
    if (/[\r\n]/.test(resolved.text.trim())) return { message: "has an entry of several lines: give each its own" };
    lines.push(resolved.text);
  }
  return { text: lines.join("\n") };
}

function readOptions(node: Node, { yaml, take, document }: InputReader): Read {
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
function textOf({ value, source }: Scalar): string {
  if (typeof value === "string") return value;
  return value === null ? "" : (source ?? String(value));
}
