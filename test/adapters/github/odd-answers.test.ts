import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { createGitHub } from "../../../src/adapters/github/repository.ts";
import type { Repository } from "../../../src/ports/git.ts";
import { createVirtualClock } from "../../support/virtual-clock.ts";

const [COMMIT, TREE, BLOB] = ["c".repeat(40), "d".repeat(40), "e".repeat(40)];
const commit = { sha: COMMIT, tree: { sha: TREE }, parents: [{ sha: "a".repeat(40) }, { sha: 7 }] };
const file = { path: "a.html", mode: "100644", type: "blob", sha: BLOB };

/** An API that answers each of these paths below the repository with its body, and everything else with 404. */
async function answering(bodies: Readonly<Record<string, unknown>>) {
  const server = createServer((request, response) => {
    const body = bodies[(request.url ?? "").replace("/repos/octo/site/git/", "").replace(/\?.*/, "")];
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(body ?? { message: "Not Found" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options = { apiUrl, repository: "octo/site", token: "t", head: COMMIT, isWhole: true };
  const repository = await createGitHub({ ...options, clock: createVirtualClock() }).open(".");
  if (repository === undefined) throw new Error("no repository");
  return {
    repository,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const listed = async (repository: Repository) => {
  const paths: string[] = [];
  await repository.tree(COMMIT, "", ({ path }) => paths.push(path));
  return paths;
};

it("lists a commit's files, knows its parents and what is there, and reads no more than it can", async () => {
  const bodies = { [`commits/${COMMIT}`]: commit, [`trees/${TREE}`]: { tree: [file] } };
  await using api = await answering({ ...bodies, [`blobs/${BLOB}`]: { content: "aGk=" } });
  const { repository } = api;

  expect(await listed(repository)).toEqual(["a.html"]);
  expect(await repository.parents(COMMIT)).toEqual(["a".repeat(40)]);
  expect([await repository.has(COMMIT), await repository.has("f".repeat(40))]).toEqual([true, false]);
  expect(await repository.entry(COMMIT, "a.html")).toEqual({ path: "a.html", mode: "100644", id: BLOB });
  expect(await repository.entry(COMMIT, "b.html")).toBeUndefined();
  expect(await repository.entry(COMMIT, "a.html/b")).toBeUndefined();
  expect(Buffer.from(await repository.blob(BLOB)).toString()).toBe("hi");
});

it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
  ["a commit without a tree", { [`commits/${COMMIT}`]: { sha: COMMIT } }, /a commit without a tree/],
  ["a tree without a list", { [`trees/${TREE}`]: { tree: "cut" } }, /a tree without a list/],
  [
    "an entry without a name",
    { [`trees/${TREE}`]: { tree: [{ ...file, path: undefined }] } },
    /an entry without a name/,
  ],
  [
    "a name that is not UTF-8",
    { [`trees/${TREE}`]: { tree: [{ ...file, path: "\ufffd" }] } },
    /use a checkout and changes: git/,
  ],
  [
    "a folder that it cuts itself",
    { [`trees/${TREE}`]: { tree: [file], truncated: true } },
    /more files in the folder "" than/,
  ],
])("takes %s for no answer", async (_, bodies, why) => {
  await using api = await answering({ [`commits/${COMMIT}`]: commit, ...bodies });
  await expect(listed(api.repository)).rejects.toThrow(why);
});

it("takes a cut list for no answer about a file or folder that is not in it", async () => {
  const bodies = { [`commits/${COMMIT}`]: commit, [`trees/${TREE}`]: { tree: [file], truncated: true } };
  await using api = await answering({ ...bodies, [`blobs/${BLOB}`]: { encoding: "none" } });
  await expect(api.repository.entry(COMMIT, "b.html")).rejects.toThrow(/more files beside "b\.html" than GitHub lists/);
  await expect(api.repository.entry(COMMIT, "d/b.html")).rejects.toThrow(/more files beside "d" than GitHub lists/);
  expect(await api.repository.entry(COMMIT, "a.html")).toMatchObject({ id: BLOB });
  await expect(api.repository.blob(BLOB)).rejects.toThrow(/a file without content/);
});
