/** A workflow's own identity instead of a stored key: what it opens, what it is refused for, and what is shown of it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cache, inSteps, type Steps } from "../support/caches.ts";
import { type IdentityServer, startIdentityServer } from "../support/identity-server.ts";
import { everythingWritten, type Stage } from "../support/stage.ts";

const ROLE = "arn:aws:iam::123456789012:role/purge";
const TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
const CLIENT_ID = "b2a5c3d4-1111-4222-8333-444455556666";
const POOL = "projects/123456789/locations/global/workloadIdentityPools/github/providers/site";
const SERVICE_ACCOUNT = "purge@sandbox-project.iam.gserviceaccount.com";
const CLIENT_SECRET = "Abc8Q~sandboxClientSecretOfTheApplication";

const AUDIENCES = {
  aws: "sts.amazonaws.com",
  azure: "api://AzureADTokenExchange",
  google: `https://iam.googleapis.com/${POOL}`,
  yandex: "https://github.com/octo-org",
} as const;

/** Who is opened without a key, and what the sandbox must be told of it. */
interface Opened extends Cache {
  readonly switches: Readonly<Record<string, unknown>>;
}

function opened(
  provider: Cache["provider"],
  switches: Opened["switches"],
  optionsOf: (url: string) => readonly string[],
  key?: string,
): Opened {
  const inputs = ({ sandbox: { api } }: Stage) => ({
    "api-key": key,
    "api-secret": undefined,
    "provider-options": optionsOf(api.url).join("\n"),
  });
  return { provider, switches, inputs };
}

const application = (how: "secret" | "federated", key?: string) =>
  opened(
    "azure-front-door",
    { application: how },
    (url) => [`tenant-id: ${TENANT}`, `client-id: ${CLIENT_ID}`, `login-url: ${url}`],
    key,
  );
const pool = (how: "direct" | "impersonated") =>
  opened("google-cloud-cdn", { identity: how }, (url) => [
    `workload-identity-provider: ${POOL}`,
    `sts-url: ${url}`,
    `iam-url: ${url}`,
    ...(how === "direct" ? [] : [`service-account: ${SERVICE_ACCOUNT}`]),
  ]);

const WITH_IDENTITY = {
  aws: opened("cloudfront", { role: ROLE }, (url) => [`role-arn: ${ROLE}`, `sts-url: ${url}`]),
  azure: application("federated"),
  google: pool("direct"),
  yandex: opened("yandex-cdn", { federated: true }, (url) => [
    "service-account: ajehr0to1g8bh0la8c8r",
    `audience: ${AUDIENCES.yandex}`,
    `token-url: ${url}`,
    `operation-url: ${url}`,
  ]),
};

/** All steps run at the same time: they wait most of it. */
const starts: (() => Promise<void>)[] = [];
beforeAll(() => Promise.all(starts.map((start) => start())));

/** One step for all of these caches, with a service of identity tokens that makes these claims. */
function stepWith(
  caches: Readonly<Record<string, Opened>>,
  claims: Parameters<typeof startIdentityServer>[0] = {},
  {
    env = {},
    prepare = () => undefined,
  }: { env?: Record<string, string>; prepare?: (stage: Stage, name: string) => void } = {},
) {
  let steps: Steps | undefined;
  let identity: IdentityServer | undefined;
  starts.push(async () => {
    identity = await startIdentityServer(claims);
    steps = inSteps(caches, { atOnce: 8, run: { env: { ...identity.environment, ...env } } });
    await steps.start((stage, name) => {
      stage.sandbox.api.set(caches[name]?.switches ?? {});
      prepare(stage, name);
    });
  });
  afterAll(async () => {
    await steps?.end();
    await identity?.[Symbol.asyncDispose]();
  });
  return {
    audiences: () => identity?.audiences ?? [],
    of(name: string) {
      const { stage, run } = (steps as Steps).of(name);
      return { stage, run, destination: run.of(name) };
    },
  };
}

describe("a workflow's own identity instead of a stored key", () => {
  const step = stepWith({
    ...WITH_IDENTITY,
    "azure-by-secret": application("secret", CLIENT_SECRET),
    "google-impersonated": pool("impersonated"),
  });

  it.each([
    ["a role at AWS", "aws"],
    ["an application at Azure", "azure"],
    ["a project at Google", "google"],
    ["a project at Google, by a service account", "google-impersonated"],
    ["a service account at Yandex Cloud", "yandex"],
  ])("opens %s", async (_, name) => {
    const { stage, destination } = step.of(name);

    expect(destination.verdict).toBe("purged");
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual([]);
    if (name === "yandex") expect(destination.confirmed).toBe(true);
  });

  it("is asked for once for each of them, and not at all where an application has its client secret", async () => {
    expect(step.of("azure-by-secret").destination.verdict).toBe("purged");
    const { aws, azure, google, yandex } = AUDIENCES;
    expect(step.audiences().toSorted()).toEqual([aws, azure, google, google, yandex].toSorted());
  });

  it.each([
    ["the identity", ".c2lnbmF0dXJl"],
    ["the role's temporary secret", "tempSecretFEMI7K7MDENGbPxRfiCYSANDBOXKEY"],
    ["the role's session", "IQoJb3JpZ2luX2VjSANDBOXTOKEN0123456789"],
    ["the application's token", "Z3JhbnRlZA.ZW50cmE"],
    ["the application's secret", CLIENT_SECRET],
    ["Google's token", "federated-token-of-the-workflow"],
    ["the token of Google's service account", "token-of-the-service-account"],
    ["the token of Yandex Cloud", "t1.9euelZrGranted"],
  ])("shows nothing of %s", async (_, secret) => {
    const written = await everythingWritten(step.of("aws").run);
    expect(written).not.toContain(secret);
  });
});

describe("an identity that a cloud does not accept", () => {
  const { aws, azure, google, yandex } = WITH_IDENTITY;
  const words = {
    azure: ["federated credential"],
    google: ["attribute condition"],
    yandex: ["No federated credential fits the subject token", "federated credential, whose subject must fit"],
  };
  const other: Readonly<Record<string, string>> = {
    [AUDIENCES.aws]: AUDIENCES.azure,
    [AUDIENCES.azure]: AUDIENCES.aws,
    [AUDIENCES.google]: "https://iam.googleapis.com/other",
  };

  describe.each([
    {
      what: "another repository's",
      caches: { aws, azure, google, yandex },
      claims: { sub: "repo:somebody/else:ref:refs/heads/main" },
      refusals: { aws: ["trust policy"], ...words },
    },
    {
      what: "one for another audience",
      caches: { aws, azure, google },
      claims: (audience: string) => ({ aud: other[audience] }),
      refusals: { aws: ["audience"], azure: words.azure, google: words.google },
    },
    {
      what: "one that is over",
      caches: { aws, azure, yandex },
      claims: { exp: 1_000_000_000 },
      refusals: { aws: ["Token expired"], azure: ["AADSTS700024"], yandex: words.yandex },
    },
  ])("$what", ({ caches, claims, refusals }) => {
    const step = stepWith(caches, claims);

    it.each(Object.entries(refusals))("is refused by %s, in its own words", (name, said) => {
      const { stage, run, destination } = step.of(name);

      expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_AUTH"]);
      expect(destination.failures.map(({ code }) => code)).toEqual(["E_AUTH"]);
      for (const text of said) {
        expect(destination.failures[0]?.message).toContain(text);
        expect(run.log.join("\n")).toContain(text);
      }
      expect(stage.sandbox.api.purges()).toEqual([]);
    });
  });
});

describe("an application at Azure", () => {
  const page = { do: "answer", status: 200, body: "<!doctype html><html><title>Sign in</title></html>" } as const;
  const half = { do: "answer", status: 200, body: '{"access_token":"eyJhbGciOiJSUzI1NiJ9.c2VjcmV0' } as const;
  const step = stepWith(
    { page: application("federated"), half: application("federated"), short: application("federated") },
    {},
    {
      env: { RUNNER_DEBUG: "1" },
      prepare({ sandbox: { api } }, name) {
        if (name === "page") api.fault([page], "lookup");
        if (name === "half") api.fault([half], "lookup");
        if (name === "short") api.set({ tokenSeconds: 3 });
      },
    },
  );

  it("gets nothing from a login page in front of Entra ID, and says so", () => {
    const { stage, run, destination } = step.of("page");

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_UNREADABLE"]);
    expect(destination.failures.map(({ code }) => code)).toEqual(["E_UNREADABLE"]);
    expect(run.log.join("\n")).toContain("an HTML page (Sign in)");
    expect(stage.sandbox.api.purges()).toEqual([]);
  });

  it("never shows a token of an answer that cannot be read", async () => {
    const { run, destination } = step.of("half");

    expect(destination.verdict).toBe("purged");
    expect(await everythingWritten(run)).not.toContain("c2VjcmV0");
  });

  it("gets a new token where one ends in the middle of the run", async () => {
    const { stage, destination } = step.of("short");

    expect(destination.verdict).toBe("purged");
    expect(await stage.stale()).toEqual([]);
    const tokens = stage.sandbox.api.requests.filter(({ path }) => path.endsWith("/token"));
    expect(tokens.length).toBeGreaterThan(1);
    expect(stage.sandbox.api.requests.filter(({ status }) => status >= 400)).toEqual([]);
  });
});
