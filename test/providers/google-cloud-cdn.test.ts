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

describe("google's settings", () => {
  it.each([
    [{}, "api-key", "workload-identity-provider"],
    [{ "api-key": "t", "workload-identity-provider": PROVIDER }, "workload-identity-provider", "one of the two"],
    [{ "workload-identity-provider": "github" }, "workload-identity-provider", "full name"],
    [{ "api-key": "t", "service-account": "purge@p.iam.gserviceaccount.com" }, "service-account", "beside it"],
    [{ "workload-identity-provider": PROVIDER, "service-account": "purge" }, "service-account", "no address"],
    [{ "api-key": "t", site: "web-map" }, "site", "project/url-map"],
  ])("refuse %j", (more, input, words) => {
    const [issue] = Settings.safeParse({ site: SITE, ...more }).error?.issues ?? [];
    expect([issue?.path[0], issue?.message]).toEqual([input, expect.stringContaining(words)]);
  });
});
