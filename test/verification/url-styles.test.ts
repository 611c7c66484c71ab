/** Every URL that a style calls stale, at a host that answers as the style says: fresh with the new build, never with the old. */
import { createHash } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSiteClient } from "../../src/adapters/http/site-client.ts";
import { startDeadline } from "../../src/delivery/deadline.ts";
import { findStaleContent } from "../../src/mapping/find-stale.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";
import type { Change, ChangeSet } from "../../src/model/change.ts";
import { decodePath, encodePath } from "../../src/model/encode-path.ts";
import type { UrlResponse } from "../../src/model/stale.ts";
import { probesOf } from "../../src/verification/probes.ts";
import { verify } from "../../src/verification/verify.ts";
import { recordingLog } from "../support/delivery-samples.ts";
import { held } from "../support/live-stage.ts";
import { createVirtualClock } from "../support/virtual-clock.ts";

type Files = Readonly<Record<string, string>>;

const idOf = (text: string): string => createHash("sha1").update(`blob ${text.length}\0${text}`).digest("hex");

function changeSet(before: Files, after: Files): ChangeSet {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changes = paths.flatMap((path): Change[] => {
    const [old, now] = [before[path], after[path]];
    if (old === now) return [];
    const kind = old === undefined ? "added" : now === undefined ? "deleted" : "modified";
    const ends = { ...(old !== undefined && { before: idOf(old) }), ...(now !== undefined && { after: idOf(now) }) };
    return [{ kind, path, ...ends }];
  });
  const tree = new Map(Object.entries(after).map(([path, text]) => [path, idOf(text)]));
  const rulesOf = (files: Files) =>
    new Map(
      Object.entries(files).flatMap(([path, text]) => (path.startsWith("_") ? [[path, { id: idOf(text), text }]] : [])),
    );
  return {
    ...{ source: "git", changes, ignored: 0, tree, notes: [] },
    rules: { before: rulesOf(before), after: rulesOf(after) },
  };
}

/** A host on loopback that answers as the last one who asked for it says. */
async function startHost() {
  let listener: RequestListener = (_, response) => void response.writeHead(500).end();
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createSiteClient({ environment: {} });
  /** `base` is where the site lies on it. */
  function serve(files: Files, base: string, answer: (url: string) => UrlResponse): void {
    const texts = new Map(Object.values(files).map((text) => [idOf(text), text]));
    listener = (request, response) => {
      const path = new URL(request.url ?? "/", "http://host").pathname;
      const { status, content, location } = answer(
        decodePath(`${path}/`.startsWith(base) ? path.slice(base.length) : path),
      );
      const to = location === undefined ? {} : { location: base + encodePath(location.slice(1)) };
      response.writeHead(status, to).end(status === 200 ? texts.get(content ?? "") : `${status}`);
    };
  }
  const close = async (): Promise<void> => {
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin, client, serve, close };
}

let shared: Awaited<ReturnType<typeof startHost>>;
beforeAll(async () => {
  shared = await startHost();
});
afterAll(() => shared.close());

async function kindsAt(
  host: "old" | "new",
  style: keyof typeof URL_STYLES,
  { before, after, base }: { readonly before: Files; readonly after: Files; readonly base: string },
) {
  const set = changeSet(before, after);
  const wants = { urls: "aliases", files: "all", address: "path" } as const;
  const staleContent = findStaleContent(set, URL_STYLES[style], wants);
  const { hosting } = staleContent;
  const { origin, client, serve } = shared;
  serve({ ...before, ...after }, base, host === "new" ? hosting.after : hosting.before);
  const siteUrls = [{ origin, basePath: base }];
  const probes = probesOf({ changes: set, staleContent, siteUrls, requested: [] });
  const clock = createVirtualClock();
  const deadline = startDeadline({ clock, timeoutMs: 300_000, signal: new AbortController().signal });
  const now = { ms: clock.monotonicMs(), at: clock.now() };
  const common = { total: probes.length, hosts: new Set([origin]), accepted: now, settledMs: now.ms, deadline };
  const buildFiles = { isCut: false, of: async () => undefined };
  const { seen } = await verify(
    { ...common, probes, spacingMs: 1000, buildFiles, purgeAgain: async () => true },
    { clock, siteClient: held(client, clock), log: recordingLog([], []) },
  );
  deadline.end();
  return seen.map(({ url, kind, why }) => `${new URL(url).pathname} ${kind}: ${why}`);
}

const KEPT: Files = { "index.html": "home", "same.html": "same" };
const PAGES: readonly (readonly [what: string, before: Files, after: Files])[] = [
  ["an added folder", {}, { "d/index.html": "d" }],
  ["a changed folder", { "d/index.html": "d" }, { "d/index.html": "d2" }],
  ["a deleted folder", { "d/index.html": "d" }, {}],
  ["an added page", {}, { "p.html": "p" }],
  ["a changed page", { "p.html": "p" }, { "p.html": "p2" }],
  ["a deleted page", { "p.html": "p" }, {}],
  ["a page that becomes a folder", { "p.html": "p" }, { "p/index.html": "other" }],
  ["a folder that becomes a page", { "p/index.html": "p" }, { "p.html": "other" }],
  ["names that are encoded", {}, { "é +%/index.html": "e", "a?b#c.html": "q" }],
  ["an asset", { "a.css": "1" }, { "a.css": "2" }],
];
const STYLES = Object.keys(URL_STYLES) as (keyof typeof URL_STYLES)[];

describe.each(STYLES)("%s", (style) => {
  test.each(PAGES)("%s", async (_, before, after) => {
    for (const base of ["/", "/base/"]) {
      const change = { before: { ...KEPT, ...before }, after: { ...KEPT, ...after }, base };
      const fresh = await kindsAt("new", style, change);
      expect(fresh.length).toBeGreaterThan(0);
      expect(fresh.filter((line) => !line.includes(" fresh: "))).toEqual([]);
      expect((await kindsAt("old", style, change)).filter((line) => line.includes(" fresh: "))).toEqual([]);
    }
  });
});
