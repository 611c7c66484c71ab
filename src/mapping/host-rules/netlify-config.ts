import type { ConfigRead, RedirectRule } from "./rule.ts";

/**
 * `netlify.toml`, as far as it is read: where its redirects lead that answer in place. Which URLs they are for is not, so
 * each counts as one for all; and every change of the file as one of everything.
 *
 * @see https://docs.netlify.com/build/configure-builds/file-based-configuration/
 */
export function readNetlifyConfig(text: string): ConfigRead {
  const targets = [...text.matchAll(/(?:^|[{,\s])["']?to["']?[ \t]*=[ \t]*["'](\/[^"']*)["']/gm)];
  const redirects = targets.map(
    ([line, to = ""]): RedirectRule => ({ from: "/*", to, status: 200, isForced: false, isConditional: true, line }),
  );
  return { redirects, headers: [], rest: text };
}
