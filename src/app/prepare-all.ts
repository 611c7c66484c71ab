import type { Destination } from "../model/config.ts";
import { configError, type Problem, PurgeError } from "../model/errors.ts";
import type { World } from "../ports/world.ts";
import { nameLines } from "./name-lines.ts";
import { prepare, type Ready } from "./prepare.ts";

/** What preparing takes, and whether there is one destination only. */
type PreparingAll = Parameters<typeof prepare>[1] & { readonly isAlone: boolean };

/**
 * Reads, plans and remembers every destination, one after the other.
 *
 * @param world reads what destinations share once.
 * @throws {PurgeError} what `prepare` throws. Of several destinations each one that cannot be prepared is named, all at once.
 */
export async function prepareAll(
  destinations: readonly Destination[],
  options: PreparingAll,
  world: World,
): Promise<readonly Ready[]> {
  const ready: Ready[] = [];
  const failed: Failed[] = [];
  for (const destination of destinations) {
    const { name } = destination;
    try {
      ready.push(await prepare(destination, options, nameLines(world, name, options.isAlone)));
    } catch (error) {
      if (options.isAlone || options.signal.aborted || !(error instanceof PurgeError)) throw error;
      failed.push({ name, error });
    }
  }
  if (failed.length > 0) throw asOne(failed);
  return ready;
}

interface Failed {
  readonly name: string;
  readonly error: PurgeError;
}

/** What is wrong with each of several destinations; a configuration error where one of them has problems of its own to list. */
function asOne(failed: readonly Failed[]): PurgeError {
  const problems = failed.flatMap(({ name, error }): readonly Problem[] =>
    error.problems.length === 0
      ? [{ input: name, message: error.message }]
      : error.problems.map(({ input, message }) => ({ input: `${name}.${input}`, message })),
  );
  const [first] = failed;
  if (first === undefined || failed.some(({ error }) => error.problems.length > 0)) return configError(problems);
  const message = problems.map((one) => `${one.input}: ${one.message}`).join(" ");
  return new PurgeError(first.error.fault, message, { cause: first.error });
}
