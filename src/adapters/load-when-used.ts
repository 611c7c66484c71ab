import type { Deployments } from "../ports/deployments.ts";
import type { Git } from "../ports/git.ts";
import type { SiteClient } from "../ports/site-client.ts";
import type { GitOptions } from "./git/git.ts";
import type { createDeployments } from "./github/deployments.ts";
import type { GitHubOptions } from "./github/repository.ts";
import type { createSiteClient } from "./http/site-client.ts";

/*
 * Adapters whose code is loaded with their first call: most runs make none, and what a run loads is most of what it costs.
 */

export function gitWhenUsed(options: GitOptions): Git {
  return asGit(async () => (await import("./git/git.ts")).createGit(options));
}

export function gitHubWhenUsed(options: GitHubOptions): Git {
  return asGit(async () => (await import("./github/repository.ts")).createGitHub(options));
}

function asGit(make: () => Promise<Git>): Git {
  const made = once(make);
  return {
    open: async (folder) => (await made()).open(folder),
    checkouts: async () => (await made()).checkouts(),
  };
}

export function deploymentsWhenUsed(options: Parameters<typeof createDeployments>[0]): Deployments {
  const made = once(async () => (await import("./github/deployments.ts")).createDeployments(options));
  return {
    list: async (environment, page) => (await made()).list(environment, page),
    statuses: async (deployment) => (await made()).statuses(deployment),
  };
}

export function siteClientWhenUsed(options: Parameters<typeof createSiteClient>[0]): SiteClient {
  const made = once(async () => (await import("./http/site-client.ts")).createSiteClient(options));
  return {
    get: async (url, request) => (await made()).get(url, request),
    piece: async (url, span, request) => (await made()).piece(url, span, request),
    close: async () => (await made.kept.result)?.close(),
  };
}

/** `kept`: what was made, or undefined where nobody asked for it. */
function once<T>(make: () => Promise<T>) {
  const kept: { result?: Promise<T> } = {};
  return Object.assign(
    () => {
      kept.result ??= make();
      return kept.result;
    },
    { kept },
  );
}
