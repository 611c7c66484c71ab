import { expect, it } from "vitest";
import { INPUTS } from "../../src/inputs/inputs.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { PurgeError } from "../../src/model/errors.ts";

/** Inputs of each provider that nothing is wrong with. */
const GOOD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cloudflare: { site: "023e105f4ecef8ad9ca31a8372d0c353", "api-key": "cf_0123456789" },
  cloudfront: { site: "E2QWRUHAPOMQZL", "api-key": "AKIAIOSFODNN7EXAMPLE", "api-secret": "wJalrXUtnFEMI" },
  fastly: { site: "SU1Z0isxPaozGVKXdv0eY", "api-key": "fastly_0123456789" },
  bunny: { site: "812345", "api-key": "bunny_0123456789" },
  netlify: { site: "3970e0fe-8564-4903-9a55-c5f8de49fb8b", "api-key": "nfp_0123456789" },
  vercel: { site: "prj_8Kq2VfXwR5tYbN3mLc7ZpHs1", "api-key": "vcp_0123456789" },
  varnish: { "provider-options": "servers: [https://10.0.0.1]" },
  "http-purge": { "provider-options": "servers: [https://10.0.0.1]" },
};

type Case = readonly [provider: string, at: string, values: readonly string[], problem: RegExp];
const options = (...all: readonly string[]): readonly string[] =>
  all.map((more) => `{servers: [http://10.0.0.1], ${more}}`);

const CASES: readonly Case[] = [
  [
    "cloudflare",
    "site",
    ["exa mple.com", "https://example.com/", "localhost", "example..com", "*.example.com", "-a.example"],
    /is not the zone id, or the zone's name/,
  ],
  [
    "cloudfront",
    "site",
    ["e2qwruhapomqzl", "arn:aws:cloudfront::123456789012:distribution/E2QWRUHAPOMQZL", "d111111abcdef8.cloudfront.net"],
    /is not the distribution id/,
  ],
  ["fastly", "site", ["www.example.com", "short", "SU1Z0/../x"], /is not the service id/],
  ["bunny", "site", ["my-zone", "0", "-5", "812345.b-cdn.net"], /is not the pull zone id/],
  ["netlify", "site", ["a.example,b.example", "https://a.example", ".example"], /is not the site's id, domain or name/],
  ["vercel", "site", ["a/b", "prj x", "?x"], /is not the project's id or name/],
  ...["cloudflare", "cloudfront", "fastly", "bunny", "netlify", "vercel", "varnish", "http-purge"].map(
    (provider): Case => [provider, "api-key", ["abc defgh", "abcdefgh ij", "“abcdefgh”"], /has a (?:blank|character)/],
  ),
  ["cloudfront", "api-secret", [""], /is missing: an access key id needs its secret/],
  ["cloudflare", "api-secret", ["a-secret-0123"], /is not used/],
  ["varnish", "site", ["www.example.com"], /is not used: .*site-url says which host/],
  ["varnish", "provider-options.servers", ["", "servers: []", "servers: http://10.0.0.1"], /must be a list of URLs/],
  [
    "http-purge",
    "provider-options.servers",
    ["servers: [10.0.0.1:6081]", "servers: ['ftp://10.0.0.1']", "servers: [/var/run/x.sock]"],
    /no http or https URL/,
  ],
  ["varnish", "provider-options.servers", ["servers: [http://203.0.113.7]"], /no private address: use https/],
  [
    "varnish",
    "provider-options.servers",
    ["servers: ['https://u:pass-w0rd@10.0.0.1']"],
    /a user name or password in it/,
  ],
  ["varnish", "provider-options.servers", ["servers: [http://10.0.0.1, 'http://10.0.0.1/']"], /twice/],
  [
    "cloudflare",
    "provider-options.environment",
    ["environment: ../x", "environment: ''", "environment: a/b"],
    /a name of/,
  ],
  ["cloudflare", "provider-options.email", ["email: nobody", "email: 'a b@c'"], /is no address/],
  ["cloudflare", "provider-options.plan", ["plan: Free", "plan: 1"], /must be one of free, pro/],
  ["netlify", "provider-options.deploy-alias", ["deploy-alias: ''", "deploy-alias: a b"], /a name of/],
  ["vercel", "provider-options.team", ["team: ''", "team: a b", "team: ..", "team: 5"], /a name of/],
  ["varnish", "provider-options.purge", options("purge: get"), /must be one of PURGE, BAN/],
  ["bunny", "provider-options.environment", ["environment: production"], /is no option here/],
  ["cloudfront", "provider-options.partition", ["partition: cn"], /must be one of aws, aws-cn/],
  ["http-purge", "provider-options.method", options("method: DELETE", "method: purge"), /must be one of PURGE, GET/],
  ["http-purge", "provider-options.purge-path", options("purge-path: purge", "purge-path: /a/../b"), /must be a path/],
  ["http-purge", "provider-options.not-cached", options("not-cached: [200]", "not-cached: 404"), /list of statuses/],
  [
    "varnish",
    "provider-options.key-header",
    options("key-header: Host", "key-header: 'a b'"),
    /name of a request header/,
  ],
];

const ROWS = CASES.flatMap(([provider, at, values, problem]) =>
  values.map((value) => ({ provider, at, value, problem })),
);

/** Inputs as the runner gives them: every declared one is there, empty or with its default. */
function parse(provider: string, given: Readonly<Record<string, string>>): Promise<unknown> {
  const declared = INPUTS.map((input): [string, string] => [input.name, input.default ?? ""]);
  const inputs = { provider, "site-url": "https://www.example.com/", purge: "/a", ...GOOD[provider], ...given };
  return parseInputs(new Map([...declared, ["github-token", "ghs_token"], ...Object.entries(inputs)]), "push");
}

it.each(Object.keys(GOOD))("takes the inputs that the cases of %s start from", async (provider) => {
  await expect(parse(provider, {})).resolves.toBeDefined();
});

it("takes a zone's name and id whatever the case of their letters", async () => {
  await expect(parse("cloudflare", { site: "Shop.Example.COM" })).resolves.toBeDefined();
  await expect(parse("cloudflare", { site: "023E105F4ECEF8AD9CA31A8372D0C353" })).resolves.toBeDefined();
});

it.each(ROWS)("gives one clear error at $provider for $at: $value", async ({ provider, at, value, problem }) => {
  const [input = ""] = at.split(".");
  const error: unknown = await parse(provider, { [input]: value }).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(PurgeError);
  const { code, problems } = error as PurgeError;
  expect(code).toBe("E_CONFIG");
  expect(problems).toEqual([expect.objectContaining({ input: at, message: expect.stringMatching(problem) })]);
  expect(JSON.stringify(problems)).not.toContain("pass-w0rd");
});

it.each([
  ["varnish", "servers: [http://10.0.0.1]"],
  ["http-purge", "servers: [https://a.example.com, http://b.example.com]"],
])("refuses a key over plain http at %s: %s", async (provider, servers) => {
  const error: unknown = await parse(provider, { "api-key": "a-key-0123", "provider-options": servers }).catch(
    (thrown: unknown) => thrown,
  );
  expect((error as PurgeError).problems).toMatchObject([{ message: expect.stringContaining("clear text") }]);
});
