/**
 * `node sandbox/serve.ts --provider batoff --port 8080`: one vendor's purge API with an edge behind it, for trying out by
 * hand until Ctrl-C.
 */
import { once } from "node:events";
import { parseArgs } from "node:util";
import type { ExampleRequest, ProviderId, Sandbox } from "./sandbox.ts";
import { PROVIDER_IDS, startSandbox } from "./start.ts";

/** From an accepted purge to the eviction, long enough to be watched. */
const PROPAGATION_MS = 2000;

const PAGE = "/blog/hello/";
const FILES: ReadonlyMap<string, string> = new Map([
  ["index.html", "<h1>Home</h1>\n"],
  ["blog/hello/index.html", "<h1>Hello</h1>\n"],
  ["assets/app.css", "h1 { color: teal }\n"],
]);

/** Starts a sandbox with a small site whose pages the edge has already cached. */
export async function serve(provider: ProviderId, apiPort: number): Promise<Sandbox> {
  const sandbox = await startSandbox({ provider, apiPort, propagationMs: PROPAGATION_MS });
  sandbox.origin.deploy(FILES);
  for (const path of ["/", PAGE, "/assets/app.css"]) await sandbox.edge.get(path);
  return sandbox;
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
    `site        ${site}`,
    `api-key     ${apiKey}`,
    ...(apiSecret === undefined ? [] : [`api-secret  ${apiSecret}`]),
    ...(options === undefined ? [] : [`options     ${JSON.stringify(options)}`]),
    "",
    `Look at a cached page (x-cache says HIT):`,
    `  curl -i '${edge.url}${PAGE}'`,
    `Purge it${provider === "batoff" ? " (the signature is valid for 5 minutes)" : ""}, and look again ${PROPAGATION_MS / 1000} s later:`,
    `  ${curl(api.example(PAGE))}`,
    "",
    "Ctrl-C ends it.",
  ];
  return lines.join("\n");
}

/** A request as one line for a shell. */
export function curl({ method, url, headers, body }: ExampleRequest): string {
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const fields = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  return ["curl -i -X", method, quote(url), ...fields, "-d", quote(body)].join(" ");
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
  const sandbox = await serve(provider, port);
  // Before it is said: whoever reads it may be fast.
  const ended = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  console.log(introduce(sandbox));
  await ended;
  await sandbox.close();
}

if (import.meta.main) await main();
