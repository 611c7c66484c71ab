/**
 * Tencent Cloud CDN's API 3.0: URLs and folders in signed requests, a task for each request, and its entries by their state.
 *
 * Source: tencentcloud.com, CDN API, "PurgeUrlsCache" (1,000 URLs, 20 requests a second), "PurgePathCache" (500 folders),
 * "DescribePurgeTasks", "DescribePurgeQuota", "Error Codes", "Signature v3"; tencentcloud-sdk-nodejs-cdn 4 (fields, states, errors within HTTP 200). Not
 * documented, chosen here: a URL is one object with its query string as given; a task has one entry for each URL; a request that is
 * signed more than five minutes ago is refused; a host that is not the customer's is `CdnHostNotExists`; a day's limit is not kept.
 *
 * Switches: `neverFinish: true` · `failed: true` (every entry fails, and nothing is evicted) · `throttle: true` · `dayLimit: true`.
 */
import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createRateWindow, type RateWindow } from "../../kit/rates.ts";
import { anyOf, hostOf, matchTarget, splitUrl } from "../../kit/select.ts";

const SECRET_ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA";
const SECRET_KEY = "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA";
const VERSION = "2018-06-06";
const MAX_AGE_MS = 300_000;

const Urls = z.array(z.string().regex(/^https?:\/\//)).min(1);
const UrlsBody = z.strictObject({ Urls: Urls.max(1000) });
const Folders = z.array(z.string().regex(/^https?:\/\/.*\/$/)).min(1);
const PathsBody = z.strictObject({ Paths: Folders.max(500), FlushType: z.enum(["delete", "flush"]) });
const TasksBody = z.strictObject({ TaskId: z.string(), Status: z.enum(["process", "fail", "done"]) });
const Switches = z.strictObject({
  neverFinish: z.boolean().default(false),
  failed: z.boolean().default(false),
  throttle: z.boolean().default(false),
  dayLimit: z.boolean().default(false),
});

interface Task {
  readonly urls: readonly string[];
  readonly type: "url" | "path";
  readonly startedAt: number;
  readonly isEndless: boolean;
  readonly isFailed: boolean;
}

class TencentCdn implements Api {
  readonly traits;
  readonly #model: Model;
  readonly #second: RateWindow;
  readonly #tasks: Task[] = [];
  #state = Switches.parse({});

  constructor(model: Model) {
    this.#model = model;
    this.#second = createRateWindow(20, model.vendorMs(1), model.now);
    this.traits = {
      secretHeaders: ["authorization"],
      success: [200],
      answer: "json" as const,
      contentType: "application/json",
      hasPaths: true,
      settlesMs: model.propagationMs,
      pending: "process",
    };
  }

  account() {
    return { apiKey: SECRET_ID, apiSecret: SECRET_KEY };
  }

  kindOf({ headers }: Call) {
    if (headers["x-tc-action"] === "DescribePurgeQuota") return "lookup" as const;
    return headers["x-tc-action"] === "DescribePurgeTasks" ? ("poll" as const) : ("submit" as const);
  }

  set(switches: Readonly<Record<string, unknown>>): void {
    this.#state = Switches.parse({ ...this.#state, ...switches });
  }

  example(path: string, host: string) {
    const body = JSON.stringify({ Urls: [`http://${host}${path}`] });
    const { hostname } = new URL(`http://${host}`);
    const headers = signed(hostname, body, Math.floor(this.#model.now() / 1000));
    const action = { "x-tc-action": "PurgeUrlsCache", "x-tc-version": VERSION };
    return { method: "POST", url: "/", headers: { ...headers, ...action }, body };
  }

  reply(call: Call): Reply {
    const { headers, body } = call;
    if (call.method !== "POST" || call.path !== "/")
      return { ...failure("InvalidParameter", "No such page"), status: 404 };
    const seconds = Number(headers["x-tc-timestamp"]);
    if (!(Math.abs(this.#model.now() - seconds * 1000) < MAX_AGE_MS)) {
      return failure("AuthFailure.SignatureExpire", "The signature has expired.");
    }
    const host = (headers["host"] ?? "").replace(/:\d+$/, "");
    if (headers["authorization"] !== signed(host, body, seconds).authorization) {
      return failure("AuthFailure.SignatureFailure", "The provided credentials could not be validated.");
    }
    if (headers["x-tc-version"] !== VERSION) return failure("NoSuchVersion", "The version does not exist.");
    if (headers["x-tc-action"] === "DescribePurgeQuota") return quotas();
    if (this.#state.throttle || !this.#second.take()) return failure("RequestLimitExceeded", "Too many requests.");
    const content = jsonBody(call);
    if (headers["x-tc-action"] === "DescribePurgeTasks") return this.#describe(TasksBody.safeParse(content).data);
    if (this.#state.dayLimit) return failure("LimitExceeded.CdnPurgeUrlExceedDayLimit", "The daily limit is reached.");
    if (headers["x-tc-action"] === "PurgeUrlsCache") return this.#purge("url", UrlsBody.safeParse(content).data?.Urls);
    if (headers["x-tc-action"] === "PurgePathCache")
      return this.#purge("path", PathsBody.safeParse(content).data?.Paths);
    return failure("InvalidAction", "The action does not exist.");
  }

  #purge(type: Task["type"], urls: readonly string[] | undefined): Reply {
    if (urls === undefined) return failure("InvalidParameter.CdnParamError", "The parameter is invalid.");
    const matchers = urls.flatMap((url): readonly Matcher[] => {
      const { authority, target } = splitUrl(url);
      const host = hostOf(this.#model, authority);
      if (host === undefined) return [];
      return [type === "url" ? matchTarget(target, host) : matchFolder(target, host)];
    });
    if (matchers.length < urls.length)
      return failure("ResourceNotFound.CdnHostNotExists", "The domain does not exist.");
    const { neverFinish, failed } = this.#state;
    this.#model.accept({ type, urls });
    this.#tasks.push({ urls, type, startedAt: this.#model.now(), isEndless: neverFinish, isFailed: failed });
    if (!neverFinish && !failed) this.#model.propagate(() => this.#model.evict(anyOf(matchers)));
    return answer({ TaskId: `16${this.#tasks.length}` });
  }

  #describe(query: z.infer<typeof TasksBody> | undefined): Reply {
    if (query === undefined) return failure("InvalidParameter.CdnParamError", "The parameter is invalid.");
    const task = this.#tasks[Number(query.TaskId.slice(2)) - 1];
    const logs = (task === undefined ? [] : task.urls).map((Url) => ({
      TaskId: query.TaskId,
      Url,
      Status: this.#statusOf(task as Task),
      PurgeType: task?.type,
      FlushType: "delete",
      CreateTime: new Date((task as Task).startedAt + 28_800_000).toISOString().slice(0, 19).replace("T", " "),
    }));
    const found = logs.filter(({ Status }) => Status === query.Status);
    return answer({ PurgeLogs: found.slice(0, 20), TotalCount: found.length });
  }

  #statusOf({ startedAt, isEndless, isFailed }: Task): string {
    const isOver = !isEndless && this.#model.now() - startedAt >= this.#model.propagationMs;
    return isOver ? (isFailed ? "fail" : "done") : "process";
  }
}

function matchFolder(folder: string, host: string): Matcher {
  return (object) => object.host === host && object.path.startsWith(folder);
}

/** "Signature v3", written down once more, over content type and host. */
function signed(host: string, body: string, seconds: number) {
  const day = new Date(seconds * 1000).toISOString().slice(0, 10);
  const digest = (text: string) => createHash("sha256").update(text).digest("hex");
  const mac = (key: string | Uint8Array, text: string) => createHmac("sha256", key).update(text).digest();
  const canonical = [
    "POST",
    "/",
    "",
    "content-type:application/json",
    `host:${host}`,
    "",
    "content-type;host",
    digest(body),
  ];
  const scope = `${day}/cdn/tc3_request`;
  const text = ["TC3-HMAC-SHA256", seconds, scope, digest(canonical.join("\n"))].join("\n");
  const key = mac(mac(mac(`TC3${SECRET_KEY}`, day), "cdn"), "tc3_request");
  const signature = mac(key, text).toString("hex");
  const authorization = `TC3-HMAC-SHA256 Credential=${SECRET_ID}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`;
  return { authorization, "content-type": "application/json", "x-tc-timestamp": String(seconds) };
}

function answer(content: Readonly<Record<string, unknown>>): Reply {
  return json(200, { Response: { ...content, RequestId: "3c140219-cfe9-470e-b241-907877d6fb03" } });
}

/** An account as it begins; what is purged does not lessen it here. */
function quotas(): Reply {
  const ofBoth = (Batch: number, Total: number) =>
    ["mainland", "overseas"].map((Area) => ({ Batch, Total, Available: Total, Area }));
  return answer({ UrlPurge: ofBoth(1000, 10_000), PathPurge: ofBoth(500, 100) });
}

function failure(Code: string, Message: string): Reply {
  return answer({ Error: { Code, Message } });
}

export function createApi(model: Model): Api {
  return new TencentCdn(model);
}
