/**
 * Akamai's Fast Purge (CCU v3): URLs, cache tags and CP codes, signed by EdgeGrid, in buckets of the whole account.
 *
 * Source: techdocs.akamai.com/purge-cache (reference, "Rate limiting", the pages of each error) and the OpenAPI document of
 * akamai/akamai-apis, apis/ccu/v3. Not documented, chosen here: a tag that is too long or has a forbidden character is a 400
 * (Akamai's older guide lets it purge nothing in silence); the account has one CP code, which holds everything of its hosts.
 *
 * Switches: `estimatedSeconds` (what a purge says that it takes; `null` leaves it out) · `queueFull: true` (507) · `noPermission: true`
 * (403 to everything) · `ignored: true` (201 for a purge that does nothing).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import { type Api, type Call, jsonBody, type Model, type Reply } from "../../kit/api.ts";
import { createTokenBucket, type TokenBucket } from "../../kit/rates.ts";
import { anyOf, hostOf, matchTags, matchTarget, splitUrl } from "../../kit/select.ts";
import { VendorApi } from "../../kit/vendor-api.ts";
import { authorize, checkEdgeGrid, type EdgeGridClient } from "./signature.ts";

const CLIENT: EdgeGridClient = {
  clientToken: "akab-sandboxclient000-0123456789abcdef",
  accessToken: "akab-sandboxaccess000-fedcba9876543210",
  clientSecret: "C113nt5ecretOfTheSandbox/0123456789abcdefghi=",
};
const CP_CODE = 123_456;
const MAX_BYTES = 50_000;
const LONGEST_TAG = 128;
/** Tokens of the account at most, and how many flow in per second. */
const REQUESTS = { capacity: 100, perSecond: 50 };
const OBJECTS = {
  url: { capacity: 10_000, perSecond: 200, name: "URL" },
  cpcode: { capacity: 300, perSecond: 0.5, name: "CPCODE" },
  tag: { capacity: 5000, perSecond: 500 / 60, name: "TAG" },
} as const;

const Switches = z.strictObject({
  estimatedSeconds: z.int().nullable().default(5),
  queueFull: z.boolean().default(false),
  noPermission: z.boolean().default(false),
  ignored: z.boolean().default(false),
});

const Objects = {
  text: z.strictObject({ objects: z.array(z.string()) }),
  number: z.strictObject({ objects: z.array(z.int()) }),
};

type Type = keyof typeof OBJECTS;

class Akamai extends VendorApi<typeof Switches> {
  readonly #requests: TokenBucket;
  readonly #objects: Readonly<Record<Type, TokenBucket>>;
  readonly #nonces = new Set<string>();
  #purges = 0;
  #examples = 0;

  constructor(model: Model) {
    super(model, Switches, { success: [201], settlesMs: Math.min(5000, model.propagationMs) });
    const bucket = ({ capacity, perSecond }: { readonly capacity: number; readonly perSecond: number }) =>
      createTokenBucket(capacity, model.vendorMs(1 / perSecond), model.now);
    this.#requests = bucket(REQUESTS);
    this.#objects = { url: bucket(OBJECTS.url), cpcode: bucket(OBJECTS.cpcode), tag: bucket(OBJECTS.tag) };
  }

  account() {
    const { clientToken, accessToken, clientSecret } = CLIENT;
    const options = { "client-token": clientToken, "cp-codes": [CP_CODE] };
    return { apiKey: accessToken, apiSecret: clientSecret, options };
  }

  example(path: string, host: string) {
    const url = "/ccu/v3/invalidate/url/production";
    const body = JSON.stringify({ objects: [`${this.model.baseUrl(this.model.hosts[0] as string)}${path}`] });
    const call = { method: "POST", target: url, headers: { host }, body };
    const authorization = authorize(call, CLIENT, this.model.now(), `example-${this.#examples++}`);
    return { method: "POST", url, headers: { authorization, "content-type": "application/json" }, body };
  }

  reply(call: Call): Reply {
    const [, mode, type, network = "production"] =
      /^\/ccu\/v3\/(invalidate|delete)\/(url|tag|cpcode)(?:\/(staging|production))?$/.exec(call.path) ?? [];
    if (mode === undefined) return problem(404, "Not Found", `There is no ${call.path}`);
    if (call.method !== "POST") return problem(405, "Method Not Allowed", "");
    const refusal = checkEdgeGrid(call, CLIENT, this.model.now(), this.#nonces);
    if (refusal !== undefined) return problem(401, "Not authorized", refusal);
    if (this.state.noPermission) return problem(403, "Forbidden", "The authorization token does not allow access");
    if (Buffer.byteLength(call.body) > MAX_BYTES) return problem(413, "Request Entity Too Large", "");
    if (this.state.queueFull) return problem(507, "Insufficient Storage", "The queue of purges is full");
    return this.#purge({ mode, type: type as Type, network, objects: readObjects(type as Type, jsonBody(call)) });
  }

  #purge({ mode, type, network, objects }: Purge): Reply {
    if (objects === undefined || objects.length === 0)
      return problem(400, "Bad request", "objects is not as it should be");
    const selected = this.#select(type, objects);
    if (typeof selected !== "function") return selected;
    const refused = this.#count(type, objects.length);
    if (refused !== undefined) return refused;
    const { estimatedSeconds, ignored } = this.state;
    this.model.accept({ mode, type, network, objects });
    const isLive = network === "production" && !ignored;
    const effect = () => (mode === "delete" ? this.model.evict(selected) : this.model.expire(selected));
    if (isLive) this.model.propagate(effect, 5000);
    const purgeId = `e535071c-26b2-11e7-94d7-${String(++this.#purges).padStart(12, "0")}`;
    const answer = {
      httpStatus: 201,
      detail: "Request accepted",
      supportId: "17PY1492793544958045-219026624",
      purgeId,
    };
    const body = JSON.stringify(estimatedSeconds === null ? answer : { ...answer, estimatedSeconds });
    return { status: 201, body };
  }

  /** What is denied takes no tokens. */
  #count(type: Type, amount: number): Reply | undefined {
    if (this.#requests.take() > 0) return problem(429, "Rate Limit exceeded", "", { rateLimit: REQUESTS.capacity });
    const { capacity, name } = OBJECTS[type];
    if (this.#objects[type].take(amount) === 0) return undefined;
    this.#requests.take(-1);
    const more = { rateLimit: capacity, rateLimitCurrentRequestSize: amount };
    return problem(429, `${name} Rate Limit exceeded`, "", more);
  }

  #select(type: Type, objects: readonly (string | number)[]): Matcher | Reply {
    if (type === "cpcode") {
      const foreign = objects.find((code) => code !== CP_CODE);
      return foreign === undefined ? () => true : problem(403, "unauthorized cpcode", String(foreign));
    }
    if (type === "tag") {
      const tags = objects.map(String);
      const wrong = tags.find((tag) => tag.length > LONGEST_TAG || /[^\w!#$%&'+./^`|~-]/.test(tag));
      return wrong === undefined ? matchTags(tags) : problem(400, "Bad request", `invalid cache tag ${wrong}`);
    }
    const urls = objects.map((url) => ({ url: String(url), ...splitUrl(String(url)) }));
    const malformed = urls.find(({ url }) => !/^https?:\/\//i.test(url));
    if (malformed !== undefined) return problem(400, "Bad request", `invalid URL ${malformed.url}`);
    const foreign = urls.find(({ authority }) => hostOf(this.model, authority) === undefined);
    if (foreign !== undefined) return problem(403, "unauthorized arl", foreign.url);
    return anyOf(urls.map(({ authority, target }) => matchTarget(target, hostOf(this.model, authority))));
  }
}

interface Purge {
  readonly mode: string;
  readonly type: Type;
  readonly network: string;
  readonly objects: readonly (string | number)[] | undefined;
}

/** CP codes are numbers, URLs and tags are texts, and nothing stands beside the list. */
function readObjects(type: Type, body: unknown): readonly (string | number)[] | undefined {
  return (type === "cpcode" ? Objects.number : Objects.text).safeParse(body).data?.objects;
}

function problem(httpStatus: number, title: string, detail: string, more: object = {}): Reply {
  const describedBy = `https://techdocs.akamai.com/purge-cache/reference/${httpStatus}`;
  const body = JSON.stringify({
    supportId: "edup-NZbXzFpHBjcJeryhw6PVgG",
    title,
    httpStatus,
    describedBy,
    detail,
    ...more,
  });
  return { status: httpStatus, headers: { "content-type": "application/problem+json" }, body };
}

export function createApi(model: Model): Api {
  return new Akamai(model);
}
