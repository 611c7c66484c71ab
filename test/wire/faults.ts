import type { HttpLimits } from "../../src/adapters/http/limits.ts";
import { TOXICS, type WireFault } from "../support/faulty-door.ts";
import { answer, type Behaviour, FAULTS, raw } from "../support/raw-server.ts";

/**
 * `harmless`: the answer comes all the same. `transient`: asked again, and right once it has passed. `final`: asking again
 * cannot help, and nobody does.
 */
type Effect = "harmless" | "transient" | "final";

export interface Case {
  readonly name: string;
  readonly wire: WireFault;
  /** At a purge API. */
  readonly effect: Effect;
}

const toxic = (name: keyof typeof TOXICS, effect: Effect): Case => ({ name, wire: { toxic: TOXICS[name] }, effect });
const fault = (name: keyof typeof FAULTS, effect: Effect): Case => ({ name, wire: { instead: FAULTS[name] }, effect });
const instead = (name: string, effect: Effect, behaviour: Behaviour): Case => ({
  name,
  wire: { instead: behaviour },
  effect,
});
const json = (text: string): Behaviour => answer("200 OK", ["content-type: application/json"], text);

export const WIRE_FAULTS: readonly Case[] = [
  toxic("latency", "harmless"),
  toxic("latency beyond the limit", "transient"),
  toxic("bandwidth", "harmless"),
  toxic("slicer", "harmless"),
  toxic("slow close", "harmless"),
  toxic("timeout, held", "transient"),
  toxic("timeout, then dropped", "transient"),
  toxic("reset before the answer", "transient"),
  toxic("reset within the answer", "transient"),
  toxic("limit of no bytes", "transient"),
  toxic("limit within the head", "transient"),
  toxic("limit within the body", "transient"),
  fault("reset", "transient"),
  fault("fin", "transient"),
  fault("garbage", "transient"),
  fault("http 0.9", "transient"),
  fault("bad chunk", "transient"),
  fault("half body", "transient"),
  fault("half chunked body", "transient"),
  fault("two lengths", "transient"),
  fault("status 099", "transient"),
  fault("huge header", "final"),
  fault("gzip", "final"),
  fault("hang", "transient"),
  fault("headers, then hang", "transient"),
  fault("headers that drip", "transient"),
  fault("drip", "transient"),
  fault("endless", "final"),
  fault("endless error", "transient"),
  instead("a body without a length, cut", "transient", raw('HTTP/1.1 200 OK\r\n\r\n{"task_id":')),
  instead("a bare line feed", "transient", raw("HTTP/1.1 200 OK\ncontent-length: 2\n\n{}")),
  instead(
    "an upgrade nobody asked for",
    "transient",
    raw("HTTP/1.1 101 Switch\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
  ),
  instead("a thousand times 100", "transient", raw("HTTP/1.1 100 Continue\r\n\r\n".repeat(1000))),
];

/** Where everything fails, the shorter the better. */
const SHORT = { connectMs: 2_000, headersMs: 500, bodyIdleMs: 500, attemptMs: 600 };
/** Where the rest must succeed, on a busy machine too. */
const LONGER = { connectMs: 5_000, headersMs: 1_500, bodyIdleMs: 1_500, attemptMs: 2_000 };

/** Limits of one exchange, by what is to come of it: what is harmless needs none. */
export function limitsFor({ effect }: Case, times: number): Partial<HttpLimits> {
  if (effect === "harmless") return {};
  return times === 1 ? LONGER : SHORT;
}

/** Well-formed HTTP that a purge API must not send. */
export const ODD_ANSWERS: readonly Case[] = [
  instead("503", "transient", answer("503 Down", [], "")),
  instead("500 with a page", "transient", answer("500 Oops", ["content-type: text/html"], "<h1>Oops</h1>")),
  instead("529", "transient", answer("529 Overloaded", [], "")),
  instead("408", "transient", answer("408 Late", [], "")),
  instead("429", "transient", answer("429 Slow", [], "{}")),
  instead("204 without a body", "transient", raw("HTTP/1.1 204 None\r\n\r\n")),
  instead("an empty 200", "transient", json("")),
  instead("an array", "transient", json("[]")),
  instead("a number", "transient", json("7")),
  instead("JSON two hundred thousand deep", "transient", json("[".repeat(200_000))),
  instead("a byte order mark", "transient", json("\ufeff")),
  instead("an id that is an object", "transient", json('{"task_id":{}}')),
  instead("an id that is a path", "transient", json('{"task_id":"../../x"}')),
  instead("a redirect", "final", answer("302 Found", ["location: https://elsewhere.example/"])),
  instead("a permanent redirect", "final", answer("308 Moved", ["location: /x"])),
  instead(
    "a page of a captive portal",
    "final",
    answer("200 OK", ["content-type: text/html"], "<title>Log in</title>"),
  ),
  instead("401 of something in between", "final", answer("401 Who", ["content-type: text/html", "via: 1.1 x"], "<p>")),
  instead("405", "final", answer("405 No", [], "{}")),
];
