import { type Change, type ChangeSet, type Tree, UNKNOWN_CONTENT } from "../changes/change.ts";
import { overlay } from "../changes/overlay.ts";
import { isRootErrorPage } from "./styles/host.ts";
import { INDEX } from "./styles/pages.ts";

/** May the old build have had any content here, or no such file at all? */
export function isUnsure({ before }: Change): boolean {
  return before === UNKNOWN_CONTENT;
}

/** Whatever the old build may have had of the files that decide what answers everywhere: with each unsure one, and without. */
export function possibleTrees({ changes }: ChangeSet, before: Tree): readonly Tree[] {
  const unsure = changes.filter(
    (change) => isUnsure(change) && (change.path === INDEX || isRootErrorPage(change.path)),
  );
  return unsure.reduce<readonly Tree[]>(
    (found, { path }) => found.flatMap((tree) => [tree, overlay(tree, new Map([[path, undefined]]))]),
    [before],
  );
}
