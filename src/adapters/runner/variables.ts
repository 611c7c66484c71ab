import { passwordsIn } from "../../lib/user-info.ts";

/** Variables by which the runner reaches its own services: they stay, whoever else reads them. */
const RUNNERS_OWN = /^(?:ACTIONS|GITHUB|RUNNER)_/;

/**
 * Reads environment variables that a configuration file refers to. A secret one is masked and taken out of the environment,
 * so that no child process inherits it, and of any other the passwords of addresses are masked; a second request for it gives the same value.
 */
export function createVariables(
  environment: NodeJS.ProcessEnv,
  mask: (value: string) => void,
): (name: string, isSecret: boolean) => string | undefined {
  const taken = new Map<string, string>();
  return (name, isSecret) => {
    const value = taken.get(name) ?? environment[name]?.trim();
    if (value === undefined || value === "") return undefined;
    if (!isSecret) {
      for (const password of passwordsIn(value)) mask(password);
      return value;
    }
    for (const line of value.split(/[\r\n]+/)) if (line.trim() !== "") mask(line);
    taken.set(name, value);
    if (!RUNNERS_OWN.test(name)) delete environment[name];
    return value;
  };
}
