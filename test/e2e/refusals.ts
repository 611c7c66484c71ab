import type { ProviderId } from "../../sandbox/sandbox.ts";

/** An answer of a provider that is no success, and what the step says of it. */
export interface Refusal {
  readonly provider: ProviderId;
  readonly what: string;
  readonly switches?: Readonly<Record<string, unknown>>;
  readonly answer?: { readonly status: number; readonly body: string };
  readonly words: string;
  /** `error-code`; what is wrong with the request alone is E_REJECTED. */
  readonly code?: string;
}

export const REFUSALS: readonly Refusal[] = [
  { provider: "hado", what: "queued is false", switches: { notQueued: true }, words: "Re-render job not queued" },
  {
    provider: "paradarum",
    what: "succeeded is false, in a 200",
    answer: { status: 200, body: '{"succeeded":false,"message":"Purging is paused.","data":null}' },
    words: "Purging is paused.",
  },
  {
    provider: "paradarum",
    what: "no hostnames",
    switches: { noHostnames: true },
    words: "No active hostnames found",
    code: "E_SITE",
  },
  {
    provider: "paradarum",
    what: "suspended",
    switches: { status: "suspended" },
    words: "currently suspended",
    code: "E_SITE",
  },
  {
    provider: "hado",
    what: "a domain that is not the account's",
    answer: { status: 403, body: '{"error":"domain_not_authorized"}' },
    words: "www. included",
    code: "E_SITE",
  },
  {
    provider: "f5xc",
    what: "no such distribution",
    answer: { status: 404, body: '{"code":5,"details":[],"message":"not found"}' },
    words: "There is no such distribution",
    code: "E_SITE",
  },
  {
    provider: "5centscdn",
    what: "result is error, in a 200",
    switches: { resultError200: "Zone is locked" },
    words: "Zone is locked",
  },
  {
    provider: "5centscdn",
    what: "403",
    switches: { forbidden: true },
    words: "does not have permission",
    code: "E_AUTH",
  },
  { provider: "f5xc", what: "an error object, in a 200", switches: { errorObject: "EPARTIAL" }, words: "EPARTIAL" },
  { provider: "f5xc", what: "a site that failed", switches: { failSite: true }, words: "failed" },
  { provider: "batoff", what: "a task that failed", switches: { state: "failed" }, words: "failed" },
  { provider: "batoff", what: "partial completion", switches: { partial: true }, words: "of" },
  {
    provider: "batoff",
    what: "no scope",
    switches: { noScope: true },
    words: "Token missing purge scope",
    code: "E_AUTH",
  },
  {
    provider: "batoff",
    what: "a login page, in a 200",
    answer: { status: 200, body: "<!doctype html><title>Sign in, ::error::please</title>" },
    words: "Sign in",
    code: "E_UNREADABLE",
  },
  ...["401 Unauthorized", "403 Forbidden", "404 Not Found"].map((status) => ({
    provider: "batoff" as const,
    what: `a page of a firewall, with ${status}`,
    answer: { status: Number.parseInt(status, 10), body: `<!doctype html><title>Blocked: ${status}</title>` },
    words: `Blocked: ${status}`,
    code: "E_UNREADABLE",
  })),
  {
    provider: "batoff",
    what: "an error beside a success",
    answer: { status: 202, body: '{"task_id":"01JF7M2KZ7YH9Q4K0P2BDH9W3Y","errors":["edge 3 is unreachable"]}' },
    words: "edge 3 is unreachable",
  },
  {
    provider: "5centscdn",
    what: "an error beside a success",
    answer: { status: 200, body: '{"result":"success","errors":[{"message":"edge 3 is unreachable"}]}' },
    words: "edge 3 is unreachable",
  },
  {
    provider: "hado",
    what: "another page in the queue",
    answer: { status: 200, body: '{"queued":true,"path":"/other"}' },
    words: "/other",
  },
  {
    provider: "paradarum",
    what: "jobs at no node",
    answer: { status: 200, body: '{"succeeded":true,"data":{"jobCount":3,"nodes":0}}' },
    words: "nodes is 0",
  },
];
