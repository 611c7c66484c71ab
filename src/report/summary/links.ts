import { code, markdown } from "../../lib/escape.ts";
import type { DestinationReport } from "../report.ts";
import { LONGEST_CELL } from "./blocks.ts";

/** A selector or an address as inline code, and a link where it is the address of one page. */
export function linked(selector: string, { changedUrls }: Pick<DestinationReport, "changedUrls">): string {
  const url = addressOf(selector, changedUrls[0]);
  const shown = code(selector, LONGEST_CELL);
  return url === undefined ? shown : `<a href="${markdown(url)}">${shown}</a>`;
}

/** A path is one on the host of the changed URLs. What is too long to be shown whole is no link: it would be a cut one. */
function addressOf(selector: string, anyUrl: string | undefined): string | undefined {
  const isAddress = /^https?:\/\//.test(selector);
  if (!isAddress && !/^\/(?!\/)/.test(selector)) return undefined;
  const base = isAddress ? undefined : anyUrl;
  if (!isAddress && (base === undefined || !/^https?:\/\//.test(base))) return undefined;
  // A hidden character would be shown escaped, and is not what the address has.
  if (selector.length > LONGEST_CELL || /[^!-~]/.test(selector) || !URL.canParse(selector, base)) return undefined;
  return new URL(selector, base).href;
}
