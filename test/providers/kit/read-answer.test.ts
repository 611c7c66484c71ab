import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { HttpResponse } from "../../../src/model/http.ts";
import { errorText } from "../../../src/providers/kit/error-text.ts";
import { AccessToken, parseJson } from "../../../src/providers/kit/json.ts";
import { readAnswer } from "../../../src/providers/kit/read-answer.ts";
import { json } from "../../../src/providers/kit/readings.ts";
import { lifeMs } from "../../../src/providers/kit/token-life.ts";

const Taken = z.object({ ok: z.literal(true) });
const NO_RULES = { hints: {} };

function response(status: number, text = "", more: Partial<HttpResponse> = {}): HttpResponse {
  return { status, statusText: "", headers: { "content-type": "application/json" }, text, ...more };
}

function read(given: HttpResponse, rules: Parameters<typeof readAnswer>[2] = NO_RULES) {
  return readAnswer(given, json(Taken), rules);
}

describe("an answer's status", () => {
  it.each([
    [401, "auth"],
    [403, "auth"],
    [408, "unavailable"],
    [425, "unavailable"],
    [429, "throttled"],
    [500, "unavailable"],
    [502, "unavailable"],
    [503, "unavailable"],
    [504, "unavailable"],
    [520, "unavailable"],
    [524, "unavailable"],
    [530, "unavailable"],
    [300, "invalid"],
    [400, "invalid"],
    [404, "invalid"],
    [409, "invalid"],
    [410, "invalid"],
    [413, "invalid"],
    [422, "invalid"],
  ])("%i means %s", (status, fault) => {
    expect(read(response(status, '{"ok":true}'))).toMatchObject({ kind: "failed", fault });
  });

  it("403 with a Retry-After is a throttle, since it says when it ends", () => {
    expect(read(response(403, "{}", { retryAfterMs: 3000 }))).toMatchObject({ fault: "throttled", waitMs: 3000 });
    expect(read(response(401, "{}", { retryAfterMs: 3000 }))).toMatchObject({ fault: "auth" });
  });

  it.each([203, 206, 207, 299])("%i is no success that anybody documented, or one in part", (status) => {
    expect(read(response(status, '{"ok":true}'))).toMatchObject({ kind: "failed", fault: "unreadable" });
  });

  it.each([200, 201, 202])("%i is read", (status) => {
    expect(read(response(status, '{"ok":true}'))).toMatchObject({ kind: "read", body: { ok: true } });
  });

  it("means what the vendor's rules say where they differ", () => {
    expect(read(response(409), { hints: {}, faults: { 409: "unavailable" } })).toMatchObject({ fault: "unavailable" });
  });
});

describe("an error beside a success", () => {
  it.each([
    ['{"ok":true,"error":"disk full"}', "it names an error: disk full"],
    ['{"ok":true,"errors":[{"code":7,"message":"half of it"}]}', "it names an error: 7: half of it"],
    ['{"ok":true,"error":{"code":"E1"}}', "it names an error: E1"],
    ['{"ok":true,"error":true}', "it names an error"],
  ])("makes %s a contradiction, which is not repeated", (text, words) => {
    const answer = read(response(200, text));
    expect(answer).toMatchObject({ kind: "failed", fault: "invalid", message: expect.stringContaining(words) });
    expect(answer).not.toHaveProperty("suspect");
  });

  it.each(["null", "[]", "{}", '""', "false", "0"])("is none where it is %s", (nothing) => {
    expect(read(response(200, `{"ok":true,"error":${nothing},"errors":${nothing}}`)).kind).toBe("read");
  });

  it("is the provider's to judge where it says so", () => {
    expect(read(response(200, '{"ok":true,"error":{"code":"EOK"}}'), { hints: {}, ownErrors: true })).toMatchObject({
      kind: "read",
      error: "it names an error: EOK",
    });
  });
});

describe("what may be why a request was refused as a whole", () => {
  it.each([
    [400, '{"error":"bad url"}', "item"],
    [422, "{}", "item"],
    [413, "", "size"],
    [414, "", "size"],
    [400, '{"error":"Too many URLs"}', "size"],
    [400, '{"message":"files: maximum of 30 exceeded"}', "size"],
    [422, '{"message":"the list exceeds the limit"}', "size"],
    [404, "{}", undefined],
    [405, "{}", undefined],
    [409, "{}", undefined],
    [401, "{}", undefined],
    [429, '{"error":"too many requests"}', undefined],
    [400, "<!doctype html><title>Blocked</title>", undefined],
  ])("%i %s: %s", (status, text, suspect) => {
    const answer = read(response(status, text));
    expect("suspect" in answer ? answer.suspect : undefined).toBe(suspect);
  });
});

describe("a code in the body", () => {
  const rules: Parameters<typeof readAnswer>[2] = {
    hints: {},
    codes: ({ text }, body) => {
      if (text.includes("<Code>TooManyInvalidationsInProgress</Code>")) return "throttled";
      const { success, errors } = (body ?? {}) as { success?: boolean; errors?: { reason?: string }[] };
      if (errors?.some(({ reason }) => reason === "rateLimitExceeded")) return "throttled";
      return success === false ? "invalid" : undefined;
    },
  };

  it.each([
    [200, '{"success":false,"errors":[{"code":1082,"message":"Not of this zone"}]}', "invalid"],
    [403, '{"errors":[{"reason":"rateLimitExceeded"}]}', "throttled"],
    [400, "<ErrorResponse><Error><Code>TooManyInvalidationsInProgress</Code></Error></ErrorResponse>", "throttled"],
    [403, '{"errors":[{"reason":"forbidden"}]}', "auth"],
  ])("goes before the status: %i %s is %s", (status, text, fault) => {
    expect(read(response(status, text), rules)).toMatchObject({ kind: "failed", fault });
  });

  it("is not searched in a page", () => {
    const page = "<html><Code>TooManyInvalidationsInProgress</Code>";
    expect(read(response(400, page, { headers: {} }), rules)).toMatchObject({ fault: "unreadable" });
  });

  it("waits as long as the vendor's rules say where its throttle names no time", () => {
    const throttled = '{"errors":[{"reason":"rateLimitExceeded"}]}';
    expect(read(response(403, throttled), { ...rules, throttleMs: 20_000 })).toMatchObject({ waitMs: 20_000 });
  });
});

describe("the message", () => {
  it.each([
    ['{"error":"invalid_api_key"}', "HTTP 400: invalid_api_key"],
    ['{"succeeded":false,"message":"Property not found.","data":null}', "HTTP 400: Property not found."],
    [
      '{"status":"error","errors":[{"code":401,"message":"API key is required."}]}',
      "HTTP 400: 401: API key is required.",
    ],
    ['{"status":"error","errors":[{"code":400,"message":"Bad files."}]}', "HTTP 400: Bad files."],
    ['{"code":"invalid_url","message":"Not of this site"}', "HTTP 400: invalid_url: Not of this site"],
    ['{"error":{"code":"invalid_url","message":"Not of this site"}}', "HTTP 400: invalid_url: Not of this site"],
    [
      '{"code":3,"details":[{"value":"x"}],"message":"Field should be not nil"}',
      "HTTP 400: 3: Field should be not nil",
    ],
    ['"example"', "HTTP 400: example"],
    ["upstream connect error", "HTTP 400: upstream connect error"],
    ['{"msg":"Record not found"}', "HTTP 400: Record not found"],
    ['{"httpStatus":403,"title":"no","detail":"not authorized"}', "HTTP 400: not authorized"],
    ['{"ErrorKey":"x","Message":"The zone is not yours"}', "HTTP 400: The zone is not yours"],
    ['{"status":"error","description":"Invalid zone"}', "HTTP 400: Invalid zone"],
    [
      "<?xml version='1.0'?><ErrorResponse><Error><Code>NoSuchDistribution</Code><Message>It &lt;is&gt; not there</Message></Error></ErrorResponse>",
      "HTTP 400: NoSuchDistribution: It <is> not there",
    ],
    ["", "HTTP 400"],
    ["[]", "HTTP 400"],
  ])("of the body %s is %s", (body, message) => {
    expect(read(response(400, body))).toMatchObject({ message });
  });

  it("is cut to 500 characters of the provider's own words, never inside a character", () => {
    const { message } = read(response(400, JSON.stringify({ message: "😀".repeat(400) }))) as { message: string };

    expect(message.length).toBe("HTTP 400: ".length + 500);
    expect(message.isWellFormed()).toBe(true);
  });

  it("ends with the vendor's hint for the status", () => {
    const rules = { hints: { 403: "Ask the owner" } };

    expect(read(response(403, '{"message":"No."}'), rules)).toMatchObject({ message: "HTTP 403: No. Ask the owner" });
  });

  it.each([401, 403, 404, 429])("never ends with the vendor's hint for a %i that is a page", (status) => {
    const rules = { hints: { [status]: "Ask the owner" }, faults: { [status]: "site" } } as const;

    const page = response(status, "<html><title>Blocked</title>", { headers: { "content-type": "text/html" } });
    expect(read(page, rules)).toMatchObject({ fault: status === 429 ? "throttled" : "unreadable" });
    expect(read(page, rules)).toMatchObject({ message: expect.stringContaining("Blocked") });
    expect(read(page, rules)).toMatchObject({ message: expect.not.stringContaining("Ask the owner") });
  });

  it("survives error objects that nest without end", () => {
    const deep = `${'{"error":'.repeat(5000)}"x"${"}".repeat(5000)}`;

    expect(read(response(400, deep))).toMatchObject({ kind: "failed", fault: "invalid" });
    expect(errorText({ error: { error: { error: { error: "too deep" } } } })).toBe("");
  });
});

describe("a token in an answer", () => {
  it.each(['{"access_token":"s3cret', "access_token=s3cret&expires_in=3599", '"s3cret"', '{"message":"s3cret"}'])(
    "is not shown where the answer cannot be read: %s",
    (text) => {
      const rules = { ...NO_RULES, holdsSecrets: true };

      expect(read(response(200, text))).toMatchObject({ message: expect.stringContaining("s3cret") });
      expect(JSON.stringify(read(response(200, text), rules))).not.toContain("s3cret");
      expect(read(response(400, text), rules)).toMatchObject({ message: expect.stringContaining("s3cret") });
    },
  );

  it.each([
    ["ya29.c.b0AXv0zTPl-_~+/=", true],
    ["", false],
    ["a b", false],
    ["a\r\nx-injected: 1", false],
    ["ü", false],
    [7, false],
  ])("%j is one: %s", (token, isOne) => {
    expect(AccessToken.safeParse(token).success).toBe(isOne);
  });
});

describe("the life of credentials", () => {
  const at = (time: string) => ({ now: () => new Date(time) });

  it("is measured by the clock of whoever gave them out, and by the runner's where that is silent", () => {
    const endsAt = "2026-11-28T12:15:00Z";
    const dateMs = Date.parse("2026-11-28T12:00:00Z");
    expect(lifeMs(endsAt, { dateMs }, at("2026-11-28T13:00:00Z"))).toBe(900_000);
    expect(lifeMs(endsAt, { dateMs }, at("2020-01-01T00:00:00Z"))).toBe(900_000);
    expect(lifeMs(endsAt, {}, at("2026-11-28T12:05:00Z"))).toBe(600_000);
  });

  it.each(["2026-11-28T11:59:59Z", "soon", ""])("is none with %j", (endsAt) => {
    expect(lifeMs(endsAt, {}, at("2026-11-28T12:00:00Z"))).toBeUndefined();
  });
});

describe("a 2xx without the documented JSON", () => {
  it.each(["", '{"ok":tr', "OK", "\u0000"])("%j is unreadable", (text) => {
    expect(read(response(200, text))).toMatchObject({ kind: "failed", fault: "unreadable" });
  });

  it("of another shape is unreadable, and names the field", () => {
    expect(read(response(200, '{"ok":"perhaps","message":"hm"}'))).toMatchObject({
      fault: "unreadable",
      message: "HTTP 200: hm (its field ok is not as documented)",
    });
  });

  it("that is a page is not requested again where the API begins so: it names the proxy and at most 100 characters of the title", () => {
    const page = `<!DOCTYPE html><html><head><title>Access\n  denied ${"x".repeat(300)}</title></head></html>`;
    const answer = read(response(200, page, { headers: { "content-type": "text/html; charset=utf-8" } }));

    expect(answer).toMatchObject({ kind: "failed", fault: "unreadable", maxAttempts: 1 });
    const { message } = answer as { message: string };
    expect(message).toContain("Access denied x");
    expect(message).toContain("a proxy, a firewall or a login page");
    expect(message).not.toContain("x".repeat(101));
  });

  it("is known as a page by its text too", () => {
    expect(read(response(200, "\n<html><title>Login</title>"))).toMatchObject({ fault: "unreadable" });
  });

  it("is read when only its content type is wrong", () => {
    expect(read(response(200, '{"ok":true}', { headers: { "content-type": "text/html" } }))).toMatchObject({
      kind: "read",
    });
  });
});

describe("the time to wait", () => {
  it.each([429, 503, 200])("is the provider's own where %i names one", (status) => {
    expect(read(response(status, "", { retryAfterMs: 7000 }))).toMatchObject({ waitMs: 7000 });
  });

  it("is the vendor's after a 429 that names none, and otherwise left to the core", () => {
    expect(read(response(429), { hints: {}, throttleMs: 60_000 })).toMatchObject({ waitMs: 60_000 });
    expect(read(response(429))).not.toHaveProperty("waitMs");
    expect(read(response(503), { hints: {}, throttleMs: 60_000 })).not.toHaveProperty("waitMs");
  });

  it("does not belong to what is not repeated", () => {
    expect(read(response(400, "", { retryAfterMs: 7000 }))).not.toHaveProperty("waitMs");
  });
});

describe("numbers", () => {
  it("beyond 2^53 keep their digits", () => {
    expect(parseJson('{"id":9007199254740993,"small":101,"negative":-9007199254740993,"float":1.5e300}')).toEqual({
      id: "9007199254740993",
      small: 101,
      negative: "-9007199254740993",
      float: 1.5e300,
    });
  });

  it("do not touch what is no JSON", () => {
    expect(parseJson("{")).toBeUndefined();
  });
});
