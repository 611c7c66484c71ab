import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { temporaryFolder } from "./repository.ts";
import { writeFiles } from "./write-files.ts";

/** What a server says at one URL, redirects not followed. */
export interface Seen {
  readonly status: number;
  readonly body: string;
  /** Without scheme and host. */
  readonly location?: string;
}

export interface StaticHost extends AsyncDisposable {
  /** @param url unencoded, relative to the root, without a leading slash. */
  ask(url: string): Promise<Seen>;
}

/** Serves files from a folder on loopback, by a server that is not ours. */
export async function serveFiles(
  files: ReadonlyMap<string, string>,
  open: (folder: string) => RequestListener,
): Promise<StaticHost> {
  const folder = await temporaryFolder();
  writeFiles(folder.path, files);
  const server = createServer(open(folder.path));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    async ask(url) {
      const path = url.split("/").map(encodeURIComponent).join("/");
      const answer = await fetch(`${root}/${path}`, { redirect: "manual" });
      const location = answer.headers.get("location");
      const body = await answer.text();
      if (location === null) return { status: answer.status, body };
      return { status: answer.status, body, location: decodeURIComponent(new URL(location, root).pathname) };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await folder[Symbol.asyncDispose]();
    },
  };
}
