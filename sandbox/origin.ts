import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Answer } from "./answer.ts";
import { type Listener, listen, type Server } from "./http-server.ts";
import { inRange } from "./ranges.ts";

export interface Origin {
  readonly url: string;
  /** Replaces everything that is served. Keys are file paths without a leading slash, `blog/x/index.html`. */
  deploy(files: ReadonlyMap<string, string | Uint8Array>): void;
  /** The same, once so many more requests have been answered over HTTP: a deploy that takes its time to arrive. */
  deployAfter(requests: number, files: ReadonlyMap<string, string | Uint8Array>): void;
  /** What it answers for a path with or without query, without an exchange over HTTP. No visit. */
  serve(target: string): { status: number; body: string };
  /** Requests to the origin over HTTP, without the edge's own fetches. */
  readonly visits: readonly Visit[];
  /** Cache tags that the origin sends with one file from now on, in later deploys too. An empty list takes them away. */
  tag(file: string, tags: readonly string[]): void;
}

export interface Visit {
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: number;
}

/** The origin's content: what is deployed, and what a static host makes of it. */
export interface Content extends Pick<Origin, "deploy" | "deployAfter" | "tag"> {
  /** The answer for a path with or without query, as it stands in a request line. */
  answer(target: string): Answer;
  /** A request came in over HTTP, and has its answer. */
  answered(): void;
}

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  xml: "application/xml",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
};

/** `changing` is called before content changes, so that what is due until then still sees the old one. */
export function createContent(changing: () => void): Content {
  let files = new Map<string, File>();
  const tags = new Map<string, readonly string[]>();
  let coming: { left: number; readonly files: Parameters<Origin["deploy"]>[0] } | undefined;

  function deploy(next: Parameters<Origin["deploy"]>[0]): void {
    changing();
    coming = undefined;
    files = new Map([...next].map(([name, body]) => [byteName(name), { body: Buffer.from(body) }]));
  }

  return {
    deploy,
    deployAfter(requests, next) {
      coming = { left: requests, files: next };
    },
    answered() {
      if (coming === undefined) return;
      coming.left -= 1;
      if (coming.left <= 0) deploy(coming.files);
    },
    tag(file, values) {
      tags.set(byteName(file), values);
    },
    answer(target) {
      const wanted = decodeOnce(target.split("?", 1)[0] as string);
      if (wanted === undefined) return plain(400, "400 Bad Request\n");
      const name = candidates(wanted).find((candidate) => files.has(candidate));
      const file = name === undefined ? undefined : files.get(name);
      if (name === undefined || file === undefined) return plain(404, "404 Not Found\n");
      return found(name, file, tags.get(name) ?? []);
    },
  };
}

interface File {
  readonly body: Uint8Array;
  /** Made when the file is first answered. */
  etag?: string;
}

/** A folder answers with its index file, with and without the slash at its end. */
function candidates(wanted: string): readonly string[] {
  return wanted === "" || wanted.endsWith("/") ? [`${wanted}index.html`] : [wanted, `${wanted}/index.html`];
}

/** The content over HTTP. Visitors of the edge never see this address. */
export async function serveOrigin(
  content: Content,
  now: () => number,
): Promise<Server & { readonly visits: readonly Visit[] }> {
  const visits: Visit[] = [];
  const listener: Listener = (request, response) => {
    const { method, url = "/" } = request;
    visits.push(visitOf(request, now()));
    const { status, headers, body } = inRange(content.answer(url), request.headers.range);
    content.answered();
    response.writeHead(status, { ...headers, "content-length": body.length });
    response.end(method === "HEAD" ? undefined : body);
  };
  return { ...(await listen(listener)), visits };
}

export function visitOf({ method = "GET", url = "/", headers }: IncomingMessage, at: number): Visit {
  const plain = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return { method, path: url, headers: Object.fromEntries(plain), at };
}

function found(name: string, file: File, tags: readonly string[]): Answer {
  const { body } = file;
  file.etag ??= `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`;
  const extension = /\.([a-z0-9]+)$/.exec(name)?.[1] ?? "";
  return {
    status: 200,
    headers: {
      "content-type": TYPES[extension] ?? "application/octet-stream",
      etag: file.etag,
      ...(tags.length === 0 ? {} : { "cache-tag": tags.join(",") }),
    },
    body,
  };
}

function plain(status: number, text: string): Answer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: Buffer.from(text) };
}

/** A URL path without its leading slash as bytes, one character each; undefined when it is malformed. */
function decodeOnce(path: string): string | undefined {
  if (!path.startsWith("/") || /%(?![0-9a-f]{2})/i.test(path)) return undefined;
  const utf8 = Buffer.from(path.slice(1)).toString("latin1");
  return utf8.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A file's name as bytes, one character each. A lone surrogate U+DC80–U+DCFF stands for one byte that is not UTF-8. */
function byteName(name: string): string {
  if (/^[\0-\x7f]*$/.test(name)) return name;
  const bytes = (character: string): string => {
    const code = character.codePointAt(0) as number;
    return code >= 0xdc80 && code <= 0xdcff
      ? String.fromCharCode(code - 0xdc00)
      : Buffer.from(character).toString("latin1");
  };
  return Array.from(name, bytes).join("");
}
