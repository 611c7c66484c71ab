import { hash } from "node:crypto";
import type { Change, RuleFile, RuleFiles, RuleNames } from "../../model/change.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { Tree } from "../../model/tree.ts";
import type { World } from "../../ports/world.ts";

/** Longest file of rules that is read and remembered, in bytes: a thousand long rules. Our own bound. */
const MAX_BYTES = 256 * 1024;

/** Texts of the host's rules in a build, by name without a folder. */
type Texts = NonNullable<Snapshot["rules"]>;

/**
 * Reads the files that say how the host answers: those of the build, else for some the ones at the workspace's root.
 *
 * @returns the ones that are there and can be read as text of a reasonable length; of the others the name alone.
 */
export async function readBuiltRules(
  buildDir: string,
  { inBuild, anywhere }: RuleNames,
  { files }: Pick<World, "files">,
): Promise<{ readonly texts: Texts; readonly unread: ReadonlySet<string> }> {
  const texts = new Map<string, string>();
  const unread = new Set<string>();
  for (const name of [...inBuild, ...anywhere]) {
    const own = `${buildDir.replace(/\/+$/, "")}/${name}`;
    for (const path of anywhere.includes(name) ? [own, name] : [own]) {
      if ((await files.kind(path)) !== "file") continue;
      const bytes = await files.read(path, MAX_BYTES).catch(() => undefined);
      if (bytes === undefined) unread.add(name);
      else texts.set(name, new TextDecoder().decode(bytes));
      break;
    }
  }
  return { texts, unread };
}

/**
 * Files of rules that are not read, in the build or at the workspace's root: remembered by their identity alone, since they
 * may hold what is nobody else's business.
 */
export async function readWatched(
  buildDir: string,
  names: readonly string[],
  world: Pick<World, "files">,
): Promise<Texts> {
  const { texts } = await readBuiltRules(buildDir, { inBuild: [], anywhere: names }, world);
  return new Map(Array.from(texts, ([name, text]) => [name, `sha256:${hash("sha256", text)}`] as const));
}

/** Rules before and after as the url style needs them; what was too long to be remembered has no text. */
export function compareBuiltRules(
  before: Snapshot | undefined,
  after: { readonly texts: Texts; readonly unread: ReadonlySet<string>; readonly files: Tree },
): { readonly before: RuleFiles; readonly after: RuleFiles } {
  const unread = [...after.unread].map((name): [string, RuleFile] => [name, { id: after.files.get(name) ?? "" }]);
  const known = (texts: Texts | undefined) =>
    Array.from(texts ?? [], ([name, text]) => [name, { id: text, text }] as const);
  const old = new Map<string, RuleFile>(known(before?.rules));
  // Remembered as a file of the build alone.
  for (const name of [...after.unread, ...after.texts.keys()]) {
    const id = before?.files?.get(name);
    if (id !== undefined && !old.has(name)) old.set(name, { id });
  }
  return { before: old, after: new Map<string, RuleFile>([...known(after.texts), ...unread]) };
}

/** Rules beside the build that changed: no comparison of its files shows them. */
export function changedBeside(
  rules: { readonly before: RuleFiles; readonly after: RuleFiles },
  builds: readonly (Tree | undefined)[],
): readonly Change[] {
  const names = new Set([...rules.before.keys(), ...rules.after.keys()]);
  return [...names].sort().flatMap((path): readonly Change[] => {
    const [before, after] = [rules.before.get(path)?.id, rules.after.get(path)?.id];
    if (before === after || builds.some((tree) => tree?.has(path) === true)) return [];
    const isOutside = true;
    if (before === undefined) return [{ kind: "added", path, after: after ?? "", isOutside }];
    return [
      after === undefined
        ? { kind: "deleted", path, before, isOutside }
        : { kind: "modified", path, before, after, isOutside },
    ];
  });
}
