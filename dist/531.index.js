export const id = 531;
export const ids = [531];
export const modules = {

/***/ 60531:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  provider: () => (/* binding */ provider)
});

// EXTERNAL MODULE: ./lib/providers/kit/read-answer.js
var read_answer = __webpack_require__(8252);
// EXTERNAL MODULE: ./lib/providers/kit/readings.js
var readings = __webpack_require__(41156);
// EXTERNAL MODULE: ./lib/providers/kit/request.js
var request = __webpack_require__(14172);
// EXTERNAL MODULE: ./lib/providers/kit/task-status.js
var task_status = __webpack_require__(32815);
// EXTERNAL MODULE: ./lib/providers/kit/xml.js
var xml = __webpack_require__(86284);
// EXTERNAL MODULE: ./lib/providers/kit/json.js
var json = __webpack_require__(21355);
// EXTERNAL MODULE: ./lib/providers/kit/token-life.js
var token_life = __webpack_require__(36859);
;// CONCATENATED MODULE: ./lib/providers/cloudfront/role.js





const AUDIENCE = "sts.amazonaws.com";
const LIFE_SECONDS = 900;
const ANSWERS = {
    hints: {
        400: "The identity token was refused: the account needs GitHub as an identity provider, with sts.amazonaws.com as its audience",
        403: "The role's trust policy does not admit this workflow: check repo, branch and environment in its condition on token.actions.githubusercontent.com:sub",
    },
    faults: { 400: "auth" },
    holdsSecrets: true,
    codes: ({ text }) => (THROTTLES.has((0,xml/* elementOf */.MC)(text, "Code") ?? "") ? "throttled" : undefined),
};
const THROTTLES = new Set([
    "Throttling",
    "ThrottlingException",
    "RequestLimitExceeded",
    "IDPCommunicationError",
]);
const ASSUMED = (0,readings/* xml */._n)({
    accessKeyId: "AccessKeyId",
    secretAccessKey: "SecretAccessKey",
    sessionToken: "SessionToken",
    expiration: "Expiration",
}, 200);
async function assumeRole(role, io) {
    const token = await io.identity(AUDIENCE);
    const response = await io.send(assumeRequest(role, token));
    const answer = (0,read_answer/* readAnswer */.JN)(response, ASSUMED, ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const { expiration, ...credentials } = answer.body;
    if (Object.values(credentials).some((value) => !json/* AccessToken */.mk.safeParse(value).success)) {
        return (0,read_answer/* failedAnswer */.gk)(response, "unreadable", `HTTP ${response.status}: the role's credentials are no plain text`, ANSWERS);
    }
    const expiresMs = (0,token_life/* lifeMs */.p)(expiration, response, io);
    if (expiresMs === undefined)
        return expired(response, expiration);
    return {
        kind: "open",
        session: { credentials },
        expiresMs,
        secrets: [credentials.secretAccessKey, credentials.sessionToken],
    };
}
function assumeRequest({ arn, stsUrl }, token) {
    const form = new URLSearchParams({
        Action: "AssumeRoleWithWebIdentity",
        Version: "2011-06-15",
        RoleArn: arn,
        RoleSessionName: "deploy-purge",
        DurationSeconds: String(LIFE_SECONDS),
        WebIdentityToken: token,
    });
    const headers = { accept: "text/xml", "content-type": "application/x-www-form-urlencoded" };
    return { method: "POST", url: `${stsUrl}/`, headers, body: form.toString(), secrets: [token] };
}
function expired({ status }, expiration) {
    const message = `HTTP ${status}: the role's credentials end at ${expiration.slice(0, 40)}, which is over`;
    return { kind: "failed", fault: "auth", message };
}

// EXTERNAL MODULE: ./lib/providers/kit/settings.js
var settings = __webpack_require__(42788);
;// CONCATENATED MODULE: ./lib/providers/cloudfront/schema.js

const PARTITIONS = {
    aws: { url: "https://cloudfront.amazonaws.com", region: "us-east-1", domain: "amazonaws.com" },
    "aws-cn": {
        url: "https://cloudfront.cn-northwest-1.amazonaws.com.cn",
        region: "cn-northwest-1",
        domain: "amazonaws.com.cn",
    },
    "aws-us-gov": { url: "https://cloudfront.amazonaws.com", region: "us-gov-west-1", domain: "amazonaws.com" },
    "aws-eusc": { url: "https://cloudfront.amazonaws.eu", region: "eusc-de-east-1", domain: "amazonaws.eu" },
};
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;
const ENVIRONMENT = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
const Settings = (0,settings/* destination */.j_)({
    site: (0,settings/* site */._P)(/^E[0-9A-Z]{7,20}$/, {
        term: "the distribution id",
        where: "the first column of the distributions in CloudFront's console",
        example: "E2QWRUHAPOMQZL",
    }),
    "api-key": (0,settings/* credential */.eE)("Access key id. Default: the environment variable `AWS_ACCESS_KEY_ID`."),
    "api-secret": (0,settings/* credential */.eE)("Secret access key. Default: `AWS_SECRET_ACCESS_KEY`, with `AWS_SESSION_TOKEN` beside it."),
    "api-url": (0,settings/* apiUrl */.y0)(PARTITIONS.aws.url),
    partition: (0,settings/* choice */.Yq)(["aws", "aws-cn", "aws-us-gov", "aws-eusc"], "aws").describe("Partition of the account: it decides the API's address and the region that requests are signed for."),
    "batch-size": (0,settings/* wholeNumber */.rD)(1, 3000, 3000).describe("Most paths in one request; at most 15 of them end in `*`."),
    "role-arn": (0,settings/* shortText */.os)("arn:aws:iam::123456789012:role/purge")
        .regex(ROLE_ARN, { error: "is no ARN of a role, for example arn:aws:iam::123456789012:role/purge" })
        .optional()
        .describe("A role that is taken on with the workflow's own identity instead of a stored key; the job needs `permissions: id-token: write`."),
    "sts-url": (0,settings/* apiUrl */.y0)("https://sts.us-east-1.amazonaws.com").describe("Replaces scheme and host of the service that gives out the role's credentials."),
    tags: (0,settings/* flag */.Jt)(false).describe("Purge by cache tag. Only where the distribution names a tag header (`CacheTagConfig`): without one CloudFront takes a tag, " +
        "answers with success, and purges nothing."),
})
    .refine((raw) => raw["dry-run"] || raw["role-arn"] !== undefined || keyOf(raw) !== undefined, {
    path: ["api-key"],
    error: "is missing: give the access key id from a secret, for example api-key: ${{ secrets.AWS_ACCESS_KEY_ID }}, or provider-options.role-arn, or run aws-actions/configure-aws-credentials before this step, which leaves AWS_ACCESS_KEY_ID. " +
        "Only a dry run needs none",
    when: ({ value }) => typeof value === "object" && value !== null,
})
    .refine((raw) => raw["role-arn"] === undefined || raw["api-key"] === undefined, {
    path: ["role-arn"],
    error: "stands beside api-key: give one of the two",
    when: ({ value }) => typeof value === "object" && value !== null,
})
    .refine((raw) => raw["role-arn"] !== undefined || keyOf(raw) === undefined || secretOf(raw) !== undefined, {
    path: ["api-secret"],
    error: "is missing: an access key id needs its secret access key, here or in AWS_SECRET_ACCESS_KEY",
    when: ({ value }) => typeof value === "object" && value !== null,
})
    .transform((raw) => {
    const { url, region, domain } = PARTITIONS[raw.partition];
    const arn = raw["role-arn"];
    const accessKeyId = arn === undefined ? (keyOf(raw) ?? "") : "";
    const stsUrl = raw["sts-url"] ?? `https://sts.${region}.${domain}`;
    return {
        ...(0,settings/* common */.sh)({ ...raw, "api-key": accessKeyId }, url),
        region,
        credentials: { accessKeyId, secretAccessKey: secretOf(raw) ?? "", sessionToken: tokenOf(raw) },
        role: arn === undefined ? undefined : { arn, stsUrl },
        batchSize: raw["batch-size"],
        tags: raw.tags,
    };
});
function keyOf({ "api-key": key, variables }) {
    return key ?? variables["AWS_ACCESS_KEY_ID"];
}
function secretOf({ "api-key": key, "api-secret": secret, variables }) {
    const isEnvironments = key === undefined || key === variables["AWS_ACCESS_KEY_ID"];
    return secret ?? (isEnvironments ? variables["AWS_SECRET_ACCESS_KEY"] : undefined);
}
function tokenOf(raw) {
    const { "api-key": key, variables } = raw;
    const isItsOwn = key === undefined || key === variables["AWS_ACCESS_KEY_ID"] || key.startsWith("ASIA");
    return isItsOwn ? variables["AWS_SESSION_TOKEN"] : undefined;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/providers/cloudfront/signature.js

function signAws(request, credentials, region, at) {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    const { host, pathname } = new URL(request.url);
    const time = at.toISOString().replace(/[-:]|\.\d{3}/g, "");
    const token = sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken };
    const signed = { host, "x-amz-date": time, ...token };
    const names = Object.keys(signed).sort().join(";");
    const lines = Object.entries(signed).map(([name, value]) => `${name}:${value.trim()}\n`);
    const canonical = [request.method, pathname, "", lines.sort().join(""), names, sha256(request.body ?? "")].join("\n");
    const scope = `${time.slice(0, 8)}/${region}/cloudfront/aws4_request`;
    const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`;
    const key = scope.split("/").reduce((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
    const signature = hmac(key, text).toString("hex");
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
    return {
        ...request,
        headers: { ...request.headers, "x-amz-date": time, ...token, authorization },
        secrets: [...(request.secrets ?? []), signature],
    };
}
function sha256(text) {
    return (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex");
}
function hmac(key, text) {
    return (0,external_node_crypto_.createHmac)("sha256", key).update(text).digest();
}

;// CONCATENATED MODULE: ./lib/providers/cloudfront/index.js








const FAULTS = {
    AccessDenied: "auth",
    ExpiredToken: "auth",
    InvalidClientTokenId: "auth",
    MissingAuthenticationToken: "auth",
    SignatureDoesNotMatch: "auth",
    UnrecognizedClientException: "auth",
    NoSuchDistribution: "site",
    TooManyInvalidationsInProgress: "throttled",
    Throttling: "throttled",
    ThrottlingException: "throttled",
    RequestLimitExceeded: "throttled",
};
const cloudfront_ANSWERS = {
    hints: {
        403: "The credentials are wrong or expired, or they may not do this: they need cloudfront:CreateInvalidation and cloudfront:GetInvalidation on the distribution",
        404: "There is no distribution with the id in site in this account and partition",
    },
    codes: ({ text }) => FAULTS[(0,xml/* elementOf */.MC)(text, "Code") ?? ""],
    throttleMs: 20_000,
};
const REGISTERS_WITHIN_MS = 30_000;
const NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";
const CREATED = (0,readings/* xml */._n)({ id: "Id", status: "Status", quantity: "Quantity", reference: "CallerReference" }, 201);
const STATUS = (0,readings/* xml */._n)({ id: "Id", status: "Status" }, 200);
const provider = {
    id: "cloudfront",
    name: "CloudFront",
    rights: "`cloudfront:CreateInvalidation` and `cloudfront:GetInvalidation` on the distribution",
    traces: {
        at: "edge",
        always: true,
        headers: [
            {
                header: "x-amz-cf-id",
                source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html",
            },
            { header: "x-amz-cf-pop", source: "answers of CloudFront, beside X-Amz-Cf-Id" },
        ],
    },
    settings: Settings,
    deliveryOptions: ["partition", "batch-size", "role-arn", "sts-url"],
    environment: ENVIRONMENT,
    secrets: ({ credentials: { secretAccessKey, sessionToken } }) => [secretAccessKey, sessionToken ?? ""].filter((value) => value !== ""),
    open: async ({ role, credentials }, io) => role === undefined ? { kind: "open", session: { credentials } } : assumeRole(role, io),
    capabilities,
    connect: (settings, io) => [
        {
            submit: (batch, session) => cloudfront_submit({ settings, session, io }, batch),
            poll: (receipt, session) => poll({ settings, session, io }, receipt),
        },
    ],
};
function capabilities({ batchSize, tags }) {
    const path = { perRequest: batchSize, maxLength: 4000, allowed: /^\/(?:.*[^*])?$/s };
    const tag = { perRequest: batchSize, maxLength: 256, allowed: /^[!-+\--~]+$/, match: { query: "covered" } };
    return {
        accepts: {
            path: { ...path, match: { query: "separate", host: "all" } },
            prefix: {
                perRequest: Math.min(batchSize, 15),
                maxLength: 3999,
                match: { prefix: "string", query: "covered", host: "all" },
            },
            ...(tags ? { tag } : {}),
            all: { perRequest: 1, match: { query: "covered" } },
        },
        closed: { tag: "with provider-options tags: true, where the distribution names a tag header" },
        mix: "any",
        rates: [],
        pools: [
            { kinds: ["path", "tag"], inFlight: 3000 },
            { kinds: ["prefix", "all"], inFlight: 15 },
        ],
        budgets: [{ unit: "item", amount: 1000, per: "month", beyond: { usd: 0.005 } }],
        done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
        wants: { urls: "aliases", files: "all", address: "path" },
        provable: true,
        maxPurges: 3000,
        source: new URL("https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Invalidation.html"),
        read: "2026-11-20",
    };
}
async function cloudfront_submit(client, batch) {
    const items = (0,request/* selectorsOf */.Yv)(batch).map(itemOf);
    const body = `<?xml version="1.0" encoding="UTF-8"?><InvalidationBatch xmlns="${NAMESPACE}"><Paths><Quantity>${items.length}</Quantity>` +
        `<Items>${items.map((item) => `<Path>${(0,xml/* escapeXml */.X)(item)}</Path>`).join("")}</Items></Paths>` +
        `<CallerReference>${(0,xml/* escapeXml */.X)(batch.key)}</CallerReference></InvalidationBatch>`;
    const sentMs = client.io.now().getTime();
    const response = await client.io.send(signed(client, { method: "POST", tail: "", body }));
    const answer = (0,read_answer/* readAnswer */.JN)(response, CREATED, cloudfront_ANSWERS);
    if (answer.kind === "failed")
        return answer;
    const sent = { reference: batch.key, paths: items.length };
    return judge(response, (0,task_status/* taskReceipt */.Yf)(answer.body.id, { sentMs, io: client.io, response }, sent), answer.body);
}
async function poll(client, receipt) {
    const response = await client.io.send(signed(client, { method: "GET", tail: `/${receipt.id}` }));
    const isUnknown = response.status === 404 && (0,xml/* elementOf */.MC)(response.text, "Code") !== "NoSuchDistribution";
    if (isUnknown)
        return (0,task_status/* notKnownYet */.NQ)(receipt, client.io, REGISTERS_WITHIN_MS);
    const answer = (0,read_answer/* readAnswer */.JN)(response, STATUS, cloudfront_ANSWERS);
    return answer.kind === "failed" ? answer : judge(response, receipt, answer.body);
}
function judge(response, receipt, { id, status }) {
    const other = otherInvalidation(response.text, id, receipt);
    if (other !== undefined)
        return (0,read_answer/* contradiction */.qX)(`HTTP ${response.status}`, other);
    if (status === "Completed")
        return { kind: "done", receipt };
    return { kind: "pending", receipt, message: `the invalidation ${id} is "${status.slice(0, 100)}"` };
}
function otherInvalidation(text, id, { id: ownId, memo = {} }) {
    if (id !== ownId)
        return `the status is of ${id.slice(0, 100)}, and ${ownId} was requested`;
    const reference = (0,xml/* elementOf */.MC)(text, "CallerReference") ?? memo["reference"];
    const paths = (0,xml/* elementOf */.MC)(text, "Quantity") ?? memo["paths"];
    if (reference === memo["reference"] && String(paths) === String(memo["paths"]))
        return undefined;
    return `the answer is about another invalidation: ${paths} paths under ${String(reference).slice(0, 100)}`;
}
function itemOf(selector) {
    const { by, value } = selector;
    if (by === "path")
        return encodeUnsafe(value);
    if (by === "prefix")
        return `${encodeUnsafe(value)}*`;
    if (by === "tag")
        return `#${value}`;
    if (by === "all")
        return "/*";
    throw (0,request/* notAccepted */.LA)(provider.name, selector);
}
function encodeUnsafe(path) {
    return path.replace(/[\s"<>\\^`{|}~[\]]|[^!-~]/gu, (character) => encodeURIComponent(character).replace("~", "%7E"));
}
function signed({ settings: { apiUrl, site, region }, session, io }, { method, tail, body }) {
    const url = `${apiUrl}/2020-05-31/distribution/${site}/invalidation${tail}`;
    const request = body === undefined
        ? { method, url, headers: { accept: "text/xml" } }
        : { method, url, headers: { accept: "text/xml", "content-type": "application/xml" }, body };
    return signAws(request, session.credentials, region, io.now());
}


/***/ }),

/***/ 36859:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ lifeMs)
/* harmony export */ });
function lifeMs(endsAt, { dateMs }, io) {
    const leftMs = Date.parse(endsAt) - (dateMs ?? io.now().getTime());
    return leftMs > 0 ? leftMs : undefined;
}


/***/ })

};
