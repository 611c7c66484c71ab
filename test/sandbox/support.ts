import { onTestFinished } from "vitest";
import type { ProviderId, Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";

/** From acceptance to effect, on the test's own clock. */
export const PROPAGATION_MS = 1000;

/** Where every test's clock starts, in milliseconds: 2025-04-20T10:40:00Z, the timestamp in Batoff's example. */
export const START_MS = 1_745_145_600_000;

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly json: unknown;
}

export interface Bench {
  readonly sandbox: Sandbox;
  /** Moves the clock. */
  pass(ms: number): void;
  /** A request to the API. A body that is no text goes out as JSON. */
  send(path: string, body?: unknown, headers?: Readonly<Record<string, string>>, method?: string): Promise<Answered>;
  /** Asks the edge for these paths, so that it caches them. */
  fill(...pathsOrUrls: string[]): Promise<void>;
  /** Paths that the edge's first host holds, sorted. */
  held(): string[];
}

/** A sandbox on a clock that the test moves. It closes when the test ends. */
export async function bench(provider: ProviderId, files: Readonly<Record<string, string>> = SITE): Promise<Bench> {
  let nowMs = START_MS;
  const sandbox = await startSandbox({ provider, propagationMs: PROPAGATION_MS, now: () => nowMs });
  onTestFinished(() => sandbox.close());
  sandbox.origin.deploy(new Map(Object.entries(files)));
  return {
    sandbox,
    pass(ms) {
      nowMs += ms;
    },
    async send(path, body, headers = {}, method = "POST") {
      const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
      const type = text === undefined ? {} : { "content-type": "application/json" };
      const response = await fetch(`${sandbox.api.url}${path}`, {
        method,
        headers: { ...type, ...headers },
        body: text ?? null,
      });
      return parse(response.status, await response.text());
    },
    async fill(...pathsOrUrls) {
      for (const target of pathsOrUrls) await sandbox.edge.get(target);
    },
    held() {
      const { url } = sandbox.edge;
      return sandbox.edge.cached().flatMap((key) => (key.startsWith(`${url}/`) ? [key.slice(url.length)] : []));
    },
  };
}

function parse(status: number, text: string): Answered {
  try {
    return { status, text, json: JSON.parse(text) as unknown };
  } catch {
    return { status, text, json: undefined };
  }
}

const SITE: Readonly<Record<string, string>> = {
  "index.html": "home",
  "blog/a/index.html": "a",
  "blog/b/index.html": "b",
  "blog-news.html": "news",
  "app.css": "css",
  "app.js": "js",
};

/** Everything of `SITE`, one query copy among it. */
export const PAGES: readonly string[] = [
  "/",
  "/app.css",
  "/app.css?v=1",
  "/app.js",
  "/blog-news.html",
  "/blog/a/",
  "/blog/b/",
];

/** What is left of `PAGES`. */
export function without(...gone: readonly string[]): string[] {
  return PAGES.filter((page) => !gone.includes(page));
}
