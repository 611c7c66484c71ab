/**
 * Alibaba Cloud's DCDN: URLs and folders in signed forms, a task for each request, and its entries by its id.
 *
 * Source: alibabacloud.com, DCDN API 2018-01-15, "RefreshDcdnObjectCaches" (forms, 1,000 URLs or 100 folders, 30 requests a second,
 * 10,000 URLs a minute), "DescribeDcdnRefreshTaskById" (ten ids, states), "Request structure and signature V3"; @alicloud/dcdn20180115
 * 2.5.0 (fields). Not documented, chosen here: a URL is one object with its query string as given; a task has one entry for each URL;
 * a request that is signed more than 15 minutes ago, or with a nonce that was used, is refused; a day's quota is not kept.
 *
 * Switches: `neverFinish: true` · `failed: true` · `throttle: true` · `dayLimit: true` · `idsPerUrl: true` (an id for each URL).
 */
import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, json, type Model, type Reply } from "../../kit/api.ts";
import { createRateWindow, type RateWindow } from "../../kit/rates.ts";
import { anyOf, hostOf, matchTags, matchTarget, splitUrl } from "../../kit/select.ts";

const KEY_ID = "LTAI5tSandboxKey0000000";
const SECRET = "zT9sandboxAccessKeySecret0000000";
const VERSION = "2018-01-15";
const TYPE = "application/x-www-form-urlencoded";
const MAX_AGE_MS = 900_000;
const SIGNED = "content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";

const Refresh = z.union([
  z.strictObject({ ObjectPath: z.string().min(1), ObjectType: z.literal("File") }),
  z.strictObject({
    ObjectPath: z.string().min(1),
    ObjectType: z.literal("Directory"),
    Force: z.enum(["true", "false"]),
  }),
]);
const ByTag = z.strictObject({
  DomainName: z.string().min(1),
  CacheTag: z.string().min(1),
  Force: z.enum(["true", "false"]),
});
const ById = z.strictObject({ TaskId: z.string().regex(/^\d+(?:,\d+){0,9}$/) });
const Switches = z.strictObject({
  neverFinish: z.boolean().default(false),
  failed: z.boolean().default(false),
  throttle: z.boolean().default(false),
  dayLimit: z.boolean().default(false),
  idsPerUrl: z.boolean().default(false),
});

interface Task {
  readonly urls: readonly string[];
  readonly type: string;
  readonly startedAt: number;
  readonly isEndless: boolean;
  readonly isFailed: boolean;
}

class AlibabaDcdn implements Api {
  readonly traits;
  readonly #model: Model;
  readonly #second: RateWindow;
  readonly #minute: RateWindow;
  readonly #tasks: Task[] = [];
  readonly #nonces = new Set<string>();
  #state = Switches.parse({});

  constructor(model: Model) {
    this.#model = model;
    this.#second = createRateWindow(30, model.vendorMs(1), model.now);
    this.#minute = createRateWindow(10_000, model.vendorMs(60), model.now);
    this.traits = {
      secretHeaders: ["authorization"],
      success: [200],
      answer: "json" as const,
      contentType: "application/json",
      hasPaths: true,
      settlesMs: model.propagationMs,
      pending: "Refreshing",
    };
  }

  account() {
    return { apiKey: KEY_ID, apiSecret: SECRET };
  }

  kindOf({ headers }: Call) {
    if (headers["x-acs-action"] === "DescribeDcdnRefreshQuota") return "lookup" as const;
    return headers["x-acs-action"] === "DescribeDcdnRefreshTaskById" ? ("poll" as const) : ("submit" as const);
  }

  set(switches: Readonly<Record<string, unknown>>): void {
    this.#state = Switches.parse({ ...this.#state, ...switches });
  }

  example(path: string, host: string) {
    const body = new URLSearchParams({ ObjectPath: `http://${host}${path}`, ObjectType: "File" }).toString();
    const headers = {
      "content-type": TYPE,
      host,
      "x-acs-action": "RefreshDcdnObjectCaches",
      "x-acs-content-sha256": digest(body),
      "x-acs-date": new Date(this.#model.now()).toISOString().replace(/\.\d+Z$/, "Z"),
      "x-acs-signature-nonce": `example-${this.#nonces.size}-${path}`,
      "x-acs-version": VERSION,
    };
    return { method: "POST", url: "/", headers: { ...headers, authorization: signatureOf(headers, body) }, body };
  }

  reply(call: Call): Reply {
    const { headers, body } = call;
    if (call.method !== "POST" || call.path !== "/") return failure(404, "InvalidAction.NotFound", "No such page");
    const nonce = headers["x-acs-signature-nonce"] ?? "";
    const age = Math.abs(this.#model.now() - Date.parse(headers["x-acs-date"] ?? ""));
    if (!(age < MAX_AGE_MS)) return failure(400, "IncompleteSignature", "The time stamp is expired.");
    const isRight = headers["content-type"] === TYPE && headers["x-acs-content-sha256"] === digest(body);
    if (!isRight || headers["authorization"] !== signatureOf(headers, body)) {
      return failure(400, "SignatureDoesNotMatch", "Specified signature does not match our calculation.");
    }
    if (this.#nonces.has(nonce))
      return failure(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
    this.#nonces.add(nonce);
    // An account as it begins; what is purged does not lessen it here.
    if (headers["x-acs-action"] === "DescribeDcdnRefreshQuota") {
      return answer({ UrlQuota: "10000", UrlRemain: "10000", DirQuota: "100", DirRemain: "100" });
    }
    if (this.#state.throttle || !this.#second.take()) return failure(400, "Throttling.User", "Request was denied.");
    const form = Object.fromEntries(new URLSearchParams(body));
    if (headers["x-acs-action"] === "DescribeDcdnRefreshTaskById") return this.#describe(ById.safeParse(form).data);
    if (headers["x-acs-action"] === "RefreshDcdnObjectCacheByCacheTag")
      return this.#refreshTags(ByTag.safeParse(form).data);
    if (headers["x-acs-action"] !== "RefreshDcdnObjectCaches")
      return failure(404, "InvalidAction.NotFound", "No such action");
    return this.#refresh(Refresh.safeParse(form).data);
  }

  #refresh(form: z.infer<typeof Refresh> | undefined): Reply {
    if (form === undefined) return failure(400, "InvalidObjectType.ValueNotSupported", "The form is invalid.");
    if (this.#state.dayLimit) return failure(400, "QuotaExceeded.Refresh", "The refresh quota is exceeded.");
    const urls = form.ObjectPath.split("\n");
    const isFile = form.ObjectType === "File";
    if (urls.length > (isFile ? 1000 : 100)) return failure(400, "InvalidObjectPath.TooMany", "Too many objects.");
    if (!isFile && urls.some((url) => !url.endsWith("/")))
      return failure(400, "InvalidObjectPath.Malformed", "No folder.");
    if (isFile && !this.#minute.take(urls.length)) return failure(400, "Throttling.Domain", "Request was denied.");
    const matchers = urls.flatMap((url): readonly Matcher[] => {
      const { authority, target } = splitUrl(url);
      const host = hostOf(this.#model, authority);
      if (host === undefined) return [];
      return [isFile ? matchTarget(target, host) : (one) => one.host === host && one.path.startsWith(target)];
    });
    if (matchers.length < urls.length)
      return failure(404, "InvalidDomain.NotFound", "The domain does not belong to you.");
    this.#model.accept(form);
    return this.#start(form.ObjectType.toLowerCase(), urls, anyOf(matchers));
  }

  /** Not documented, chosen here: a task lists the tags under ObjectPath. */
  #refreshTags(form: z.infer<typeof ByTag> | undefined): Reply {
    if (form === undefined) return failure(400, "InvalidParameter", "The form is invalid.");
    const host = hostOf(this.#model, form.DomainName);
    if (host === undefined) return failure(404, "InvalidDomain.NotFound", "The domain does not belong to you.");
    const tags = form.CacheTag.split(",");
    const hasTag = matchTags(tags);
    this.#model.accept(form);
    return this.#start("cachetag", tags, (one) => one.host === host && hasTag(one));
  }

  #start(type: string, objects: readonly string[], matches: Matcher): Reply {
    const { neverFinish, failed, idsPerUrl } = this.#state;
    const common = { type, startedAt: this.#model.now(), isEndless: neverFinish, isFailed: failed };
    const groups = idsPerUrl ? objects.map((object) => [object]) : [objects];
    const ids = groups.map((group) => 9_500_000 + this.#tasks.push({ ...common, urls: group }));
    if (!neverFinish && !failed) this.#model.propagate(() => this.#model.evict(matches));
    return answer({ RefreshTaskId: ids.join(",") });
  }

  #describe(form: z.infer<typeof ById> | undefined): Reply {
    if (form === undefined) return failure(400, "InvalidTaskId", "The task ids are invalid.");
    const tasks = form.TaskId.split(",").flatMap((TaskId) => {
      const task = this.#tasks[Number(TaskId) - 9_500_001];
      if (task === undefined) return [];
      const Status = this.#statusOf(task);
      const CreationTime = new Date(task.startedAt).toISOString().replace(/\.\d+Z$/, "Z");
      return task.urls.map((ObjectPath) => ({ TaskId, ObjectPath, ObjectType: task.type, Status, CreationTime }));
    });
    return answer({ Tasks: tasks, TotalCount: tasks.length });
  }

  #statusOf({ startedAt, isEndless, isFailed }: Task): string {
    const isOver = !isEndless && this.#model.now() - startedAt >= this.#model.propagationMs;
    return isOver ? (isFailed ? "Failed" : "Complete") : "Refreshing";
  }
}

/** "Signature V3", written down once more. */
function signatureOf(headers: Readonly<Record<string, string>>, body: string): string {
  const lines = SIGNED.split(";").map((name) => `${name}:${headers[name] ?? ""}`);
  const canonical = ["POST", "/", "", ...lines, "", SIGNED, digest(body)].join("\n");
  const text = `ACS3-HMAC-SHA256\n${digest(canonical)}`;
  const signature = createHmac("sha256", SECRET).update(text).digest("hex");
  return `ACS3-HMAC-SHA256 Credential=${KEY_ID},SignedHeaders=${SIGNED},Signature=${signature}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function answer(content: Readonly<Record<string, unknown>>): Reply {
  return json(200, { ...content, RequestId: "E5BD4B50-7A02-493A-AE0B-97B9024B4135" });
}

function failure(status: number, Code: string, Message: string): Reply {
  return json(status, { Code, Message, RequestId: "E5BD4B50-7A02-493A-AE0B-97B9024B4135" });
}

export function createApi(model: Model): Api {
  return new AlibabaDcdn(model);
}
