import { createServer } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { createVisitor } from "../../sandbox/visitor.ts";

describe("a visitor of a server that drops a connection which it kept", () => {
  it("visits it by another one", async () => {
    const connections: Socket[] = [];
    const server = createServer((request, response) => {
      // The second visit on the first connection finds it gone, as after some idle seconds.
      if (request.socket === connections[0] && request.url === "/second") request.socket.resetAndDestroy();
      else response.end(request.url);
    });
    server.on("connection", (socket: Socket) => connections.push(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const visitor = createVisitor();

    const visits = [];
    for (const path of ["/first", "/second"])
      visits.push(await visitor.get(new URL(path, `http://127.0.0.1:${port}`), {}));

    expect(visits).toMatchObject([{ body: "/first" }, { body: "/second" }]);
    expect(connections).toHaveLength(2);
    visitor.close();
    server.close();
  });

  it("says what is wrong where a new connection is dropped, too", async () => {
    const server = createSocketServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const visitor = createVisitor();

    await expect(visitor.get(new URL(`http://127.0.0.1:${port}/`), {})).rejects.toThrow("ECONNRESET");
    visitor.close();
    server.close();
  });
});
