import type { Problem } from "../../model/errors.ts";
import { closest } from "../closest.ts";
import type { FileDestination } from "./destination.ts";

/** `after` that names nobody, or leads back to where it began. */
export function afterProblems(destinations: readonly FileDestination[]): readonly Problem[] {
  const byName = new Map(destinations.map((one) => [one.name, one]));
  const known = [...byName.keys()].join(", ");
  const unknown = destinations.flatMap(({ after, at }) =>
    after
      .filter((name) => !byName.has(name))
      .map((name) => ({
        input: at("after"),
        message: `names "${name}", which is no destination here: there are ${known}.${suggestion(name, [...byName.keys()])}`,
      })),
  );
  return [...unknown, ...circles(destinations, byName)];
}

/** Of names of a letter or two, each is like every other. */
function suggestion(name: string, known: readonly string[]): string {
  const near = known.find((one) => one.toLowerCase() === name.toLowerCase()) ?? closest(name, known);
  return near === undefined || name.length + near.length < 6 ? "" : ` Did you mean ${near}?`;
}

/** Each circle once, at the first of its destinations in the file. */
function circles(
  destinations: readonly FileDestination[],
  byName: ReadonlyMap<string, FileDestination>,
): readonly Problem[] {
  const reported = new Set<string>();
  return destinations.flatMap((start) => {
    const circle = reported.has(start.name) ? undefined : pathBack(start.name, start.name, byName, []);
    if (circle === undefined) return [];
    for (const name of circle) reported.add(name);
    const message = `goes in a circle (${[...circle, start.name].join(" after ")}): one of them must come first`;
    return [{ input: start.at("after"), message }];
  });
}

/** The names from a destination back to `goal`, itself first. */
function pathBack(
  name: string,
  goal: string,
  byName: ReadonlyMap<string, FileDestination>,
  gone: readonly string[],
): readonly string[] | undefined {
  if (gone.includes(name)) return undefined;
  const path = [...gone, name];
  for (const next of byName.get(name)?.after ?? []) {
    if (next === goal) return path;
    const found = pathBack(next, goal, byName, path);
    if (found !== undefined) return found;
  }
  return undefined;
}
