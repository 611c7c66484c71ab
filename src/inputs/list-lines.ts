import { lineFormProblem } from "../model/line-form.ts";
import { significantLines } from "../model/parse-selector.ts";

/**
 * The lines of a list input, each of which is one entry as it stands.
 *
 * @param problemOf where an entry may look as a whole line of another form, what is wrong with it all the same.
 */
export function listLines(
  value: string,
  report: (message: string) => unknown,
  problemOf: (line: string) => string | undefined = lineFormProblem,
): readonly string[] {
  const all = significantLines(value);
  for (const line of all) {
    const message = problemOf(line);
    if (message === undefined) continue;
    report(`\`${line.slice(0, 200)}\` ${message}`);
    return [];
  }
  return all;
}
