import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import type { Agent as UndiciAgent, EnvHttpProxyAgent as UndiciProxyAgent } from "undici";
import { expect, test } from "vitest";
import { copyHttpClient, EXPORTED, HTTP_CLIENT, LEFT_OUT, neededFiles } from "../../tools/build/http-client.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const require = createRequire(import.meta.url);
const root = dirname(require.resolve("undici/package.json"));

interface Client {
  readonly Agent: typeof UndiciAgent;
  readonly EnvHttpProxyAgent: typeof UndiciProxyAgent;
}

test("undici's index exports what stands in the files that the built action takes", () => {
  const whole = require("undici") as Readonly<Record<string, unknown>>;
  for (const [name, path] of Object.entries(EXPORTED)) expect(require(join(root, path)), name).toBe(whole[name]);
});

test("undici still imports every file that is left out, and the others are copied as they are", async () => {
  const { files, leftOut } = neededFiles(root);
  expect([...leftOut].sort()).toEqual([...LEFT_OUT].sort());
  const folder = await makeTempFolder("http-client-");
  copyHttpClient(folder);
  for (const path of files.keys())
    expect(readFileSync(join(folder, path), "utf8")).toBe(readFileSync(join(root, path), "utf8"));
});

test("the part of undici sends requests, directly and through a proxy", async () => {
  const folder = await makeTempFolder("http-client-");
  copyHttpClient(folder);
  const { Agent, EnvHttpProxyAgent } = require(join(folder, HTTP_CLIENT)) as Client;
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end("here");
  }).listen(0, "127.0.0.1");
  server.on("connect", (request, socket) => {
    seen.push(`${request.method} ${request.url}`);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dispatchers = [new Agent({ allowH2: false }), new EnvHttpProxyAgent({ httpProxy: origin, noProxy: "" })];
  try {
    for (const dispatcher of dispatchers) {
      const there = dispatcher instanceof Agent ? origin : "http://api.invalid";
      const { body } = await dispatcher.request({ origin: there, path: "/a", method: "POST", body: Buffer.from("x") });
      expect(await body.text()).toBe("here");
    }
    const [, proxied] = dispatchers;
    await expect(proxied?.request({ origin: "https://api.invalid", path: "/", method: "GET" })).rejects.toThrow(
      "(502)",
    );
    expect(seen[0]).toBe("POST /a");
    expect(seen.at(-1)).toBe("CONNECT api.invalid:443");
  } finally {
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.destroy()));
    server.close();
  }
});
