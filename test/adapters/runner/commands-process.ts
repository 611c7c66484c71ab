/**
 * Makes every command with the texts in the file named by the second argument: by our module or by `@actions/core`, as the first
 * argument says.
 */
import { readFileSync } from "node:fs";
import * as toolkit from "@actions/core";
import { printCommand, printLine, setOutput } from "../../../src/adapters/runner/commands.ts";

const ANNOTATIONS = ["notice", "warning", "error"] as const;
const BY_TOOLKIT = { notice: toolkit.notice, warning: toolkit.warning, error: toolkit.error };
const [whose = "", file = ""] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(file, "utf8")) as readonly string[];
for (const [at, text] of texts.entries()) {
  const title = texts[(at + 1) % texts.length] ?? "";
  if (whose === "ours") byOurs(`name-${at}`, text, title);
  else byToolkit(`name-${at}`, text, title);
}

function byOurs(name: string, text: string, title: string): void {
  printLine(text);
  printCommand("debug", text);
  for (const kind of ANNOTATIONS) {
    printCommand(kind, text);
    printCommand(kind, text, title);
  }
  printCommand("group", text);
  printCommand("endgroup");
  printCommand("add-mask", text);
  setOutput(name, text);
}

function byToolkit(name: string, text: string, title: string): void {
  toolkit.info(text);
  toolkit.debug(text);
  for (const kind of ANNOTATIONS) {
    BY_TOOLKIT[kind](text);
    BY_TOOLKIT[kind](text, { title });
  }
  toolkit.startGroup(text);
  toolkit.endGroup();
  toolkit.setSecret(text);
  toolkit.setOutput(name, text);
}
