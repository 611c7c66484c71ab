import { spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";

export interface BlackHole {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens, lets its backlog of one be filled, and never takes a connection: as the kernel drops what comes then. */
const LISTEN = `
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:fs").writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;
/** More than a backlog of one holds, on any system. */
const FILLERS = 4;

/** An address on loopback to which no connection is ever made, and none refused: what a firewall does that drops packets. */
export async function startBlackHole(scheme: "http" | "https" = "http"): Promise<BlackHole> {
  const child = spawn(process.execPath, ["-e", LISTEN], { stdio: ["ignore", "pipe", "inherit"] });
  const [text] = (await once(child.stdout, "data")) as [Buffer];
  const port = Number(text.toString());
  const fillers = Array.from({ length: FILLERS }, () => net.connect(port, "127.0.0.1").on("error", () => undefined));
  await Promise.race(fillers.map((socket) => once(socket, "connect")));
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    async close() {
      for (const socket of fillers) socket.destroy();
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
}
