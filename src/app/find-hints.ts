import { namedPages } from "../changes/sitemap/named-pages.ts";
import { otherStyleHint } from "../mapping/style-hint.ts";
import { deployedFiles, unusedGlobNotes, unusedGlobs } from "../mapping/unused-globs.ts";
import type { Destination } from "../model/config.ts";
import type { UrlAnswers } from "../model/stale.ts";
import type { World } from "../ports/world.ts";
import { unusedRoutesNote } from "../routes/unused-routes.ts";
import { type Deploy, siteOf } from "./read-deploy.ts";

/** Inputs that miss what is there: globs and routes that match nothing, and a style that makes other URLs than the build. */
export async function findHints(
  destination: Destination,
  { changes }: Pick<Deploy, "changes">,
  style: UrlAnswers["style"],
  world: Pick<World, "files" | "git">,
): Promise<readonly string[]> {
  const { source, mapping } = destination;
  const globs = [...(source.includeGlobs ?? []), ...(mapping.immutable.globs ?? [])];
  const unused =
    changes.tree.size === 0
      ? []
      : [...unusedGlobs(globs, deployedFiles(changes)), ...(source.unusedExclusions?.() ?? [])];
  const route = await unusedRoutesNote(changes, mapping.routes, source.buildDir, world);
  const pages = changes.tree.size === 0 ? [] : await namedPages(siteOf(destination), changes.tree, world);
  const other = otherStyleHint(pages, changes.tree, style, mapping.urlStyle);
  return [...unusedGlobNotes(unused, "build-dir"), ...[route, other].filter((note) => note !== undefined)];
}
