/**
 * The parts of undici that requests need, each from its own file. Its index loads fetch, WebSocket, caches, mocks and more,
 * which makes the start of a run a third longer. A test holds the parts against the index.
 */
import api from "undici/lib/api/index.js";
import Agent from "undici/lib/dispatcher/agent.js";
import Dispatcher from "undici/lib/dispatcher/dispatcher.js";
import EnvHttpProxyAgent from "undici/lib/dispatcher/env-http-proxy-agent.js";
import Pool from "undici/lib/dispatcher/pool.js";

// As the index does: we need `request`, and undici's own proxy agent `connect`.
Object.assign(Dispatcher.prototype, api);

export { Agent, EnvHttpProxyAgent, Pool };
