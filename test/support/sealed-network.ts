import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import net from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "./free-port.ts";
import { temporaryFolder } from "./repository.ts";

const run = promisify(execFile);

/** A network of its own from which nothing can be reached but a proxy. */
export interface SealedNetwork extends AsyncDisposable {
  /** `http://ADDRESS:PORT` of the proxy, as it is seen from inside. */
  readonly proxy: string;
  /** What to put in front of a command so that it runs inside. */
  readonly inside: readonly string[];
  /** Requests that went through the proxy, one per line of its log. */
  requests(): Promise<readonly string[]>;
}

/** Why this machine cannot have one: it takes Linux, root, `ip` and tinyproxy. Undefined when it can. */
export async function whyNotSealed(): Promise<string | undefined> {
  try {
    const name = `dp-try-${process.pid}`;
    await run("ip", ["netns", "add", name]);
    await run("ip", ["netns", "delete", name]);
  } catch {
    return "network namespaces cannot be made here (it takes Linux, root and iproute2)";
  }
  return run("tinyproxy", ["-v"]).then(
    () => undefined,
    () => "tinyproxy is not installed",
  );
}

/** The link between the two sides; RFC 5737 keeps the addresses free of real hosts. */
const OUTSIDE = "198.51.100.1";
const INSIDE = "198.51.100.2";
const LOOKS = 250;
const LOOK_MS = 20;

export async function sealNetwork(): Promise<SealedNetwork> {
  const name = `dp-${process.pid}`;
  const folder = await temporaryFolder();
  const log = join(folder.path, "proxy.log");
  await run("ip", ["netns", "add", name]);
  await run("ip", ["link", "add", `${name}-o`, "type", "veth", "peer", "name", "inside", "netns", name]);
  await run("ip", ["address", "add", `${OUTSIDE}/30`, "dev", `${name}-o`]);
  await run("ip", ["link", "set", `${name}-o`, "up"]);
  for (const args of [
    ["address", "add", `${INSIDE}/30`, "dev", "inside"],
    ["link", "set", "inside", "up"],
    ["link", "set", "lo", "up"],
  ]) {
    await run("ip", ["-n", name, ...args]);
  }
  const port = await freePort(OUTSIDE);
  const settings = [`Port ${port}`, `Listen ${OUTSIDE}`, `Allow ${INSIDE}`, `LogFile "${log}"`, "LogLevel Connect"];
  await writeFile(join(folder.path, "proxy.conf"), `${settings.join("\n")}\nTimeout 60\nMaxClients 50\n`);
  const proxy = spawn("tinyproxy", ["-d", "-c", join(folder.path, "proxy.conf")], { stdio: "ignore" });
  await untilListening(port);
  return {
    proxy: `http://${OUTSIDE}:${port}`,
    inside: ["ip", "netns", "exec", name],
    async requests() {
      const text = await readFile(log, "utf8").catch(() => "");
      return text.split("\n").filter((line) => line.includes("Request "));
    },
    async [Symbol.asyncDispose]() {
      const ended = once(proxy, "exit");
      proxy.kill();
      await ended;
      await run("ip", ["netns", "delete", name]);
      await run("ip", ["link", "delete", `${name}-o`]).catch(() => undefined);
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const socket = net.connect(port, OUTSIDE);
    const connected = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error("The proxy does not start.");
}
