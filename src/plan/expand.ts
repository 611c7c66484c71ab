import { extensionOf } from "./by.ts";
import type { Selector } from "./selector.ts";

/**
 * Does a selector hit this known URL? Paths are full paths on the host, encoded, without a query.
 *
 * @returns undefined where it cannot be told: tags, and patterns in a vendor's own dialect.
 */
export function hits({ by, value }: Selector, path: string): boolean | undefined {
  switch (by) {
    case "path":
    case "equals":
      return path === value;
    case "prefix":
    case "starts_with":
      return path.startsWith(value);
    case "extension":
      return extensionOf(path) === value || path.toLowerCase().endsWith(`.${value}`);
    case "ends_with":
      return path.endsWith(value);
    case "contains":
      return path.includes(value);
    case "all":
    case "host":
      return true;
    default:
      return undefined;
  }
}
