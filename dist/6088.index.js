export const id = 6088;
export const ids = [6088];
export const modules = {

/***/ 16088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createSiteClient: () => (/* binding */ createSiteClient)
});

// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
// EXTERNAL MODULE: ./lib/ports/files.js
var files = __webpack_require__(97247);
// EXTERNAL MODULE: ./lib/ports/http.js
var http = __webpack_require__(67334);
// EXTERNAL MODULE: ./lib/adapters/http/connection-pool.js + 1 modules
var connection_pool = __webpack_require__(25616);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./lib/adapters/http/content-encoding.js


const inflate = (0,external_node_util_.promisify)(external_node_zlib_.inflate);
const inflateRaw = (0,external_node_util_.promisify)(external_node_zlib_.inflateRaw);
const gunzip = (0,external_node_util_.promisify)(external_node_zlib_.gunzip);
const brotli = (0,external_node_util_.promisify)(external_node_zlib_.brotliDecompress);
const zstd = typeof external_node_zlib_.zstdDecompress === "function" ? (0,external_node_util_.promisify)(external_node_zlib_.zstdDecompress) : undefined;
const UNPACKERS = new Map([
    ["gzip", gunzip],
    ["x-gzip", gunzip],
    ["deflate", (bytes, bound) => inflate(bytes, bound).catch(tryAnother(() => inflateRaw(bytes, bound)))],
    ["br", brotli],
    ...(zstd === undefined ? [] : [["zstd", zstd]]),
]);
const ACCEPT_ENCODING = `gzip, deflate, br${zstd === undefined ? "" : ", zstd"}`;
const MAX_LAYERS = 2;
function encodingsIn(header) {
    const names = (header ?? "").split(",").map((name) => name.trim().toLowerCase());
    return names.filter((name) => name !== "" && name !== "identity");
}
async function decode(body, encodings, maxBytes) {
    const named = encodings.join(", ").slice(0, 40);
    if (encodings.length > MAX_LAYERS)
        return { kind: "unreadable", why: `its content is encoded ${encodings.length} times` };
    const unpackers = encodings.map((encoding) => UNPACKERS.get(encoding)).filter((unpack) => unpack !== undefined);
    if (body.length === 0 || unpackers.length < encodings.length)
        return { kind: "decoded", bytes: body };
    let bytes = body;
    for (const unpack of unpackers.toReversed()) {
        try {
            bytes = await unpack(bytes, { maxOutputLength: maxBytes });
        }
        catch (error) {
            if (isTooLong(error))
                return { kind: "too long" };
            return { kind: "unreadable", why: `its content says that it is encoded (${named}), and cannot be decoded` };
        }
    }
    return { kind: "decoded", bytes };
}
function tryAnother(unpack) {
    return (error) => {
        if (isTooLong(error))
            throw error;
        return unpack();
    };
}
function isTooLong(error) {
    return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/adapters/http/content-hashes.js

function createContentIdentity(length) {
    const header = `blob ${length}\0`;
    const hashes = [(0,external_node_crypto_.createHash)("sha1").update(header), (0,external_node_crypto_.createHash)("sha256").update(header), (0,external_node_crypto_.createHash)("sha256")];
    return {
        update(chunk) {
            for (const hash of hashes)
                hash.update(chunk);
        },
        names() {
            const digests = hashes.map((hash) => hash.digest());
            return [
                ...digests.map((digest) => digest.toString("hex")),
                ...digests.slice(-1).map((one) => one.toString("base64url")),
            ];
        },
    };
}
function contentNames(body) {
    const identity = createContentIdentity(body.length);
    identity.update(body);
    return identity.names();
}

;// CONCATENATED MODULE: ./lib/adapters/http/content-range.js
const CONTENT_RANGE = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/i;
function checkRange({ status, headers }, requested) {
    if (status === 200)
        return { kind: "whole", headers };
    if (status !== 206)
        return { kind: "odd", why: `it answers ${status} to a request for a part` };
    const encoding = (headers["content-encoding"] ?? "").trim().toLowerCase();
    if (encoding !== "" && encoding !== "identity")
        return { kind: "odd", why: `parts of it are encoded (${encoding.slice(0, 20)})` };
    if (/^\s*multipart\//i.test(headers["content-type"] ?? "")) {
        return { kind: "odd", why: "it answers several parts to a request for one" };
    }
    const [, first, last, total] = CONTENT_RANGE.exec((headers["content-range"] ?? "").trim()) ?? [];
    if (first === undefined)
        return { kind: "odd", why: "it does not say which part it sends" };
    const span = { first: Number(first), last: Number(last) };
    const end = Math.min(requested.last, Number(total) - 1);
    if (span.first !== requested.first || span.last !== end || span.first > span.last) {
        return { kind: "odd", why: "it sends another part than the requested one" };
    }
    return { kind: "piece", span, total: Number(total) };
}

// EXTERNAL MODULE: ./lib/adapters/http/dispatcher.js
var dispatcher = __webpack_require__(1704);
// EXTERNAL MODULE: ./lib/adapters/http/network-failure.js
var network_failure = __webpack_require__(23828);
;// CONCATENATED MODULE: ./lib/adapters/http/site-client.js









const VISITOR_LIMITS = {
    connectMs: 5_000,
    headersMs: 10_000,
    bodyIdleMs: 5_000,
    attemptMs: 20_000,
    bodyBytes: 64 * 1024 * 1024,
    errorBodyBytes: 0,
    connections: 4,
};
const SHORT_BYTES = 8 * 1024 * 1024;
const KEPT_BYTES = 2 * files/* EDGE_BYTES */.i;
const BROWSER_HEADERS = {
    accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "accept-encoding": ACCEPT_ENCODING,
    "accept-language": "en",
    "sec-fetch-dest": "document",
    "sec-fetch-mode": "navigate",
    "sec-fetch-site": "none",
    "upgrade-insecure-requests": "1",
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 deploy-purge/0.1.0",
};
function createSiteClient(options) {
    const limits = { ...VISITOR_LIMITS, ...options.limits };
    const shortBytes = Math.min(options.shortBytes ?? SHORT_BYTES, limits.bodyBytes);
    const pool = (0,connection_pool/* createConnectionPool */.Z)(limits, options.environment, dispatcher.createDispatcher);
    async function visit(url, { signal, headers = {} }, read) {
        const { origin, pathname, search } = parsed(url);
        return pool.exchange({ origin }, signal, async ({ client, ended }) => {
            try {
                const { statusCode, headers: received, body, } = await client.request({
                    origin,
                    path: `${pathname}${search}`,
                    method: "GET",
                    headers: { ...BROWSER_HEADERS, ...headers },
                    signal: ended,
                    headersTimeout: limits.headersMs,
                    bodyTimeout: limits.bodyIdleMs,
                });
                body.on("error", () => undefined);
                return await read({ status: statusCode, headers: plain(received) }, body);
            }
            catch (error) {
                throw (0,http/* isNetworkFailure */.N)(error) ? error : (0,network_failure/* failureFrom */.Ju)(error, origin);
            }
        });
    }
    return {
        get: (url, { isLong = false, headers = {}, signal }) => {
            const bounds = { declared: isLong ? limits.bodyBytes : shortBytes, undeclared: shortBytes };
            const plainly = isLong ? { ...headers, ...IDENTITY } : headers;
            return visit(url, { signal, headers: plainly }, (head, body) => pageOf(head, body, bounds));
        },
        piece: (url, span, { headers = {}, signal }) => {
            const part = { ...headers, ...IDENTITY, range: `bytes=${span.first}-${span.last}` };
            return visit(url, { signal, headers: part }, (head, body) => pieceOf(head, body, span));
        },
        close: () => pool.close(),
    };
}
const IDENTITY = { "accept-encoding": "identity" };
function parsed(url) {
    const found = URL.parse(url);
    if (found === null)
        throw new errors/* PurgeError */.CV("bug", "a page's address is no URL");
    return found;
}
async function pageOf(head, body, bounds) {
    const declared = head.headers["content-length"] ?? "";
    const length = /^\d{1,15}$/.test(declared) ? Number(declared) : undefined;
    if (head.status !== 200 || (length ?? 0) > bounds.declared) {
        body.destroy();
        return head;
    }
    const encodings = encodingsIn(head.headers["content-encoding"]);
    if (length !== undefined && length > bounds.undeclared && encodings.length === 0) {
        return { ...head, contentNames: await namesOf(body, length) };
    }
    const sent = await collect(body, bounds.undeclared);
    if (sent === undefined)
        return head;
    return { ...head, ...(await contentOf(sent, encodings, bounds.undeclared)) };
}
async function contentOf(sent, encodings, maxBytes) {
    const sentNames = contentNames(sent);
    if (encodings.length === 0)
        return { contentNames: sentNames, ...shortContent(sent) };
    const decoded = await decode(sent, encodings, maxBytes);
    if (decoded.kind === "unreadable")
        return { unreadable: decoded.why };
    if (decoded.kind === "too long")
        return {};
    return { contentNames: [...contentNames(decoded.bytes), ...sentNames], ...shortContent(decoded.bytes) };
}
function shortContent(bytes) {
    return bytes.length <= KEPT_BYTES ? { content: bytes } : {};
}
async function pieceOf(head, body, requested) {
    const checked = checkRange(head, requested);
    if (checked.kind !== "piece") {
        body.destroy();
        return checked;
    }
    const { span, total } = checked;
    const wanted = span.last - span.first + 1;
    const chunks = [];
    let length = 0;
    for await (const chunk of body) {
        chunks.push(chunk);
        length += chunk.length;
        if (length > wanted)
            break;
    }
    if (length !== wanted)
        return { kind: "odd", why: "the part that it sends has another length than it says" };
    return { kind: "piece", bytes: Buffer.concat(chunks), total, headers: head.headers };
}
async function namesOf(body, length) {
    const identity = createContentIdentity(length);
    for await (const chunk of body)
        identity.update(chunk);
    return identity.names();
}
async function collect(body, maxBytes) {
    const chunks = [];
    let length = 0;
    for await (const chunk of body) {
        length += chunk.length;
        if (length > maxBytes)
            return undefined;
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
function plain(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), joined(value)]));
}
function joined(value) {
    return Array.isArray(value) ? value.join(", ") : (value ?? "");
}


/***/ })

};
