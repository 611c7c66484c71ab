import type { SourceFile } from "./imports.ts";

/** One cycle for each group of files that import each other, as the paths along it, the first one repeated at its end. */
export function findCycles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports]));
  const done = new Set<string>();
  const cycles: string[][] = [];

  function visit(path: string, trail: readonly string[]): void {
    const from = trail.indexOf(path);
    if (from >= 0) cycles.push([...trail.slice(from), path]);
    if (from >= 0 || done.has(path)) return;
    for (const next of importsOf.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  }

  for (const { path } of files) visit(path, []);
  return cycles;
}
