/**
 * `node sandbox/serve.ts --provider batoff --port 8080`: one vendor's purge API with an edge behind it, for trying out by
 * hand until Ctrl-C.
 */
import { once } from "node:events";
import { parseArgs } from "node:util";
import { PROVIDER_IDS } from "./provider-ids.ts";
import type { ApiRequest, ExampleRequest, ProviderId, Sandbox } from "./sandbox.ts";
import { startSandbox } from "./start.ts";

/** From an accepted purge to the eviction, long enough to be watched. */
const PROPAGATION_MS = 2000;

export const PAGE = "/blog/hello/";
/** The tag of that page alone. */
export const PAGE_TAG = "hello";
const FILES: ReadonlyMap<string, string> = new Map([
  ["index.html", "<h1>Home</h1>\n"],
  ["blog/hello/index.html", "<h1>Hello</h1>\n"],
  ["assets/app.css", "h1 { color: teal }\n"],
]);

/** Most characters of a refusal's reason in the log: enough for any vendor's words, too few to flood a terminal. */
const MAX_OF_A_REASON = 300;

/** Starts a sandbox with a small site whose pages the edge has already cached. Each request to the API is logged. */
export async function serve(provider: ProviderId, apiPort: number): Promise<Sandbox> {
  const sandbox = await startSandbox({ provider, apiPort, propagationMs: PROPAGATION_MS, onRequest: log });
  sandbox.origin.tag("blog/hello/index.html", [PAGE_TAG]);
  sandbox.origin.deploy(FILES);
  for (const path of ["/", PAGE, "/assets/app.css"]) await sandbox.edge.get(path);
  return sandbox;
}

function log(request: ApiRequest): void {
  console.log(describeRequest(request));
}

/** One line for one request: method, path, status, and why it was refused. */
function describeRequest({ method, path, server, status, why }: ApiRequest): string {
  const answered = status === 0 ? "no answer" : String(status);
  const reason = why === "" ? "" : ` ${why.replaceAll(/\s+/g, " ").trim().slice(0, MAX_OF_A_REASON)}`;
  const line = `${method} ${path} -> ${answered}${server === 0 ? "" : ` (server ${server + 1})`}${reason}`;
  // What comes over the network may carry control characters, which a terminal obeys.
  return line.replaceAll(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/** What a person needs to know to use it. */
export function introduce({ provider, origin, edge, api }: Sandbox): string {
  const { site, apiKey, apiSecret, options } = api.account;
  const lines = [
    `Sandbox of ${provider}. Nothing in it is real; every key below is made up.`,
    "",
    `origin      ${origin.url}`,
    `edge        ${edge.url} and ${edge.secondUrl}`,
    `api-url     ${api.url}`,
    ...(site === undefined ? [] : [`site        ${site}`]),
    `api-key     ${apiKey}`,
    ...(apiSecret === undefined ? [] : [`api-secret  ${apiSecret}`]),
    ...(options === undefined ? [] : [`options     ${JSON.stringify(options)}`]),
    "",
    `Look at a cached page (x-cache says HIT):`,
    `  curl -i '${edge.url}${PAGE}'`,
    `Purge it${api.examples(PAGE).some(isSigned) ? " (the signature is valid for 5 minutes)" : ""}${laterOf(api.traits.settlesMs)}:`,
    ...api.examples(PAGE).map((request) => `  ${curl(request)}`),
    "",
    "Ctrl-C ends it.",
  ];
  return lines.join("\n");
}

function isSigned({ headers }: ExampleRequest): boolean {
  return Object.entries(headers).some(([name, value]) => /signature/i.test(`${name} ${value}`));
}

function laterOf(settlesMs: number): string {
  return settlesMs === 0 ? ", and look again" : `, and look again ${settlesMs / 1000} s later`;
}

/** A request as one line for a shell. */
function curl({ method, url, headers, body }: ExampleRequest): string {
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const fields = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  return ["curl -i -X", method, quote(url), ...fields, ...(body === "" ? [] : ["-d", quote(body)])].join(" ");
}

/** Introduces a sandbox and keeps it up until Ctrl-C. */
export async function keepUp(sandbox: Sandbox, introduction: (sandbox: Sandbox) => string): Promise<void> {
  // Listening first: whoever reads the introduction may end it at once.
  const ended = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  console.log(introduction(sandbox));
  await ended;
  await sandbox.close();
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { provider: { type: "string" }, port: { type: "string", default: "0" } } });
  const provider = PROVIDER_IDS.find((id) => id === values.provider);
  const port = Number(values.port);
  if (provider === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(`Usage: node sandbox/serve.ts --provider ${PROVIDER_IDS.join("|")} [--port 8080]`);
    process.exitCode = 1;
    return;
  }
  await keepUp(await serve(provider, port), introduce);
}

if (import.meta.main) await main();
