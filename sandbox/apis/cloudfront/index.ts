/**
 * CloudFront's invalidations: signed XML in and out, a status to poll, and a number of paths that may be in progress.
 *
 * Source: docs.aws.amazon.com/cloudfront, "CreateInvalidation", "GetInvalidation" (2020-05-31) and the developer guide's
 * "Invalidating files" (3,000 paths and 15 wildcards in progress; `*` at the end only; `CallerReference`; tags of 2026). Not
 * documented, chosen here: more than 3,000 paths in one request are `BatchTooLarge`; a path covers copies on every alias of
 * the distribution, and its query string is part of it.
 *
 * Switches: `neverFinish: true` (stays `InProgress`) · `tagHeader: true` (the distribution has a `CacheTagConfig`; without
 * it a tag is taken and nothing happens) · `sessionToken` (only requests with this token count) · `denied: true`
 * (`AccessDenied`) · `throttle: true` (400 `Throttling`) · `role` (an ARN: only the temporary credentials of this role
 * count, which `AssumeRoleWithWebIdentity` at `/` gives for an identity token).
 */
import { z } from "zod";
import type { Matcher } from "../../cache.ts";
import type { Api, Call, Model, Reply } from "../../kit/api.ts";
import { anyOf, matchTags } from "../../kit/select.ts";
import { VendorApi } from "../../kit/vendor-api.ts";
import { type Batch, escapeXml, readBatch } from "./batch.ts";
import { readRoleRequest } from "./role.ts";
import { authorize, type Credentials, checkSignature, writeTime } from "./signature.ts";

const DISTRIBUTION = "E2QWRUHAPOMQZL";
const KEY_ID = "AKIASANDBOX7EXAMPLE0";
const SECRET = "wJalrXUtnFEMI7K7MDENGbPxRfiCYSANDBOXKEY0";
const NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";
const SCOPE = { region: "us-east-1", service: "cloudfront" };
/** Paths without and with a wildcard that may be in progress, counted apart, per distribution. */
const PATHS_IN_PROGRESS = 3000;
const WILDCARDS_IN_PROGRESS = 15;

const Switches = z.strictObject({
  neverFinish: z.boolean().default(false),
  tagHeader: z.boolean().default(false),
  sessionToken: z.string().nullable().default(null),
  denied: z.boolean().default(false),
  throttle: z.boolean().default(false),
  role: z.string().nullable().default(null),
});

interface Invalidation extends Batch {
  readonly id: string;
  readonly createdAt: number;
  readonly isEndless: boolean;
}

class CloudFront extends VendorApi<typeof Switches> {
  readonly #invalidations: Invalidation[] = [];

  constructor(model: Model) {
    super(model, Switches, {
      secretHeaders: ["authorization", "x-amz-security-token"],
      success: [201],
      answer: "xml",
      contentType: "text/xml",
      pending: "InProgress",
    });
  }

  account() {
    return { site: DISTRIBUTION, apiKey: KEY_ID, apiSecret: SECRET };
  }

  override kindOf({ method, path }: Call) {
    if (path === "/") return "lookup" as const;
    return method === "GET" ? ("poll" as const) : ("submit" as const);
  }

  example(path: string, host: string) {
    const url = `/2020-05-31/distribution/${DISTRIBUTION}/invalidation`;
    const items = `<Quantity>1</Quantity><Items><Path>${escapeXml(path)}</Path></Items>`;
    const reference = `sandbox-${this.#invalidations.length}-${this.model.now()}`;
    const body = `<InvalidationBatch xmlns="${NAMESPACE}"><Paths>${items}</Paths><CallerReference>${reference}</CallerReference></InvalidationBatch>`;
    const signed = { host, "x-amz-date": writeTime(this.model.now()) };
    const call = {
      method: "POST",
      path: url,
      query: new URLSearchParams(),
      target: url,
      headers: signed,
      body,
      server: 0,
    };
    const { host: _, ...headers } = signed;
    const authorization = authorize(call, this.#credentials(), SCOPE);
    return { method: "POST", url, headers: { ...headers, "content-type": "application/xml", authorization }, body };
  }

  reply(call: Call): Reply {
    if (call.path === "/" && call.method === "POST") return this.#assumeRole(call);
    const [, distribution, id] =
      /^\/2020-05-31\/distribution\/([^/]+)\/invalidation(?:\/([^/]+))?$/.exec(call.path) ?? [];
    if (distribution === undefined || call.method !== (id === undefined ? "POST" : "GET")) {
      return failure(404, "UnknownOperation", "There is no such operation.");
    }
    const refusal = checkSignature(call, this.#credentials(), SCOPE, this.model.now());
    if (refusal !== undefined) return failure(403, refusal.code, refusal.message);
    if (this.state.throttle) return failure(400, "Throttling", "Rate exceeded");
    if (this.state.denied) return failure(403, "AccessDenied", `Not authorized to perform this on ${distribution}`);
    if (distribution !== DISTRIBUTION)
      return failure(404, "NoSuchDistribution", "The specified distribution does not exist.");
    return id === undefined ? this.#create(call) : this.#find(id);
  }

  /** The security token service, on the same server: a token of the right issuer and audience opens the one role. */
  #assumeRole({ body }: Call): Reply {
    const { role } = this.state;
    const granted = readRoleRequest(body, role, this.model.now());
    if ("code" in granted) return failure(granted.status, granted.code, granted.message);
    const expiration = new Date(this.model.now() + granted.seconds * 1000).toISOString();
    const { accessKeyId, secretAccessKey, sessionToken } = TEMPORARY;
    const credentials = `<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey><SessionToken>${sessionToken}</SessionToken><Expiration>${expiration}</Expiration></Credentials>`;
    const inner = `<AssumeRoleWithWebIdentityResult>${credentials}</AssumeRoleWithWebIdentityResult>`;
    const answer = `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${inner}</AssumeRoleWithWebIdentityResponse>`;
    return { status: 200, headers: XML, body: answer };
  }

  #create(call: Call): Reply {
    const batch = readBatch(call.body);
    if ("code" in batch) return failure(batch.status, batch.code, batch.message);
    const known = this.#invalidations.find(({ reference }) => reference === batch.reference);
    if (known !== undefined) return this.#again(known, batch);
    if (batch.paths.length > PATHS_IN_PROGRESS)
      return failure(413, "BatchTooLarge", "Invalidation batch specified is too large.");
    const running = [...this.#running().flatMap(({ paths }) => paths), ...batch.paths];
    const wildcards = running.filter(isWildcard).length;
    if (wildcards > WILDCARDS_IN_PROGRESS || running.length - wildcards > PATHS_IN_PROGRESS) {
      return failure(
        400,
        "TooManyInvalidationsInProgress",
        "Processing your request will cause you to exceed the maximum number of in-progress invalidations.",
      );
    }
    const { neverFinish: isEndless } = this.state;
    const id = `I${(FIRST_ID + this.#invalidations.length).toString(36).toUpperCase().padStart(13, "0")}`;
    const invalidation = { ...batch, id, createdAt: this.model.now(), isEndless };
    this.#invalidations.push(invalidation);
    this.model.accept({ paths: batch.paths });
    const matches = anyOf(batch.paths.map((path) => this.#match(path)));
    if (!isEndless) this.model.propagate(() => this.model.evict(matches));
    return this.#created(invalidation);
  }

  /** The same reference is the same invalidation, and never another one. */
  #again(known: Invalidation, { paths }: Batch): Reply {
    const isSame = known.paths.length === paths.length && paths.every((path) => known.paths.includes(path));
    if (isSame) return this.#created(known);
    return failure(400, "InvalidationBatchAlreadyExists", "The caller reference was used before, with other paths.");
  }

  #created(invalidation: Invalidation): Reply {
    const location = `https://cloudfront.amazonaws.com/2020-05-31/distribution/${DISTRIBUTION}/invalidation/${invalidation.id}`;
    return { ...this.#describe(201, invalidation), headers: { ...XML, location } };
  }

  #find(id: string): Reply {
    const known = this.#invalidations.find((one) => one.id === id);
    return known === undefined
      ? failure(404, "NoSuchInvalidation", "The specified invalidation does not exist.")
      : this.#describe(200, known);
  }

  #describe(status: number, invalidation: Invalidation): Reply {
    const { id, paths, reference, createdAt } = invalidation;
    const word = this.#isRunning(invalidation) ? "InProgress" : "Completed";
    const items = paths.map((path) => `<Path>${escapeXml(path)}</Path>`).join("");
    const batch = `<InvalidationBatch><Paths><Quantity>${paths.length}</Quantity><Items>${items}</Items></Paths><CallerReference>${escapeXml(reference)}</CallerReference></InvalidationBatch>`;
    const time = new Date(createdAt).toISOString();
    const body = `${PROLOGUE}<Invalidation xmlns="${NAMESPACE}"><Id>${id}</Id><Status>${word}</Status><CreateTime>${time}</CreateTime>${batch}</Invalidation>`;
    return { status, headers: XML, body };
  }

  #running(): readonly Invalidation[] {
    return this.#invalidations.filter((one) => this.#isRunning(one));
  }

  #isRunning({ createdAt, isEndless }: Invalidation): boolean {
    return isEndless || this.model.now() < createdAt + this.model.propagationMs;
  }

  #match(path: string): Matcher {
    if (path.startsWith("#")) return this.state.tagHeader ? matchTags([path.slice(1)], { fold: true }) : () => false;
    const stem = path.slice(0, -1);
    const isMatch = isWildcard(path) ? (url: string) => url.startsWith(stem) : (url: string) => url === path;
    return (object) => isMatch(withUnsafeEncoded(`${object.path}${object.query}`));
  }

  #credentials(): Credentials {
    if (this.state.role !== null) return TEMPORARY;
    return { accessKeyId: KEY_ID, secretAccessKey: SECRET, sessionToken: this.state.sessionToken };
  }
}

/** An invalidation names an object with what RFC 1738 calls unsafe encoded, though browsers send some of it as it is. */
function withUnsafeEncoded(url: string): string {
  return url.replace(/[|~[\]]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

const TEMPORARY: Credentials = {
  accessKeyId: "ASIASANDBOX7EXAMPLE1",
  secretAccessKey: "tempSecretFEMI7K7MDENGbPxRfiCYSANDBOXKEY",
  sessionToken: "IQoJb3JpZ2luX2VjSANDBOXTOKEN0123456789",
};

const FIRST_ID = 36 ** 8;
const PROLOGUE = '<?xml version="1.0"?>\n';
const XML = { "content-type": "text/xml" };

/** `*` means anything at the end of a path, and itself elsewhere. */
function isWildcard(path: string): boolean {
  return path.startsWith("/") && path.endsWith("*");
}

function failure(status: number, code: string, message: string): Reply {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  const body = `${PROLOGUE}<ErrorResponse xmlns="${NAMESPACE}">${error}<RequestId>0f6bb0d8-4b21-4d0a-9c55-6a0f8e1f7a10</RequestId></ErrorResponse>`;
  return { status, headers: XML, body };
}

export function createApi(model: Model): Api {
  return new CloudFront(model);
}
