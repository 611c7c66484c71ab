/** What Google's CDNs share: the body of an invalidation, and the objects that it reaches. */
import { z } from "zod";
import type { Matcher } from "../cache.ts";
import { type Call, jsonBody, type Model } from "./api.ts";
import { hostOf, matchTags } from "./select.ts";

const Body = z.strictObject({
  host: z.string().optional(),
  path: z.string().optional(),
  cacheTags: z.array(z.string()).min(1).max(10).optional(),
});
export type Invalidation = z.infer<typeof Body>;

/** The body of an invalidation, or undefined where it is none: a path is absolute, and a `*` stands at its end alone. */
export function readInvalidation(call: Call, path: RegExp): Invalidation | undefined {
  const { data } = Body.safeParse(jsonBody(call));
  return data !== undefined && path.test(data.path ?? "/") ? data : undefined;
}

/**
 * Host, path and tags are AND-ed; of several tags any counts.
 *
 * @param pathOf what of an object a path is compared with: its path, or its path with the query string.
 */
export function matchInvalidation(
  model: Model,
  { host, path = "/*", cacheTags }: Invalidation,
  pathOf: (object: Parameters<Matcher>[0]) => string = (object) => object.path,
): Matcher {
  const hasTag = cacheTags === undefined ? () => true : matchTags(cacheTags);
  const isOnPath = (one: string) => (path.endsWith("*") ? one.startsWith(path.slice(0, -1)) : one === path);
  return (object) =>
    (host === undefined || object.host === hostOf(model, host)) && isOnPath(pathOf(object)) && hasTag(object);
}
