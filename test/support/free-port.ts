import { once } from "node:events";
import { createServer } from "node:net";

/**
 * A port on which nothing listens, below those that the system hands out: no other test gets it before a server of this
 * one is up, or while one that is dead is needed.
 */
export async function freePort(host = "127.0.0.1"): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = createServer().listen(port, host);
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, "close");
    return port;
  }
  throw new Error("100 ports were taken");
}
