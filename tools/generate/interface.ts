import { stringify } from "yaml";
import { INPUTS } from "../../src/inputs/inputs.ts";
import { providerIds } from "../../src/providers/registry.ts";
import { OUTPUTS } from "../../src/report/outputs.ts";

/** The `inputs` of action.yml. None is `required`: the runner does not check it, and the action says more. */
export function inputsYaml(): string {
  return yamlRegion(
    INPUTS.map(({ name, description, default: given }) => [
      name,
      { description, ...(given === undefined ? {} : { default: given }) },
    ]),
  );
}

/** The providers that a report of a defect can be about. */
export function issueFormYaml(): string {
  return ["      options:", ...providerIds.map((id) => `        - ${id}`)].join("\n");
}

export function outputsYaml(): string {
  return yamlRegion(OUTPUTS.map(({ name, description }) => [name, { description }]));
}

function yamlRegion(entries: readonly (readonly [string, object])[]): string {
  const text = stringify(Object.fromEntries(entries), {
    lineWidth: 118,
    defaultStringType: "PLAIN",
    defaultKeyType: "PLAIN",
  });
  return text.replaceAll(/^(?=.)/gm, "  ");
}
