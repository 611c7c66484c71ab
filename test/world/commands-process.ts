/** Issues the commands of a file, by `@actions/core` or by our own: the arguments name the file and one of the two. */
import { readFileSync } from "node:fs";

const [file = "", whose = ""] = process.argv.slice(2);
const core = await import("@actions/core");
const { commands } = await import("../../src/world/commands.ts");
const issued = whose === "core" ? core : commands;

for (const [text, title] of JSON.parse(readFileSync(file, "utf8")) as readonly [string, string][]) {
  issued.info(text);
  issued.debug(text);
  issued.notice(text, { title });
  issued.warning(text, {});
  issued.error(text, { title });
  issued.startGroup(title);
  issued.endGroup();
  issued.setSecret(text);
}
