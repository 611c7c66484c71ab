/** The memory at work: a deploy, one whose purge fails, and one more, which makes good what the failed one left. */
import { setTimeout as sleep } from "node:timers/promises";
import { type ActionResult, runAction } from "../test/e2e/runner.ts";
import { createRepository } from "../test/support/repository.ts";
import { type Build, fetchPage, fill, inputsFor, urlsOf } from "../test/support/site.ts";
import { startSandbox } from "./start.ts";

/** What one deploy came to. */
export interface RememberedDeploy {
  readonly what: string;
  readonly verdict: string;
  readonly purged: string;
  readonly owed: string;
  /** Pages whose old content the edge still serves. */
  readonly stale: readonly string[];
}

const FIRST: Build = new Map([
  ["index.html", "home"],
  ["menu.html", "menu, old"],
  ["prices.html", "prices, old"],
]);
const SECOND: Build = new Map([...FIRST, ["menu.html", "menu, new"]]);
const THIRD: Build = new Map([...SECOND, ["prices.html", "prices, new"]]);
const PAGES = ["/menu.html", "/prices.html"];
const WRONG_KEY = "a-key-that-nobody-knows";

/** A purge is done at the edge within this time, since propagation takes 40 ms there; and the pause between two looks. */
const PATIENCE_MS = 5000;
const LOOK_EVERY_MS = 20;

export async function rememberDeploys(): Promise<readonly RememberedDeploy[]> {
  await using repository = await createRepository();
  const sandbox = await startSandbox({ provider: "batoff" });
  const deploys: RememberedDeploy[] = [];
  const deploy = async (what: string, build: Build, more: Readonly<Record<string, string>> = {}): Promise<void> => {
    await repository.write(Object.fromEntries([...build].map(([path, text]) => [`public/${path}`, text])));
    sandbox.origin.deploy(build);
    const inputs = { ...inputsFor(sandbox), changes: "build", state: "file:memory", ...more };
    const run = await runAction({ workspace: repository.root, with: inputs, secrets: [sandbox.api.account.apiKey] });
    deploys.push(describe(what, run, await staleAfter(run)));
    await run.cleanUp();
    await fill(sandbox, [...build.keys()].flatMap(urlsOf));
  };
  const staleAfter = async ({ exitCode }: ActionResult): Promise<readonly string[]> => {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const seen = await Promise.all(PAGES.map((page) => fetchPage(sandbox, page)));
      const stale = PAGES.filter((_, at) => seen[at]?.content === "old");
      // After a failed purge nothing is waited for.
      if (stale.length === 0 || exitCode !== 0 || performance.now() > until) return stale;
      await sleep(LOOK_EVERY_MS);
    }
  };
  try {
    await deploy("1  the first one", FIRST);
    await deploy("2  menu.html, with a wrong key", SECOND, { "api-key": WRONG_KEY });
    await deploy("3  prices.html, with the right key", THIRD);
    return deploys;
  } finally {
    await sandbox.close();
  }
}

function describe(what: string, { outputs }: ActionResult, stale: readonly string[]): RememberedDeploy {
  const [purged = "?", owed = "?"] = [outputs["purged-count"], outputs["owed-count"]];
  return { what, verdict: outputs["verdict"] ?? "?", purged, owed, stale };
}

/** What is not as the memory promises: the second deploy leaves its page stale, and the third one purges it too. */
export function faultsOfMemory([, second, third]: readonly RememberedDeploy[]): readonly string[] {
  return [
    ...(second?.stale.join() === "/menu.html"
      ? []
      : ["memory: the failed deploy left nothing stale, and shows nothing"]),
    ...(third?.stale.length === 0 && third.purged === "2" ? [] : ["memory: what the failed deploy left is not purged"]),
  ];
}
