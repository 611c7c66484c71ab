/**
 * Node's HTTP. An import of `node:http` reads everything that it exports, and for the WebSocket among that it loads a whole
 * client: twice the time that an empty program takes to start.
 */
export const { Agent, createServer, request } = process.getBuiltinModule("node:http");
