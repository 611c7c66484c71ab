import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { PROVIDER_IDS } from "../../sandbox/provider-ids.ts";
import type { ExampleRequest, Sandbox } from "../../sandbox/sandbox.ts";
import { bench, PROPAGATION_MS } from "./support.ts";

function send({ url, method, headers, body }: ExampleRequest, signal?: AbortSignal): Promise<Response> {
  return fetch(url, { method, headers, body: body === "" ? null : body, signal: signal ?? null });
}

function exampleOf({ api }: Sandbox, path: string): ExampleRequest {
  return api.examples(path)[0] as ExampleRequest;
}

test.each(PROVIDER_IDS)("%s: its own example purges the page, after the delay and not before", async (provider) => {
  const { sandbox, fill, held, pass } = await bench(provider);
  await fill("/blog/a/", "/blog/b/");
  sandbox.origin.deploy(new Map([["blog/a/index.html", "new"]]));
  const examples = sandbox.api.examples("/blog/a/");
  for (const example of examples) expect((await send(example)).ok).toBe(true);
  const { settlesMs, hasPaths } = sandbox.api.traits;
  if (settlesMs > 0) {
    pass(settlesMs - 1);
    expect((await sandbox.edge.get("/blog/a/")).body).toBe("a");
    pass(1);
  }
  expect(held().includes("/blog/b/")).toBe(hasPaths);
  expect((await sandbox.edge.get("/blog/a/")).body).toBe("new");
  expect(sandbox.api.purges()).toHaveLength(examples.length);
});

test.each(PROVIDER_IDS)("%s: an unknown route is refused, and recorded with the reason", async (provider) => {
  const { sandbox, send: call } = await bench(provider);
  const { headers } = exampleOf(sandbox, "/");
  const { status } = await call("/no/such/route?x=1", { a: 1 }, headers);
  expect([403, 404, 405]).toContain(status);
  const [recorded] = sandbox.api.requests;
  expect(recorded).toMatchObject({ method: "POST", path: "/no/such/route?x=1", body: '{"a":1}', status });
  expect(recorded?.why).not.toBe("");
  expect(recorded?.headers["content-type"]).toMatch(/^application\/(?:json|xml|x-www-form-urlencoded)$/);
});

test.each(PROVIDER_IDS)("%s: an unknown switch is an error", async (provider) => {
  const { sandbox } = await bench(provider);
  expect(() => sandbox.api.set({ noSuchSwitch: true })).toThrow("noSuchSwitch");
});

test("faults are used up in order, and leave the API out", async () => {
  const { sandbox, pass, fill, held } = await bench("paradarum");
  const { api } = sandbox;
  await fill("/app.css");
  const html = {
    do: "answer",
    status: 503,
    headers: { "retry-after": "7", "content-type": "text/html" },
    body: "<p>",
  } as const;
  api.fault([{ do: "reset" }, html]);
  expect(api.unusedFaults()).toBe(2);
  await expect(send(exampleOf(sandbox, "/app.css"))).rejects.toThrow();
  const answered = await send(exampleOf(sandbox, "/app.css"));
  expect([answered.status, answered.headers.get("retry-after"), await answered.text()]).toEqual([503, "7", "<p>"]);
  expect(answered.headers.get("content-type")).toBe("text/html");
  expect(api.unusedFaults()).toBe(0);
  pass(PROPAGATION_MS);
  expect(held()).toEqual(["/app.css"]);
  expect(api.purges()).toEqual([]);
  expect((await send(exampleOf(sandbox, "/app.css"))).status).toBe(200);
  expect(api.requests.map(({ status }) => status)).toEqual([0, 503, 200]);
});

test("half an answer breaks off, but the purge is done", async () => {
  const { sandbox, pass, fill, held } = await bench("5centscdn");
  await fill("/app.css");
  sandbox.api.fault([{ do: "half-answer" }]);
  const response = await send(exampleOf(sandbox, "/app.css"));
  await expect(response.text()).rejects.toThrow();
  expect(sandbox.api.requests[0]?.status).toBe(0);
  pass(PROPAGATION_MS);
  expect(held()).toEqual([]);
});

test("a hanging request ends when the client gives up, and close() does not wait for it", async () => {
  const { sandbox } = await bench("hado");
  sandbox.api.fault([{ do: "hang" }, { do: "hang" }]);
  const controller = new AbortController();
  const given = send(exampleOf(sandbox, "/"), controller.signal);
  const left = send(exampleOf(sandbox, "/"));
  await expect.poll(() => sandbox.api.requests.length).toBe(2);
  controller.abort();
  await expect(given).rejects.toThrow();
  await Promise.all([sandbox.close(), expect(left).rejects.toThrow()]);
});

test("a late answer is the real one", async () => {
  const { sandbox } = await bench("hado");
  sandbox.api.fault([{ do: "delay", ms: 5 }]);
  expect(await (await send(exampleOf(sandbox, "/"))).json()).toMatchObject({ queued: true });
});

test("faults for polls leave submits alone", async () => {
  const { sandbox } = await bench("batoff");
  sandbox.api.fault([{ do: "answer", status: 500, body: "{}" }], "poll");
  const submitted = await send(exampleOf(sandbox, "/"));
  expect(submitted.status).toBe(202);
  const polled = await fetch(`${sandbox.api.url}/v1/sites/site_123/purge/x`);
  expect([polled.status, sandbox.api.unusedFaults()]).toEqual([500, 0]);
});

test("a taken port is an error that leaves nothing running, and close() leaves nothing either", async () => {
  const script = `
    import { startSandbox } from "./sandbox/start.ts";
    const first = await startSandbox({ provider: "hado" });
    const apiPort = Number(new URL(first.api.url).port);
    await startSandbox({ provider: "hado", apiPort }).catch(({ code }) => console.log(code));
    await first.edge.get("/");
    first.api.fault([{ do: "hang" }]);
    fetch(first.api.url).catch(() => console.log("cut"));
    while (first.api.requests.length === 0) await new Promise(setImmediate);
    await first.close();`;
  // It ends by itself only when no server, socket or timer is left; the limit ends it with an error.
  const limits = { timeout: 10_000 };
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], limits);
  expect(stdout).toBe("EADDRINUSE\ncut\n");
});
