import { stringify } from "yaml";
import { accountInputs, BUILD_DIR } from "../../test/support/site.ts";
import { type Stage, setStage } from "../../test/support/stage.ts";

const FILE = ".github/deploy-purge.yml";
const KEYS = { inner: "PARADARUM_API_KEY", outer: "BATOFF_TOKEN", beside: "BUNNY_API_KEY" } as const;
type Name = keyof typeof KEYS;

/** A real run of a configuration file whose inner cache refuses its key: the outer one is held back, and the third is purged. */
export async function runSeveral(): Promise<string> {
  await using inner = await setStage("paradarum");
  await using outer = await setStage("batoff");
  await using beside = await setStage("bunny");
  const destinations = [
    destination("inner", inner),
    destination("outer", outer, { after: "inner" }),
    destination("beside", beside),
  ];
  await inner.site.repository.write({ [FILE]: stringify({ destinations }) });
  const given = Object.keys(accountInputs(inner.sandbox)).map((name) => [name, undefined]);
  const { summary } = await inner.run({
    env: {
      [KEYS.inner]: "a-key-that-nobody-knows",
      [KEYS.outer]: outer.sandbox.api.account.apiKey,
      [KEYS.beside]: beside.sandbox.api.account.apiKey,
    },
    with: { ...Object.fromEntries(given), "build-dir": undefined, config: FILE },
  });
  return summary;
}

function destination(name: Name, { sandbox }: Stage, more: Readonly<Record<string, string>> = {}) {
  const { "provider-options": options, ...account } = accountInputs(sandbox);
  return {
    name,
    ...account,
    ...(options === undefined ? {} : { "provider-options": JSON.parse(options) }),
    "build-dir": BUILD_DIR,
    // A new file, so that the run knows what it owes.
    state: `file:memory/${name}`,
    "on-missing-state": "last-push",
    "api-key": `\${${KEYS[name]}}`,
    ...more,
  };
}
