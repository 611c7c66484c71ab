/**
 * What the runner makes of a step's output, by the rules of actions/runner 2.336.0 (`OutputManager.cs`,
 * `ActionCommand.cs`, `ActionCommandManager.cs`, `ExecutionContext.cs`). Written from those rules and from nothing of the
 * action, so that it can judge it.
 */
import { createMasker } from "./masker.ts";

export interface Command {
  /** As written; names are told apart without case. */
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly data: string;
  /** `v2`: `::name k=v,k=v::data` after blanks. `v1`: `##[name k=v;k=v]data` anywhere in a line. */
  readonly syntax: "v2" | "v1";
  /** The line it was read from. */
  readonly line: string;
}

export interface Annotation {
  readonly kind: "notice" | "warning" | "error";
  readonly title: string;
  readonly message: string;
}

const REGISTERED =
  "stop-commands set-env add-path set-output save-state add-mask add-matcher remove-matcher debug notice warning error echo group endgroup";
/** Registered, but switched off for safety: using them fails the step. */
const DISABLED: ReadonlySet<string> = new Set(["set-env", "add-path"]);
const KEPT_PER_KIND = 10;
const LONGEST_MESSAGE = 4096;

/** Lines as .NET's `ReadLine` cuts them: a carriage return alone ends one too. No line after the last end. */
export function splitLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function registeredCommands(): Set<string> {
  return new Set(REGISTERED.split(" "));
}

/** The command in a line, or undefined when the line is mere text. */
export function parseCommand(
  line: string,
  registered: ReadonlySet<string> = registeredCommands(),
): Command | undefined {
  return parseV2(line, registered) ?? parseV1(line, registered);
}

function parseV2(line: string, registered: ReadonlySet<string>): Command | undefined {
  // TrimStart() of .NET: every Unicode blank, but not the byte order mark, which trimStart() of JavaScript also takes.
  const message = line.replace(/^[\p{Z}\t-\r\u0085]+/u, "");
  if (!message.startsWith("::")) return undefined;
  const end = message.indexOf("::", 2);
  if (end < 0) return undefined;
  const { name, rest } = splitName(message.slice(2, end));
  if (!registered.has(name.toLowerCase())) return undefined;
  const properties = parseProperties(rest.trim(), ",", ["%0D:\r", "%0A:\n", "%3A::", "%2C:,", "%25:%"]);
  return { name, properties, data: decode(message.slice(end + 2), DATA_ESCAPES), syntax: "v2", line };
}

function parseV1(line: string, registered: ReadonlySet<string>): Command | undefined {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  if (end < 0) return undefined;
  const { name, rest } = splitName(line.slice(start + 3, end));
  if (!registered.has(name.toLowerCase())) return undefined;
  const properties = parseProperties(rest, ";", V1_ESCAPES);
  return { name, properties, data: decode(line.slice(end + 1), V1_ESCAPES), syntax: "v1", line };
}

const DATA_ESCAPES = ["%0D:\r", "%0A:\n", "%25:%"];
const V1_ESCAPES = ["%3B:;", "%0D:\r", "%0A:\n", "%5D:]", "%25:%"];

/** Each escape is `code:character`, replaced in this order: the percent sign last. */
function decode(text: string, escapes: readonly string[]): string {
  return escapes.reduce((result, pair) => result.replaceAll(pair.slice(0, 3), pair.slice(4)), text);
}

function splitName(info: string): { name: string; rest: string } {
  const blank = info.indexOf(" ");
  return blank < 0 ? { name: info, rest: "" } : { name: info.slice(0, blank), rest: info.slice(blank + 1) };
}

/** Properties with an empty name or value are dropped. */
function parseProperties(text: string, separator: string, escapes: readonly string[]): Map<string, string> {
  const properties = new Map<string, string>();
  for (const property of text.split(separator)) {
    const equals = property.indexOf("=");
    const value = property.slice(equals + 1);
    if (equals > 0 && value !== "") properties.set(property.slice(0, equals), decode(value, escapes));
  }
  return properties;
}

/** What the commands of one step have come to so far. */
interface CommandState {
  readonly commands: Command[];
  readonly annotations: Annotation[];
  /** Annotations that the runner drops, since there are ten of their kind. */
  readonly dropped: Annotation[];
  /** The job's log as a reader sees it. */
  readonly log: string[];
  /** Outputs and state set by the deprecated commands. */
  readonly outputs: Map<string, string>;
  readonly state: Map<string, string>;
  /** Why the step fails whatever its exit code. */
  readonly failures: string[];
}

export interface CommandReader {
  readonly state: CommandState;
  readonly mask: (text: string) => string;
  /** Takes one line, in the order in which they arrive, of stdout or stderr alike. */
  read(line: string): void;
}

/** @param secrets Masked from the start, as the secrets of a repository are. */
export function createCommandReader(secrets: readonly string[]): CommandReader {
  const reader = new Reader(secrets);
  return { state: reader.state, mask: reader.masker.mask, read: (line) => reader.read(line) };
}

class Reader {
  readonly state: CommandState = {
    commands: [],
    annotations: [],
    dropped: [],
    log: [],
    outputs: new Map(),
    state: new Map(),
    failures: [],
  };
  readonly masker;
  readonly #registered = registeredCommands();
  #stopToken: string | undefined;

  constructor(secrets: readonly string[]) {
    this.masker = createMasker(secrets);
  }

  read(line: string): void {
    const command = parseCommand(line, this.#registered);
    if (command === undefined) this.#print(line);
    else if (this.#stopToken !== undefined) {
      if (command.name.toLowerCase() === this.#stopToken) this.#resume(this.#stopToken);
      this.#print(line);
    } else {
      this.state.commands.push(command);
      this.#obey(command.name.toLowerCase(), command);
    }
  }

  #print(text: string): void {
    this.state.log.push(...this.masker.mask(text).split("\n"));
  }

  #resume(token: string): void {
    this.#registered.delete(token);
    this.#stopToken = undefined;
  }

  #obey(name: string, { data, properties, line }: Command): void {
    const { failures, outputs, state } = this.state;
    if (name === "stop-commands") {
      this.#stopToken = data.toLowerCase();
      this.#registered.add(this.#stopToken);
      this.#print(line);
    } else if (DISABLED.has(name)) {
      failures.push(`The \`${name}\` command is disabled.`);
    } else if (name === "notice" || name === "warning" || name === "error") {
      const title = this.masker.mask(properties.get("title") ?? "");
      this.#annotate({ kind: name, title, message: this.masker.mask(data) });
    } else if (name === "add-mask") {
      if (data.trim() === "") this.#print("##[warning]Can't add secret mask for empty string in ##[add-mask] command.");
      else this.masker.add(data);
    } else if (name === "group" || name === "endgroup") {
      this.#print(`##[${name}]${data}`);
    } else if (name === "set-output" || name === "save-state") {
      const target = properties.get("name");
      if (target === undefined) failures.push(`Required field 'name' is missing in ##[${name}] command.`);
      else (name === "set-output" ? outputs : state).set(target, data);
    }
  }

  #annotate(annotation: Annotation): void {
    const { annotations, dropped } = this.state;
    const message = annotation.message.slice(0, LONGEST_MESSAGE);
    const sameKind = annotations.filter(({ kind }) => kind === annotation.kind).length;
    (sameKind < KEPT_PER_KIND ? annotations : dropped).push({ ...annotation, message });
    this.#print(`##[${annotation.kind}]${annotation.message}`);
  }
}

const MEANT: ReadonlySet<string> = new Set(["add-mask", "group", "endgroup", "notice", "warning", "error", "debug"]);

/**
 * Commands that the action did not mean: any but the few that it prints itself, any in a form that it never uses, and any
 * whose text would be a command again if it were printed.
 */
export function foreignCommands(result: { readonly rawStdout: string; readonly rawStderr: string }): Command[] {
  const lines = [...splitLines(result.rawStdout), ...splitLines(result.rawStderr)];
  return lines.flatMap((line) => {
    const command = parseCommand(line);
    if (command === undefined) return [];
    const isOurs = MEANT.has(command.name) && command.syntax === "v2" && line.startsWith("::");
    if (!isOurs) return [command];
    if (command.name === "add-mask") return [];
    const texts = [command.data, ...command.properties.values()];
    return texts.flatMap(splitLines).some((text) => parseCommand(text) !== undefined) ? [command] : [];
  });
}
