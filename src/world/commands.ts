import { randomUUID } from "node:crypto";

/** What a step can tell the runner. */
export interface Commands {
  info(text: string): void;
  debug(text: string): void;
  notice(text: string, properties: CommandProperties): void;
  warning(text: string, properties: CommandProperties): void;
  error(text: string, properties: CommandProperties): void;
  startGroup(name: string): void;
  endGroup(): void;
  /** From now on the runner masks this text. */
  setSecret(text: string): void;
}

export interface CommandProperties {
  readonly title?: string;
}

/**
 * Workflow commands as the runner reads them from a step's output, byte for byte as `@actions/core` prints them; tests hold
 * the two against each other. That package brings an HTTP client along, and loading it takes longer than a short run.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const commands: Commands = {
  info: printLine,
  debug: (text) => issue("debug", text),
  notice: (text, properties) => issue("notice", text, properties),
  warning: (text, properties) => issue("warning", text, properties),
  error: (text, properties) => issue("error", text, properties),
  startGroup: (name) => issue("group", name),
  endGroup: () => issue("endgroup", ""),
  setSecret: (text) => issue("add-mask", text),
};

/** One output as the file that `GITHUB_OUTPUT` names takes it: no value can end it early, since nobody can guess the end. */
export function outputEntry(name: string, value: string): string {
  const delimiter = `ghadelimiter_${randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

function issue(command: string, message: string, { title = "" }: CommandProperties = {}): void {
  const properties = title === "" ? "" : ` title=${escapeProperty(title)}`;
  printLine(`::${command}${properties}::${escapeData(message)}`);
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
