import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

export const commands = {
  info: (t: string) => void process.stdout.write(`${t}\n`),
  debug: (t: string) => issue("debug", t),
  notice: (t: string, p: { title?: string } = {}) => issue("notice", t, p.title),
  warning: (t: string, p: { title?: string } = {}) => issue("warning", t, p.title),
  error: (t: string, p: { title?: string } = {}) => issue("error", t, p.title),
  startGroup: (t: string) => issue("group", t),
  endGroup: () => issue("endgroup", ""),
  setSecret: (t: string) => issue("add-mask", t),
};
function issue(name: string, message: string, title?: string) {
  process.stdout.write(
    `::${name}${title ? ` title=${data(title).replaceAll(":", "%3A").replaceAll(",", "%2C")}` : ""}::${data(message)}\n`,
  );
}
function data(t: string) {
  return t.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
export function setOutput(name: string, value: string) {
  const d = randomUUID();
  appendFileSync(process.env["GITHUB_OUTPUT"] ?? "", `${name}<<${d}\n${value}\n${d}\n`);
}
