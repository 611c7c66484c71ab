/** Passwords of addresses in what a step reads beside its inputs: masked first, and shown nowhere. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { createRepository, type TestRepository } from "../support/repository.ts";
import { reportOf } from "../support/stage.ts";
import { runAction } from "./runner.ts";

const KINDS = [
  { kind: "password", secretOf: (start: string) => `${start}-sesame-0123456789`, userInfo: "user:" },
  // Longer than a message quotes: what is cut in half must not be shown either.
  { kind: "long token", secretOf: (start: string) => `ghp_${start}${"0123456789abcdef".repeat(20)}`, userInfo: "" },
];

interface Place {
  readonly what: string;
  /** Where the destination is told of it: its own inputs, a variable, or a file that the step reads. */
  readonly inputs: (address: string, path: string) => Readonly<Record<string, string>>;
  readonly content?: (address: string) => string;
  /** Named as it is found, and masked before. An index's address is no selector: nothing says it. */
  readonly isMasked: boolean;
}

const IN_FILES: readonly Place[] = [
  {
    what: "a list",
    inputs: (_, path) => ({ purge: `file:${path}` }),
    content: (address) => `/a\n${address}\n`,
    isMasked: true,
  },
  {
    what: "a list in JSON",
    inputs: (_, path) => ({ purge: `file:${path}` }),
    content: (address) => JSON.stringify(["/a", address]),
    isMasked: true,
  },
  {
    what: "a sitemap",
    inputs: (_, path) => ({ purge: `sitemap:${path}` }),
    content: (address) => `<urlset><url><loc>${address}</loc></url></urlset>`,
    isMasked: true,
  },
  {
    what: "an index of sitemaps",
    inputs: (_, path) => ({ purge: `sitemap:${path}` }),
    content: (address) => `<sitemapindex><sitemap><loc>${address}.xml</loc></sitemap></sitemapindex>`,
    isMasked: false,
  },
];
const IN_CONFIG: readonly Place[] = [
  { what: "a configuration file", inputs: (address) => ({ "site-url": address }), isMasked: true },
];
const IN_VARIABLE: readonly Place[] = [
  { what: "a variable of a configuration file", inputs: () => ({ "site-url": "${ADDRESS}" }), isMasked: true },
];

/** Every secret begins differently: what is masked of one hides nothing of another. */
function casesOf(places: readonly Place[]) {
  return places.flatMap((place, row) =>
    KINDS.map(({ kind, secretOf, userInfo }, column) => {
      const name = `destination-${row}-${column}`;
      const secret = secretOf(`open${String.fromCharCode(97 + row * KINDS.length + column).repeat(4)}`);
      return { ...place, kind, name, secret, address: `https://${userInfo}${secret}@www.example.com/x` };
    }),
  );
}

let repository: TestRepository;
beforeAll(async () => {
  repository = await createRepository({ "index.html": "x" });
});
afterAll(() => repository.close());

/** One step for all of these cases: what is wrong with each, and all that the step shows. */
async function stepFor(cases: ReturnType<typeof casesOf>, config: string) {
  const good = {
    provider: "hado",
    site: "1",
    "site-url": "https://www.example.com/",
    "api-key": "${KEY}",
    changes: "none",
  };
  for (const { content, name, address } of cases)
    if (content !== undefined) await repository.write({ [name]: content(address) });
  // A variable has one value: cases with one have a step each.
  const env = { KEY: "key-0123456789", ADDRESS: cases[0]?.address ?? "" };
  const destinations = cases.map(({ name, inputs, address }) => ({ ...good, name, ...inputs(address, name) }));
  await repository.write({ [config]: stringify({ destinations }, { lineWidth: 0 }) });
  const event = { name: "workflow_dispatch", payload: {} };
  const result = await runAction({ workspace: repository.root, event, with: { config }, env });
  const { problems } = await reportOf(result);
  const reports = await Promise.all(
    (await readdir(result.temp)).map((name) => readFile(join(result.temp, name), "utf8").catch(() => "")),
  );
  await result.cleanUp();
  return { ...result, problems, shown: [result.rawStdout, result.rawStderr, result.summary, ...reports].join("\n") };
}

const STEPS = [IN_FILES, IN_CONFIG].map(casesOf).concat(casesOf(IN_VARIABLE).map((one) => [one]));

describe.each(STEPS.map((cases, at) => ({ cases, config: `config-${at}.yml` })))(
  "a step with $config",
  ({ cases, config }) => {
    let step: Awaited<ReturnType<typeof stepFor>>;
    beforeAll(async () => {
      step = await stepFor(cases, config);
    });

    it.each(cases)("the $kind of an address in $what is shown nowhere", ({ name, secret, isMasked }) => {
      const { outputs, problems, shown } = step;
      expect(outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
      expect(problems.filter(({ input }) => input.includes(`${name}.`))).toHaveLength(1);
      const others = shown.replace(/^::add-mask::.*$/gm, "");
      expect(others).not.toContain(secret.slice(0, 12));
      if (isMasked) expect(shown).toContain(`::add-mask::${secret}`);
    });
  },
);
