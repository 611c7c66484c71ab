import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import net from "node:net";
import { join } from "node:path";
import tls from "node:tls";
import { describe, expect, test } from "vitest";
import { startGitServer } from "../support/git-server.ts";
import { cloneRepository, gitIn, temporaryFolder } from "../support/repository.ts";
import { sealNetwork, whyNotSealed } from "../support/sealed-network.ts";
import { selfSigned } from "../support/self-signed.ts";
import { setStage } from "../support/stage.ts";

/** TLS in front of the sandbox's API, as any real API has it: through a proxy it is reached by CONNECT. */
async function withTls(behind: string, certificate: { readonly cert: string; readonly key: string }) {
  const { port } = new URL(behind);
  const server = tls.createServer(certificate, (socket) => {
    const onward = net.connect(Number(port), "127.0.0.1");
    socket.on("error", () => onward.destroy());
    onward.on("error", () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `https://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}

const reason = await whyNotSealed();
// Said in the output of a machine that cannot run it: the title of a skipped test names the reason.
const title =
  reason === undefined ? "behind a proxy, with everything else blocked" : `needs another machine: ${reason}`;

describe.runIf(reason === undefined)(title, () => {
  test("git and the provider's API are reached through it, and the purge is done", async () => {
    await using network = await sealNetwork();
    await using stage = await setStage("batoff");
    await using folder = await temporaryFolder();
    const origin = join(folder.path, "origin.git");
    await gitIn(folder.path, "clone", "--quiet", "--bare", stage.site.repository.root, origin);
    await gitIn(origin, "config", "uploadpack.allowFilter", "true");
    await gitIn(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
    await using gitServer = await startGitServer(folder.path);
    await using checkout = await cloneRepository(`${gitServer.url}/origin.git`, "--depth=1");
    const certificate = selfSigned("api");
    const authority = join(folder.path, "ca.pem");
    await writeFile(authority, certificate.cert);
    await using api = await withTls(stage.sandbox.api.url, certificate);

    const common = { workspace: checkout.root, through: network.inside, with: { "api-url": api.url } };
    const env = { NODE_EXTRA_CA_CERTS: authority, HTTPS_PROXY: network.proxy, HTTP_PROXY: network.proxy };
    const gitEnv = { https_proxy: network.proxy, http_proxy: network.proxy };
    const run = await stage.run({ ...common, env: { ...env, ...gitEnv } });

    expect(run.log.join("\n")).toContain("was fetched by its id");
    expect([run.exitCode, run.outputs["verdict"], run.outputs["changed-files"]]).toEqual([0, "purged", "6"]);
    expect(await stage.stale()).toEqual([]);
    const requests = await network.requests();
    expect(requests.some((line) => line.includes("CONNECT 127.0.0.1"))).toBe(true);
    expect(requests.some((line) => line.includes("/origin.git/"))).toBe(true);
  });

  test("and without it nothing is", async () => {
    await using network = await sealNetwork();
    await using stage = await setStage("batoff");
    const run = await stage.run({ through: network.inside, with: { timeout: "2" } });

    expect([run.exitCode, run.outputs["verdict"]]).toEqual([1, "failed"]);
    expect(stage.sandbox.api.requests).toEqual([]);
  });
});
