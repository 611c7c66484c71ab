/** One provider's purge API, served for trying out: `npm start -- --provider ID`. */
import { accountInputs } from "../test/support/site.ts";
import { CHOICES } from "./demo-choices.ts";
import type { ProviderId, Sandbox } from "./sandbox.ts";
import { introduce, keepUp, PAGE, PAGE_TAG, serve } from "./serve.ts";

/** Up until Ctrl-C. Sets the exit code to 1 where the port is taken. */
export async function serveUntilSignal(provider: ProviderId, port: number): Promise<void> {
  const sandbox = await serve(provider, port).catch((error: unknown) => {
    console.error(`The API cannot be served: ${(error as Error).message}`);
    process.exitCode = 1;
    return undefined;
  });
  if (sandbox !== undefined) await keepUp(sandbox, () => `${introduce(sandbox)}\n\n${howToPoint(sandbox)}`);
}

/** The step of a workflow that would purge this sandbox. JSON strings are YAML strings. */
function howToPoint(sandbox: Sandbox): string {
  const purge = sandbox.api.traits.hasPaths ? PAGE : `tag:${PAGE_TAG}`;
  const inputs = Object.entries({ ...accountInputs(sandbox), ...CHOICES[sandbox.provider], purge });
  const lines = inputs.map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`);
  return ["Point the action at it:", "  with:", ...lines].join("\n");
}
