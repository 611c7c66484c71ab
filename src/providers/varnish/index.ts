import type { Acceptance, Capabilities } from "../../model/capabilities.ts";
import type { HttpResponse } from "../../model/http.ts";
import type { AnswerFault, Batch, Io, Provider, ProviderResult } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { answers } from "../kit/expected-answer.ts";
import { clearTextNotes, type PurgeCall, requestTo } from "../kit/own-cache.ts";
import { type AnswerRules, readAnswer } from "../kit/read-answer.ts";
import { notAccepted, onlySelector, selectorsOf } from "../kit/request.ts";
import type { Server } from "../kit/servers.ts";
import { Settings } from "./schema.ts";

const NOT_CONFIGURED =
  "This server's VCL did not handle the purge: Varnish then passes it on to the origin, and nothing is purged. Take the VCL of " +
  "docs/caches/varnish.vcl, or say in provider-options what yours answers (expect-purge, expect-ban, expect-tag)";
const NOT_ALLOWED =
  "The VCL does not let this request purge: look at api-key, at key-header, and at the addresses that its acl allows";

const HINTS: AnswerRules["hints"] = {
  200: NOT_CONFIGURED,
  400: "The VCL does not take this: its answer says why, a pattern that does not compile for example",
  401: NOT_ALLOWED,
  403: NOT_ALLOWED,
  404: NOT_CONFIGURED,
  405: NOT_ALLOWED,
  501: NOT_CONFIGURED,
};

/** Varnish as its VCL has it: PURGE of a URL, BAN by a pattern, and xkey's tags, at every server. */
export const provider: Provider<Settings> = {
  id: "varnish",
  name: "Varnish",
  rights: "a secret of your own, if the VCL asks for one",
  traces: {
    at: "server",
    always: false,
    headers: [
      { header: "x-varnish", source: "https://varnish-cache.org/docs/trunk/reference/vcl-var.html" },
      { header: "via", value: /\b1\.1 \S+ \(Varnish\//, example: "1.1 host (Varnish/7.1)", source: "Varnish 7.1" },
    ],
  },
  settings: Settings,
  deliveryOptions: ["insecure", "key-header", "mode", "expect-purge", "expect-ban", "expect-tag", "expect-not-cached"],
  capabilities,
  connect: (settings, io) =>
    settings.servers.map((server) => ({
      name: server.name,
      submit: (batch) => submit(settings, io, server, batch),
    })),
};

/** Longest line of a request header, its name, colon and blank included: `http_req_hdr_len`, 8 KiB unless it is changed. */
const MAX_HEADER_LINE = 8192;

/**
 * - a URL a request and a pattern a request: what the methods mean. A purge takes the one hash of host and URL with all its
 *   variants; a ban by pattern is matched against the path with its query on one host, by the VCL of docs/caches:
 *   https://varnish-cache.org/docs/trunk/users-guide/purging.html
 * - tags in one header, with blanks between them: https://github.com/varnish/varnish-modules (vmod_xkey); 500 of them are ours
 * - 8,192 characters of a header line: http_req_hdr_len in https://varnish-cache.org/docs/trunk/reference/varnishd.html; seen to be
 *   answered with 400 at one more
 * - visible ASCII without blanks in a pattern, and no quote in front: a ban is an expression in which a blank ends the pattern
 *   and a quote begins a text that may hold blanks
 * - gone when the server answers; no rates; 2,000 purges a run are ours, each sent to every server
 */
function capabilities(settings: Settings): Capabilities {
  const { banHeader, tagHeader, mode } = settings;
  const regex: Acceptance | undefined =
    banHeader === undefined
      ? undefined
      : {
          perRequest: 1,
          maxLength: roomIn(banHeader),
          allowed: /^[!#-~][!-~]*$/,
          match: { query: "covered", anchor: "path", host: "one" },
        };
  const tag: Acceptance | undefined =
    tagHeader === undefined
      ? undefined
      : {
          perRequest: 500,
          maxTotalLength: roomIn(tagHeader),
          allowed: /^[!-+\--~]+$/,
          ...(mode === "soft" ? { soft: true } : {}),
          match: { query: "covered" },
        };
  return {
    accepts: {
      path: { perRequest: 1, match: { query: "separate" } },
      ...(regex === undefined ? {} : { regex }),
      ...(tag === undefined ? {} : { tag }),
    },
    closed: { regex: "with a ban-header in provider-options", tag: "with a tag-header in provider-options" },
    mix: "one-kind",
    rates: [],
    done: { by: "response" },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 2000,
    notes: clearTextNotes(settings),
    source: new URL("https://varnish-cache.org/docs/trunk/users-guide/purging.html"),
    read: "2026-11-20",
  };
}

function roomIn(header: string): number {
  return MAX_HEADER_LINE - `${header}: `.length;
}

async function submit(settings: Settings, io: Io, server: Server, batch: Batch): Promise<ProviderResult> {
  const { expect } = settings;
  const call = callFor(settings, batch);
  const text = call.method === "BAN" ? expect.ban : isByTag(settings, call) ? expect.tag : expect.purge;
  const response = await io.send(requestTo(server, settings, call));
  const isOfUrl = call.method === "PURGE" && !isByTag(settings, call);
  const wasNotCached = isOfUrl && isMiss(response, expect.notCached);
  const codes = (answer: HttpResponse) => (wasNotCached ? undefined : faultOf(answer, text));
  const isGood = wasNotCached || isSuccess(response);
  const rules: AnswerRules = { hints: HINTS, ownPages: true, codes };
  const answer = readAnswer(response, () => (isGood ? { body: undefined } : undefined), rules);
  if (answer.kind === "read") return { kind: "done", receipt: {}, message: answer.message };
  if (!isSuccess(response)) return answer;
  // The VCL is why, not one of the tags: sending them in parts would not help.
  const { suspect: _, ...failed } = answer;
  return failed;
}

/**
 * A success that is not the expected answer is none: the origin may have given it. 403 and the like mean the key, although
 * Varnish puts a Retry-After on everything that the VCL answers by itself.
 */
function faultOf(response: HttpResponse, expected: string): AnswerFault | undefined {
  const { status } = response;
  if (isSuccess(response)) return answers(response, expected) ? undefined : "invalid";
  if (status === 401 || status === 403 || status === 405) return "auth";
  return status === 501 ? "invalid" : undefined;
}

/** Older VCLs tell a page that was not cached from one that was. */
function isMiss(response: HttpResponse, expected: string): boolean {
  return (response.status === 404 || response.status === 412) && answers(response, expected);
}

function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status < 300;
}

function callFor(settings: Settings, batch: Batch): PurgeCall {
  const { method, banHeader, tagHeader, host } = settings;
  const [first] = selectorsOf(batch);
  if (first.by === "tag" && tagHeader !== undefined) {
    const tags = selectorsOf(batch).map((selector) => {
      if (selector.by !== "tag") throw notAccepted(provider.name, selector);
      return selector.value;
    });
    return { method: "PURGE", target: "/", host, headers: { [tagHeader]: tags.join(" ") } };
  }
  const selector = onlySelector(batch);
  if (selector.by === "path") return { method, target: selector.value, host: hostOf(selector) };
  // What is spliced into an expression is checked once more, whatever the plan says.
  if (selector.by !== "regex" || banHeader === undefined || /\s/.test(selector.value))
    throw notAccepted(provider.name, selector);
  return { method: "BAN", target: "/", host: hostOf(selector), headers: { [banHeader]: selector.value } };
}

function isByTag({ tagHeader }: Settings, { headers = {} }: PurgeCall): boolean {
  return tagHeader !== undefined && headers[tagHeader] !== undefined;
}

function hostOf(selector: Selector): string {
  if (selector.origin === undefined) throw notAccepted(provider.name, selector);
  return new URL(selector.origin).host;
}
