/**
 * How a step reports to the runner: lines and commands on standard output, outputs in a file. The same bytes as those of
 * `@actions/core`, which a test compares; that package loads an HTTP client with them, which takes longer than Node's own
 * start.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
import { randomUUID } from "node:crypto";
import { EOL } from "node:os";
import { appendNow } from "./append.ts";

/** Commands whose message is text of the step's. */
type Command = "debug" | "notice" | "warning" | "error" | "group" | "endgroup" | "add-mask";

export function printLine(text: string): void {
  process.stdout.write(text + EOL);
}

/** @param title of an annotation. */
export function printCommand(command: Command, message = "", title?: string): void {
  const property = title ? `title=${escapeProperty(title)}` : "";
  printLine(`::${command}${title === undefined ? "" : ` ${property}`}::${escapeData(message)}`);
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/**
 * Sets an output of the step, in the file that `GITHUB_OUTPUT` names.
 *
 * @throws {Error} of the system, when there is no such file, it cannot be written, or it is a pipe that nobody reads.
 */
export function setOutput(name: string, value: string): void {
  const path = process.env["GITHUB_OUTPUT"] ?? "";
  // Nobody can guess it, so no value can end it and set another output.
  const delimiter = `ghadelimiter_${randomUUID()}`;
  appendNow(path, `${name}<<${delimiter}${EOL}${value}${EOL}${delimiter}${EOL}`);
}
