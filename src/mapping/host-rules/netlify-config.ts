import type { ConfigRead, RedirectRule } from "./rule.ts";

/**
 * `netlify.toml`, as far as it is read: where its redirects lead that answer in place. More of them than there are, never
 * fewer. Which URLs they are for is not read, and every change of the file counts as one of everything.
 *
 * @see https://docs.netlify.com/build/configure-builds/file-based-configuration/
 */
export function readNetlifyConfig(text: string): ConfigRead {
  const [before = "", ...blocks] = text.split(/^[ \t]*\[\[[ \t]*["']?redirects["']?[ \t]*\]\]/m);
  // In one line, or by other means of the language, rules may stand anywhere.
  const inline = /redirects/.test(before) ? targetsIn(before) : [];
  const unplaced = [...inline, ...blocks.filter((block) => !isRedirect(block)).flatMap(targetsIn)];
  return { redirects: [], headers: [], unplaced, rest: text };
}

/** Sends visitors elsewhere: what its status says, and what it does without one. */
function isRedirect(block: string): boolean {
  const status = /^[ \t]*["']?status["']?[ \t]*=[ \t]*(\d*)/m.exec(block)?.[1];
  return status === undefined || status.startsWith("3");
}

function targetsIn(text: string): readonly RedirectRule[] {
  return [...text.matchAll(/(?:^|[{,\s])["']?to["']?[ \t]*=[ \t]*["'](\/[^"']*)["']/gm)].map(([, to = ""]) => ({
    from: "/*",
    to,
    status: 200,
    isForced: false,
    isConditional: true,
    line: to,
  }));
}
