/**
 * Huawei Cloud CDN's API: URLs and folders in signed requests, a task for each request, and what has become of its URLs.
 *
 * Source: support.huaweicloud.com, CDN API reference, "CreateRefreshTasks" (1,000 URLs or 100 folders, 30 requests a second),
 * "ShowHistoryTaskDetails" (30 a second, states, 30 URLs a page), "ShowQuota", "ErrorCode" (errors within HTTP 200); huaweicloud-sdk-nodejs-v3,
 * `services/cdn/v2` (fields); API signing guide (15 minutes). Not documented, chosen here: a URL is one object with its query string
 * as given; a host that is not the customer's is CDN.0108 and nothing of the request is done; a task has one entry for each URL.
 *
 * Switches: `neverFinish: true` · `failed: true` (the first URL fails, and nothing is evicted) · `throttle: true` · `quota: true`.
 */
import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createRateWindow, type RateWindow } from "../../kit/rates.ts";
import { anyOf, hostOf, matchTarget, splitUrl } from "../../kit/select.ts";

const ACCESS_KEY = "QTWAOYTTINDUT2QVKYUC";
const SECRET_KEY = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc";
const ACCOUNT_ID = "12d941e5d2334500a1b2c3d4e5f60718";
const MAX_AGE_MS = 900_000;
const URLS_ON_A_PAGE = 30;
const TASK = /^\/v1\.0\/cdn\/historytasks\/([\w-]+)\/detail$/;

const Url = z
  .string()
  .max(4096)
  .regex(/^https?:\/\//);
const Body = z.strictObject({
  refresh_task: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("file"), urls: z.array(Url).min(1).max(1000) }),
    z.strictObject({
      type: z.literal("directory"),
      mode: z.enum(["all", "detect_modify_refresh"]),
      urls: z.array(Url.regex(/\/$/)).min(1).max(100),
    }),
  ]),
});
const Switches = z.strictObject({
  neverFinish: z.boolean().default(false),
  failed: z.boolean().default(false),
  throttle: z.boolean().default(false),
  quota: z.boolean().default(false),
});

interface Task {
  readonly id: string;
  readonly type: "file" | "directory";
  readonly urls: readonly string[];
  readonly startedAt: number;
  readonly isEndless: boolean;
  readonly isFailed: boolean;
}

class HuaweiCdn implements Api {
  readonly traits;
  readonly #model: Model;
  readonly #purges: RateWindow;
  readonly #polls: RateWindow;
  readonly #tasks: Task[] = [];
  #state = Switches.parse({});

  constructor(model: Model) {
    this.#model = model;
    this.#purges = createRateWindow(30, model.vendorMs(1), model.now);
    this.#polls = createRateWindow(30, model.vendorMs(1), model.now);
    this.traits = {
      secretHeaders: ["authorization"],
      success: [200],
      answer: "json" as const,
      contentType: "application/json",
      hasPaths: true,
      settlesMs: model.propagationMs,
      pending: "task_inprocess",
    };
  }

  account() {
    return { site: ACCOUNT_ID, apiKey: ACCESS_KEY, apiSecret: SECRET_KEY };
  }

  kindOf({ method, path }: Call) {
    if (path === "/v1.0/cdn/quota") return "lookup" as const;
    return method === "GET" ? ("poll" as const) : ("submit" as const);
  }

  set(switches: Readonly<Record<string, unknown>>): void {
    this.#state = Switches.parse({ ...this.#state, ...switches });
  }

  example(path: string, host: string) {
    const body = JSON.stringify({ refresh_task: { type: "file", urls: [`http://${host}${path}`] } });
    const date = new Date(this.#model.now()).toISOString().replace(/[-:]|\.\d+/g, "");
    const headers = { "content-type": "application/json", host, "x-domain-id": ACCOUNT_ID, "x-sdk-date": date };
    const url = "/v1.0/cdn/content/refresh-tasks";
    const names = Object.keys(headers);
    const signature = signatureOf({ method: "POST", path: url, query: new URLSearchParams(), headers, body }, names);
    return { method: "POST", url, headers: { ...headers, authorization: authorization(names, signature) }, body };
  }

  reply(call: Call): Reply {
    const [, id] = TASK.exec(call.path) ?? [];
    const isStatus = call.method === "GET" && id !== undefined;
    const isQuota = call.method === "GET" && call.path === "/v1.0/cdn/quota";
    const isPurge = call.method === "POST" && call.path === "/v1.0/cdn/content/refresh-tasks";
    if (!isStatus && !isQuota && !isPurge) return gateway(404, "APIGW.0101", "The API does not exist");
    const refused = this.#refusal(call);
    if (refused !== undefined) return refused;
    if (isQuota) return quotas();
    const isThrottled = isStatus ? !this.#polls.take() : this.#state.throttle || !this.#purges.take();
    if (isThrottled) return gateway(429, "APIGW.0308", "The throttling threshold has been reached");
    if (isStatus) return this.#describe(id);
    if (this.#state.quota) {
      return failure("CDN.0110", "The number of URLs to be preheated or refreshed exceeds the upper limit.");
    }
    return this.#refresh(Body.safeParse(jsonBody(call)).data?.refresh_task);
  }

  /** Who sends this, and when? */
  #refusal({ method, path, query, headers, body }: Call): Reply | undefined {
    const [, names = ""] = /SignedHeaders=([a-z;-]+), /.exec(headers["authorization"] ?? "") ?? [];
    const list = names.split(";");
    const isComplete = ["host", "x-domain-id", "x-sdk-date"].every((name) => list.includes(name));
    const signature = signatureOf({ method, path, query, headers, body }, list);
    if (!isComplete || headers["authorization"] !== authorization(list, signature)) {
      return gateway(401, "APIGW.0301", "Incorrect IAM authentication information: verify aksk signature fail");
    }
    const [, year, month, day, hour, minute, second] =
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(headers["x-sdk-date"] ?? "") ?? [];
    const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    if (!(Math.abs(this.#model.now() - at) < MAX_AGE_MS)) {
      return gateway(401, "APIGW.0301", "Incorrect IAM authentication information: x-sdk-date expired");
    }
    if (headers["x-domain-id"] === ACCOUNT_ID) return undefined;
    return gateway(401, "APIGW.0301", "Incorrect IAM authentication information: domain id is not matched");
  }

  #refresh(task: z.infer<typeof Body>["refresh_task"] | undefined): Reply {
    if (task === undefined) return failure("CDN.0001", "Parameter error.");
    const { type, urls } = task;
    const matchers = urls.flatMap((url): readonly Matcher[] => {
      const { authority, target } = splitUrl(url);
      const host = hostOf(this.#model, authority);
      if (host === undefined) return [];
      return [type === "file" ? matchTarget(target, host) : (one) => one.host === host && one.path.startsWith(target)];
    });
    if (matchers.length < urls.length) {
      return failure("CDN.0108", "The URL domain name is not the acceleration domain name of the current tenant.");
    }
    this.#model.accept(task);
    const { neverFinish, failed } = this.#state;
    const id = String(7_620_240 + this.#tasks.length);
    this.#tasks.push({ id, type, urls, startedAt: this.#model.now(), isEndless: neverFinish, isFailed: failed });
    if (!neverFinish && !failed) this.#model.propagate(() => this.#model.evict(anyOf(matchers)));
    return json(200, { refresh_task: id });
  }

  #describe(id: string): Reply {
    const task = this.#tasks.find((one) => one.id === id);
    if (task === undefined) return failure("CDN.0003", "The object does not exist.");
    const { type, urls, startedAt, isEndless, isFailed } = task;
    const isOver = !isEndless && this.#model.now() - startedAt >= this.#model.propagationMs;
    const failed = isOver && isFailed ? 1 : 0;
    const statusOf = (n: number) => (isOver ? (n < failed ? "failed" : "succeed") : "processing");
    const entries = urls.map((url, n) => ({
      id: String(n),
      url,
      status: statusOf(n),
      create_time: startedAt,
      task_id: id,
      task_type: "refresh",
    }));
    return json(200, {
      id,
      task_type: "refresh",
      status: isOver ? "task_done" : "task_inprocess",
      urls: entries.slice(0, URLS_ON_A_PAGE),
      create_time: startedAt,
      processing: isOver ? 0 : urls.length,
      succeed: isOver ? urls.length - failed : 0,
      failed,
      total: urls.length,
      file_type: type,
    });
  }
}

type Signed = Pick<Call, "method" | "path" | "query" | "headers" | "body">;

/** The algorithm of the API signing guide, written down once more. */
function signatureOf({ method, path, query, headers, body }: Signed, names: readonly string[]): string {
  const digest = (text: string) => createHash("sha256").update(text).digest("hex");
  const fields = [...query].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).sort();
  const lines = names.map((name) => `${name}:${headers[name] ?? ""}`);
  const canonical = [method, `${path}/`, fields.join("&"), ...lines, "", names.join(";"), digest(body)].join("\n");
  const text = `SDK-HMAC-SHA256\n${headers["x-sdk-date"] ?? ""}\n${digest(canonical)}`;
  return createHmac("sha256", SECRET_KEY).update(text).digest("hex");
}

function authorization(names: readonly string[], signature: string): string {
  return `SDK-HMAC-SHA256 Access=${ACCESS_KEY}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
}

/** An account as it begins; what is purged does not lessen it here. */
function quotas(): Reply {
  const ofType = (type: string, quota_limit: number) => ({ type, quota_limit, used: 0, user_domain_id: ACCOUNT_ID });
  return json(200, { quotas: [ofType("domain", 100), ofType("file_refresh", 20_000), ofType("dir_refresh", 100)] });
}

/** An error of the CDN comes with HTTP 200. */
function failure(error_code: string, error_msg: string): Reply {
  return json(200, { error: { error_code, error_msg } });
}

function gateway(status: number, error_code: string, error_msg: string): Reply {
  return json(status, { error_code, error_msg, request_id: "fd6530a01c09a5f40189e65e837b8ad1" });
}

export function createApi(model: Model): Api {
  return new HuaweiCdn(model);
}
