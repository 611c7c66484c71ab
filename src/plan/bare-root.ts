import type { PlanContext } from "./context.ts";
import { takesPaths } from "./equivalents.ts";
import type { Instruction } from "./instruction.ts";
import { single } from "./single-url.ts";

/**
 * The site's root without its slash, at every base path: `/nl` of `/nl/`. It lies outside of the prefix that selects all
 * else there, so it is purged by itself when it changed, and when everything did.
 */
export function bareRootInstructions(context: PlanContext): readonly Instruction[] {
  const { bases, bareRoot = [], everything } = context;
  if ((bareRoot.length === 0 && everything === undefined) || !takesPaths(context.capabilities)) return [];
  return bases.flatMap(({ origin, basePath }) => {
    if (basePath === "/") return [];
    const path = basePath.slice(0, -1);
    const selector = { by: "path", value: path, ...(origin === undefined ? {} : { origin }) } as const;
    return [
      single(context, { url: "/", path, target: { selector, requested: "changes", because: bareRoot, page: "/" } }),
    ];
  });
}
