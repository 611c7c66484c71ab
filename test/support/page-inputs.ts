import { readFileSync } from "node:fs";
import { parse } from "yaml";

interface Step {
  readonly with: Readonly<Record<string, string>>;
}

/** `site`, `api-url` and options of the step that a provider's page shows first: what a test of any provider can begin with. An expression stands for `example`. */
export function inputsOnPage(id: string): Readonly<Record<string, unknown>> {
  const { site, "api-url": apiUrl, "provider-options": options = "{}" } = stepOnPage(id).with;
  return {
    ...(site === undefined ? {} : { site }),
    ...(apiUrl === undefined ? {} : { "api-url": apiUrl }),
    ...(parse(options.replace(/\$\{\{.*?\}\}/g, "example")) as object),
  };
}

/** Does the step show a key? Where it shows none, something else opens the account. */
export function hasKeyOnPage(id: string): boolean {
  return stepOnPage(id).with["api-key"] !== undefined;
}

/** Does a user of this provider give a second credential? */
export function hasSecretOnPage(id: string): boolean {
  return stepOnPage(id).with["api-secret"] !== undefined;
}

function stepOnPage(id: string): Step {
  const page = readFileSync(new URL(`../../src/providers/${id}/README.md`, import.meta.url), "utf8");
  const block = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? "";
  const [step] = parse(block) as readonly [Step];
  return step;
}
