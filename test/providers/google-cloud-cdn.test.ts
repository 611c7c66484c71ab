import { describe, expect, it } from "vitest";
import { Settings } from "../../src/providers/google-cloud-cdn/schema.ts";
import { connectCanned, path } from "./canned-api.ts";

const PROVIDER = "projects/123456789/locations/global/workloadIdentityPools/github/providers/site";
const SITE = "my-project/web-map";

describe("google's requests", () => {
  it("name the host without a port, the path without a query, and a UUID that stays the same", async () => {
    const api = await connectCanned("google-cloud-cdn", { site: SITE });
    const running = { body: { name: "operation-1", status: "PENDING" } };
    const purge = () => api.submit([path("/a?x=1", "https://www.example.com:8443")], running);

    expect([await purge(), await purge()]).toMatchObject([{ kind: "pending", receipt: { id: "operation-1" } }, {}]);
    expect(api.seen[0]?.body).toBe('{"host":"www.example.com","path":"/a"}');
    expect(api.seen[0]?.path).toMatch(/\/urlMaps\/web-map\/invalidateCache\?requestId=[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(api.seen[1]?.path).toBe(api.seen[0]?.path);
  });
});

describe("google's operations", () => {
  const target = "https://www.googleapis.com/compute/v1/projects/my-project/global/urlMaps";
  const good = { name: "operation-1", operationType: "invalidateCache", targetLink: `${target}/web-map` };
  const submit = async (body: unknown) => {
    const api = await connectCanned("google-cloud-cdn", { site: SITE });
    return api.submit([path("/a", "https://www.example.com")], { body });
  };
  const poll = async (body: unknown) => {
    const api = await connectCanned("google-cloud-cdn", { site: SITE });
    return api.poll({ id: "operation-1", memo: { since: 0 } }, { body });
  };

  it("are done by the word alone", async () => {
    expect(await submit({ ...good, status: "DONE" })).toMatchObject({ kind: "done" });
    expect(await poll({ ...good, status: "DONE", error: null })).toMatchObject({ kind: "done" });
    for (const status of ["RUNNING", "PENDING", "Done", "ABORTING"]) {
      expect(await poll({ ...good, status })).toMatchObject({ kind: "pending" });
    }
  });

  it.each([
    [
      "an error as documented",
      { error: { errors: [{ code: "RESOURCE_NOT_READY", message: "the words" }] } },
      "the words",
    ],
    ["an error of another shape", { error: { code: 400, message: "the words" } }, "the words"],
    ["an error that is a text", { error: "the words" }, "the words"],
    ["an error's status alone", { httpErrorStatusCode: 503 }, "it names an error"],
    ["an error's status as text", { httpErrorStatusCode: "503" }, "it names an error"],
    ["a part of its progress", { progress: 40 }, "its progress is 40"],
    ["another URL map", { targetLink: `${target}/other-map` }, "no invalidation of web-map"],
    [
      "another project",
      { targetLink: `${target}/web-map`.replace("my-project", "other") },
      "no invalidation of web-map",
    ],
    ["another type", { operationType: "delete" }, "no invalidation of web-map"],
    ["an end that is still to come", { endTime: "2126-11-20T00:00:00Z" }, "still to come"],
    [
      "an end before its start",
      { startTime: "2026-11-19T12:00:01Z", endTime: "2026-11-19T12:00:00Z" },
      "before its startTime",
    ],
    ["an end that is no time", { endTime: "soon" }, "is no time"],
  ])("are red with %s, when they begin and later", async (_, more, words) => {
    const body = { ...good, status: "DONE", ...more };

    for (const result of [await submit(body), await poll(body)]) {
      expect(result).toMatchObject({ kind: "failed", fault: "invalid", message: expect.stringContaining(words) });
    }
  });

  it.each([{ status: "DONE" }, { name: "operation-1" }, { name: "", status: "DONE" }, [], "done"])(
    "are unreadable as %j",
    async (body) => {
      expect(await poll(body)).toMatchObject({ kind: "failed", fault: "unreadable" });
    },
  );

  it("are not another's", async () => {
    expect(await poll({ ...good, name: "operation-2", status: "DONE" })).toMatchObject({
      fault: "invalid",
      message: expect.stringContaining("operation-1 was requested"),
    });
  });

  it.each([
    [403, { errors: [{ reason: "rateLimitExceeded" }] }, "throttled"],
    [403, { errors: [{ reason: "forbidden" }], status: "PERMISSION_DENIED" }, "auth"],
    [403, {}, "auth"],
    [429, { status: "RESOURCE_EXHAUSTED" }, "throttled"],
    [404, { errors: [{ reason: "notFound" }] }, "site"],
    [400, { errors: [{ reason: "invalid" }] }, "invalid"],
    [503, { errors: [{ reason: "backendError" }] }, "unavailable"],
  ])("are refused with %i %j, and the message names whose fault that is", async (status, error, fault) => {
    const api = await connectCanned("google-cloud-cdn", { site: SITE });
    const body = { error: { code: status, message: "the words", ...error } };

    expect(await api.submit([path("/a", "https://www.example.com")], { status, body })).toMatchObject({
      fault,
      message: expect.stringContaining("the words"),
    });
  });
});

describe("google's settings", () => {
  it.each([
    [{}, "api-key", "workload-identity-provider"],
    [{ "api-key": "t", "workload-identity-provider": PROVIDER }, "workload-identity-provider", "one of the two"],
    [{ "workload-identity-provider": "github" }, "workload-identity-provider", "full name"],
    [{ "api-key": "t", "service-account": "purge@p.iam.gserviceaccount.com" }, "service-account", "beside it"],
    [{ "workload-identity-provider": PROVIDER, "service-account": "purge" }, "service-account", "no address"],
    [{ "api-key": "t", site: "web-map" }, "site", "project/url-map"],
    [{ "api-key": "t", site: "my-project/global/web-map" }, "site", "project/url-map"],
    [{ "api-key": "t", site: "projects/my-project/global/urlMaps/web-map" }, "site", "project/url-map"],
    [{ "api-key": "t", site: "My Project/web-map" }, "site", "project/url-map"],
    [{ "api-key": "t", "api-secret": "s" }, "api-secret", "one access token"],
    [{ "api-key": "t", "sts-url": "http://sts.example.com" }, "sts-url", "https"],
    [{ "api-key": '{ "type": "service_account" }' }, "api-key", "blank"],
  ])("refuse %j", (more, input, words) => {
    const [issue] = Settings.safeParse({ site: SITE, ...more }).error?.issues ?? [];
    expect([issue?.path[0], issue?.message]).toEqual([input, expect.stringContaining(words)]);
  });
});
