import { describe, expect, it } from "vitest";
import { z } from "zod";
import { loadProvider, providerIds } from "../../../src/providers/registry.ts";
import { hasKeyOnPage, hasSecretOnPage, inputsOnPage } from "../../support/page-inputs.ts";

const SECRET = "s3cr3t-value-0123456789";

function good(id: string): Record<string, unknown> {
  return {
    "site-url": ["https://www.example.com/"],
    "api-key": SECRET,
    "dry-run": false,
    ...(hasSecretOnPage(id) ? { "api-secret": SECRET } : {}),
    ...inputsOnPage(id),
  };
}

async function problems(id: string, inputs: Readonly<Record<string, unknown>>): Promise<Record<string, string>> {
  const { error } = (await loadProvider(id)).settings.safeParse(inputs);
  return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path.join("."), message]));
}

async function parse<T = Record<string, unknown>>(id: string, inputs: Readonly<Record<string, unknown>>): Promise<T> {
  return (await loadProvider(id)).settings.parse(inputs) as T;
}

/** Which inputs each provider has a use for: caches of one's own have servers, and no site or api-url. */
const TAKEN = new Map(
  await Promise.all(
    providerIds.map(async (id) => {
      const schema = z.toJSONSchema((await loadProvider(id)).settings, { io: "input", unrepresentable: "any" }) as {
        properties: Record<string, { not?: object }>;
      };
      const taken = Object.entries(schema.properties).filter(([, { not }]) => not === undefined);
      return [id, new Set(taken.map(([name]) => name))] as const;
    }),
  ),
);

describe.each(providerIds)("the settings of %s", (id) => {
  const takes = (name: string): boolean => TAKEN.get(id)?.has(name) === true;

  it("take what is complete, and fall back to the vendor's address", async () => {
    const settings = await parse(id, good(id));

    expect(settings).toMatchObject({ apiKey: SECRET });
    if (takes("site")) expect(settings).toMatchObject({ site: good(id)["site"] ?? "www.example.com" });
    if (takes("api-url")) expect(settings["apiUrl"]).toMatch(/^https:\/\/[a-z0-9.-]+[a-z](?:\/.*[^/])?$/);
  });

  it.skipIf(takes("servers") || !hasKeyOnPage(id))("need no key in a dry run, and one otherwise", async () => {
    const { "api-key": _, ...without } = good(id);

    expect(await problems(id, { ...without, "dry-run": true })).toEqual({});
    const found = await problems(id, without);
    expect(Object.keys(found)).toEqual(["api-key"]);
    expect(found["api-key"]).toMatch(/^is missing: .* Only a dry run needs none$/);
  });

  it("name all problems at once, each at its input, and never show the key", async () => {
    const found = await problems(id, {
      ...good(id),
      site: "no/such/site!",
      "api-key": `${SECRET}\n${SECRET}`,
      "api-url": "http://api.example.com",
      "no-such-option": SECRET,
    });

    const inputs = ["api-key", "api-url", "site"].filter(takes);
    expect(Object.keys(found)).toEqual(expect.arrayContaining([...inputs, "no-such-option"]));
    if (takes("site")) expect(found["site"]).toContain("for example");
    expect(found["no-such-option"]).toContain("is no option here; there are ");
    expect(JSON.stringify(found)).not.toContain(SECRET);
  });

  it.skipIf(!takes("api-url")).each([
    ["https://cdn.example.com/", "https://cdn.example.com"],
    ["https://cdn.example.com:8443/a/b//", "https://cdn.example.com:8443/a/b"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://localhost:8080/x", "http://localhost:8080/x"],
    ["http://[::1]:8080", "http://[::1]:8080"],
  ])("take the api-url %s", async (given, apiUrl) => {
    expect(await parse(id, { ...good(id), "api-url": given })).toMatchObject({ apiUrl });
  });

  it
    .skipIf(!takes("api-url"))
    .each([
      "api.example.com",
      "http://api.example.com",
      "http://127.0.0.1.example.com",
      "http://10.0.0.1",
      "ftp://api.example.com",
      "https://user:pass@api.example.com",
      "https://api.example.com/?a=b",
      "https://api.example.com/#a",
      "",
    ])("refuse the api-url %j", async (given) => {
    expect(Object.keys(await problems(id, { ...good(id), "api-url": given }))).toEqual(["api-url"]);
  });

  it("describe every option for the generated documentation", async () => {
    const schema = z.toJSONSchema((await loadProvider(id)).settings, { io: "input" }) as {
      properties: Record<string, { description?: string }>;
      additionalProperties: unknown;
    };

    const { "dry-run": _, ...options } = schema.properties;
    expect(Object.entries(options).filter(([, { description = "" }]) => description.length < 5)).toEqual([]);
    if (takes("site")) expect(options["site"]?.description).toMatch(/Example: `.+`\.$/);
    expect(schema.additionalProperties).toBe(false);
  });
});

describe("the site", () => {
  it.each([
    ["paradarum", "0"],
    ["paradarum", "12a"],
    ["paradarum", "12/../34"],
    ["5centscdn", "-1"],
    ["5centscdn", "４２"],
    ["f5xc", "www"],
    ["f5xc", "default/www/x"],
    ["f5xc", "../www"],
    ["f5xc", "Default/www"],
    ["batoff", "site 123"],
    ["batoff", "../../x"],
    ["hado", "exa mple.com"],
    ["hado", "/"],
  ])("of %s is not %s", async (id, site) => {
    expect(Object.keys(await problems(id, { ...good(id), site }))).toEqual(["site"]);
  });

  it.each([
    ["https://WWW.Example.com:8443/path", "www.example.com"],
    ["münchen.example", "xn--mnchen-3ya.example"],
    ["127.0.0.1", "127.0.0.1"],
  ])("of Hado, given as %s, is %s", async (given, site) => {
    expect(await parse("hado", { ...good("hado"), site: given })).toMatchObject({ site });
  });

  it("of Hado is the host of site-url when that is one host", async () => {
    const { site: _, ...without } = good("hado");
    const one = ["https://www.example.com/a/", "https://www.example.com/b/"];

    expect(await parse("hado", { ...without, "site-url": one })).toMatchObject({ site: "www.example.com" });
    expect(Object.keys(await problems("hado", { ...without, "site-url": [] }))).toEqual(["site"]);
    expect(Object.keys(await problems("hado", { ...without, "site-url": [...one, "https://example.com/"] }))).toEqual([
      "site",
    ]);
  });
});

describe("options", () => {
  it.each([
    ["hado", "trailing-slash", "maybe"],
    ["hado", "propagation-seconds", -1],
    ["paradarum", "batch-size", 0],
    ["paradarum", "batch-size", "100"],
    ["5centscdn", "zone-type", "http-push"],
    ["5centscdn", "delete-mode", ""],
    ["5centscdn", "allow-wildcards", "yes"],
    ["5centscdn", "purge-interval", 1.5],
    ["f5xc", "mode", "medium"],
    ["f5xc", "tenant", "https://example-corp.console.ves.volterra.io"],
    ["f5xc", "success-states", []],
    ["f5xc", "certificate-file", "a\nb"],
    ["batoff", "signature", "body"],
    ["batoff", "prefix-batch-size", 61],
  ])("of %s: %s is not %j", async (id, name, value) => {
    expect(Object.keys(await problems(id, { ...good(id), [name]: value }))).toContain(name);
  });

  it("of Batoff's signature are checked one by one", async () => {
    const signature = { template: "{timestamp}.{nonce}", encoding: "hex", salt: "x" };
    const found = await problems("batoff", { ...good("batoff"), signature });

    expect(Object.keys(found).sort()).toEqual(["signature.salt", "signature.template"]);
    expect(found["signature.template"]).toContain("{timestamp} {method} {path} {query} {body} {body_sha256} {site_id}");
  });

  it.each(["hado", "paradarum", "5centscdn"])("leave %s no use for an api-secret", async (id) => {
    expect(Object.keys(await problems(id, { ...good(id), "api-secret": SECRET }))).toEqual(["api-secret"]);
  });
});

describe("F5's credentials", () => {
  const { "api-key": _, ...keyless } = good("f5xc");

  it("may be a certificate instead of a token", async () => {
    expect(await parse("f5xc", { ...keyless, "certificate-file": "f5.p12", "api-secret": SECRET })).toMatchObject({
      apiKey: "",
      certificate: { file: "f5.p12", passphrase: SECRET },
    });
  });

  it("are one of the two, and a passphrase belongs to a certificate", async () => {
    expect(Object.keys(await problems("f5xc", { ...good("f5xc"), "certificate-file": "f5.p12" }))).toEqual([
      "certificate-file",
    ]);
    expect(Object.keys(await problems("f5xc", { ...good("f5xc"), "api-secret": SECRET }))).toEqual(["api-secret"]);
  });

  it("go to the tenant's console, or to api-url", async () => {
    expect(await parse("f5xc", good("f5xc"))).toMatchObject({ apiUrl: "https://example-corp.console.ves.volterra.io" });
    const { tenant: __, ...without } = good("f5xc");
    expect(Object.keys(await problems("f5xc", without))).toEqual(["tenant"]);
    expect(await problems("f5xc", { ...without, "api-url": "https://f5.example.com/x" })).toEqual({});
  });
});
