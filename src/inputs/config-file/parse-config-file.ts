import type { Document, LineCounter, Node, Pair, YAMLMap } from "yaml";
import type { Problem } from "../../model/errors.ts";
import { closest } from "../closest.ts";
import { INPUTS } from "../inputs.ts";
import { afterProblems } from "./check-order.ts";
import type { ConfigFile, FileDestination } from "./destination.ts";
import { position } from "./position.ts";
import { type InputReader, readInput, textOf } from "./read-input.ts";
import { readYaml } from "./read-yaml.ts";
import type { TakeVariable } from "./variables.ts";

/** Inputs that hold for the whole run: the step gives them, not the file. */
export const RUN_INPUTS: readonly string[] = ["config", "dry-run", "phase", "github-token", "comment"];

/** Longest name of a destination in characters; it is shown in every line of the log. */
const LONGEST_NAME = 64;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Parses the YAML file that `config` names. Every problem is found at once and says file, line and column.
 *
 * @param path as messages show it.
 * @param take gives an environment variable and masks it.
 */
export async function parseConfigFile(path: string, text: string, take: TakeVariable): Promise<ConfigFile> {
  const yaml = await import("yaml");
  const { document, lines, faults } = readYaml(text, yaml);
  if (faults.length > 0) {
    const problems = faults.map(({ offset, message }) => ({ input: position(path, lines, offset), message }));
    return { destinations: [], problems };
  }
  const file = new FileReader(path, lines, document, { yaml, take });
  return file.read();
}

type Tools = Pick<InputReader, "yaml" | "take">;
type Entries = ReadonlyMap<string, { readonly key: number; readonly node: Node | null }>;

/** One file while it is read: what is wrong with it gathers here. */
class FileReader {
  readonly #problems: Problem[] = [];
  readonly #path: string;
  readonly #lines: LineCounter;
  readonly #document: Document.Parsed;
  readonly #tools: Tools;

  constructor(path: string, lines: LineCounter, document: Document.Parsed, tools: Tools) {
    this.#path = path;
    this.#lines = lines;
    this.#document = document;
    this.#tools = tools;
  }

  read(): ConfigFile {
    const { yaml } = this.#tools;
    const root = this.#document.contents;
    if (!yaml.isMap(root))
      return this.#failed(0, "must be a mapping with destinations: write `destinations:` and a list below it");
    const shared = this.#entries(root);
    const list = shared.get("destinations");
    const known = inputNames();
    this.#unknownKeys(shared, ["destinations", ...known], "");
    if (list === undefined || !yaml.isSeq(list.node) || list.node.items.length === 0) {
      return this.#failed(
        list?.key ?? 0,
        "needs a list under destinations, with one entry for each cache that is purged",
      );
    }
    const destinations = list.node.items.flatMap((item) => this.#destination(item as Node, shared, known));
    this.#sameNames(destinations);
    this.#problems.push(...afterProblems(destinations));
    return { destinations, problems: this.#problems };
  }

  #destination(listed: Node | null, shared: Entries, known: readonly string[]): readonly FileDestination[] {
    const offset = listed?.range?.[0] ?? 0;
    const item = this.#resolved(listed);
    if (!this.#tools.yaml.isMap(item)) {
      this.#wrong(
        offset,
        "destinations",
        "has an entry that is no mapping: write `- name: …` and the destination's inputs below it",
      );
      return [];
    }
    const own = this.#entries(item);
    const name = this.#name(own, offset);
    this.#unknownKeys(own, ["name", "after", ...known], name);
    const at = (input: string, entryOffset?: number) => {
      const [first = "", key] = input.split(".");
      const entry = own.get(first) ?? shared.get(first);
      const at = entryOffset ?? this.#keyIn(entry?.node, key) ?? entry?.key ?? offset;
      const where = position(this.#path, this.#lines, at);
      return own.has(first) || entry === undefined ? `${where} ${name}.${input}` : `${where} ${input}`;
    };
    const inputs = new Map<string, string>();
    const wrong = new Set<string>();
    for (const input of known) {
      const entry = own.get(input) ?? shared.get(input);
      if (entry === undefined) continue;
      const read = readInput(input, entry.node, { ...this.#tools, document: this.#document });
      if ("faults" in read) {
        wrong.add(input);
        for (const { name: key, offset: where, message } of read.faults)
          this.#problems.push({ input: at(key === undefined ? input : `${input}.${key}`, where), message });
      } else if (read.text !== "") inputs.set(input, read.text);
    }
    return [{ name, after: this.#after(own, name), inputs, wrong, at }];
  }

  #name(own: Entries, offset: number): string {
    const { yaml } = this.#tools;
    const given = own.get("name") ?? own.get("provider");
    const value = yaml.isScalar(given?.node) ? textOf(given.node) : "";
    if (NAME.test(value) && value.length <= LONGEST_NAME) return value;
    const message =
      value === ""
        ? "is missing: give the destination a name of its own, for example edge"
        : `must be letters, digits, dots, dashes and underscores, at most ${LONGEST_NAME} of them, for example edge`;
    this.#wrong(own.get("name")?.key ?? offset, "name", message);
    return "?";
  }

  #after(own: Entries, name: string): readonly string[] {
    const { yaml } = this.#tools;
    const given = own.get("after");
    if (given === undefined || given.node === null) return [];
    const nodes = (yaml.isSeq(given.node) ? given.node.items : [given.node]).map((node) =>
      this.#resolved(node as Node),
    );
    if (nodes.every((node) => yaml.isScalar(node))) return nodes.map(textOf);
    this.#wrong(given.key, `${name}.after`, "must be the name of another destination, or a list of names");
    return [];
  }

  #sameNames(destinations: readonly FileDestination[]): void {
    const seen = new Map<string, string>();
    for (const { name, at } of destinations) {
      const before = name === "?" ? undefined : seen.get(name.toLowerCase());
      const what = before === name ? `"${name}" a second time` : `"${name}", and another one is "${before}"`;
      const message = `is ${what}: each destination needs a name of its own, which its memory goes by`;
      if (before !== undefined) this.#problems.push({ input: at("name"), message });
      else seen.set(name.toLowerCase(), name);
    }
  }

  #unknownKeys(entries: Entries, known: readonly string[], name: string): void {
    for (const [key, { key: offset }] of entries) {
      if (known.includes(key)) continue;
      const input = name === "" ? key : `${name}.${key}`;
      if (RUN_INPUTS.includes(key)) {
        this.#wrong(offset, input, "holds for the whole run: give it to the workflow's step, beside config");
        continue;
      }
      if (key === "<<") {
        this.#wrong(
          offset,
          input,
          "is a merge key, which YAML 1.2 has not: what destinations share stands at the top of the file, once",
        );
        continue;
      }
      const near = closest(key.replaceAll("_", "-"), known);
      this.#wrong(offset, input, `is no key here.${near === undefined ? "" : ` Did you mean ${near}?`}`);
    }
  }

  #entries(map: YAMLMap): Entries {
    const { yaml } = this.#tools;
    const pairs = map.items as readonly Pair<Node, Node | null>[];
    return new Map(
      pairs.map(({ key, value }) => {
        const name = this.#resolved(key);
        const text = yaml.isScalar(name) ? String(name.value) : "a key that is no text";
        return [text, { key: key.range?.[0] ?? 0, node: this.#resolved(value) }];
      }),
    );
  }

  /** What an alias stands for, and null for what is written as nothing. */
  #resolved(node: Node | null): Node | null {
    const { yaml } = this.#tools;
    const meant = yaml.isAlias(node) ? (node.resolve(this.#document) ?? null) : node;
    return yaml.isScalar(meant) && meant.value === null ? null : meant;
  }

  /** Where a key of a mapping stands, `tenant` of `provider-options` for example. */
  #keyIn(node: Node | null | undefined, key: string | undefined): number | undefined {
    const { yaml } = this.#tools;
    const pair = yaml.isMap(node)
      ? node.items.find((one) => yaml.isScalar(one.key) && textOf(one.key) === key)
      : undefined;
    return (pair?.key as Node | undefined)?.range?.[0];
  }

  #wrong(offset: number, input: string, message: string): void {
    this.#problems.push({ input: `${position(this.#path, this.#lines, offset)} ${input}`, message });
  }

  #failed(offset: number, message: string): ConfigFile {
    const at = position(this.#path, this.#lines, offset);
    return { destinations: [], problems: [...this.#problems, { input: at, message }] };
  }
}

function inputNames(): readonly string[] {
  return INPUTS.map(({ name }) => name as string).filter((name) => !RUN_INPUTS.includes(name));
}
