import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { HttpResponse } from "../../../src/model/http.ts";
import { readAnswer } from "../../../src/providers/kit/read-answer.ts";
import { empty, json, phrase, type Reading, xml } from "../../../src/providers/kit/readings.ts";
import { ownUrl } from "../../../src/providers/kit/request.ts";
import { elementOf, escapeXml } from "../../../src/providers/kit/xml.ts";

function response(status: number, text = "", more: Partial<HttpResponse> = {}): HttpResponse {
  return { status, statusText: "", headers: {}, text, ...more };
}

function read<T>(given: HttpResponse, reading: Reading<T>, rules = {}) {
  return readAnswer(given, reading, { hints: {}, ...rules });
}

describe("an empty answer", () => {
  it.each([202, 204])("%i is success where it is documented", (status) => {
    expect(read(response(status), empty(202, 204))).toMatchObject({ kind: "read" });
    expect(read(response(status, "\n"), empty(202, 204))).toMatchObject({ kind: "read" });
  });

  it("with another 2xx is unreadable", () => {
    expect(read(response(200), empty(202))).toMatchObject({ fault: "unreadable" });
  });

  it("that is not empty is unreadable, and a page names what stands in between", () => {
    expect(read(response(202, '{"id":1}'), empty(202))).toMatchObject({ fault: "unreadable" });
    expect(read(response(202, "<html><title>Log in</title>"), empty(202))).toMatchObject({
      fault: "unreadable",
      message: expect.stringContaining("Log in"),
    });
  });

  it.each([404, 412])("%i can mean that nothing was cached", (status) => {
    expect(read(response(status), empty(200, 404, 412))).toMatchObject({ kind: "read" });
    expect(read(response(status), empty(200))).toMatchObject({ fault: "invalid" });
  });
});

describe("JSON", () => {
  it("counts with the documented statuses alone where some are named", () => {
    const reading = json(z.object({ id: z.string() }), 201);
    expect(read(response(201, '{"id":"a"}'), reading)).toMatchObject({ kind: "read", body: { id: "a" } });
    expect(read(response(200, '{"id":"a"}'), reading)).toMatchObject({ fault: "unreadable" });
  });
});

describe("XML", () => {
  const invalidation = xml({ id: "Id", status: "Status" }, 201);
  const text =
    '<?xml version="1.0"?><Invalidation xmlns="http://x/"><Id>I&amp;1</Id><Status>InProgress</Status>' +
    "<InvalidationBatch><Paths><Items><Path>/&lt;Id&gt;</Path></Items></Paths></InvalidationBatch></Invalidation>";

  it("gives the text of its elements", () => {
    expect(read(response(201, text), invalidation)).toMatchObject({ body: { id: "I&1", status: "InProgress" } });
  });

  it.each(["", "<Invalidation><Id>I1</Id></Invalidation>", "<Invalidation><Id>I1</Id><Status>InPro", "{}"])(
    "without one of them is unreadable: %j",
    (torn) => {
      expect(read(response(201, torn), invalidation)).toMatchObject({ kind: "failed", fault: "unreadable" });
    },
  );

  it.each([
    ["cut off behind them", "<Invalidation><Id>I1</Id><Status>Completed</Status><Create"],
    ["cut off within one", "<Invalidation><Id>I1</Id><Status>Completed</Sta"],
    [
      "with one in a comment",
      "<Invalidation><!--<Status>Completed</Status>--><Id>I1</Id><Status>InProgress</Status></Invalidation>",
    ],
    [
      "with a DOCTYPE",
      '<!DOCTYPE x [<!ENTITY done "Completed">]><Invalidation><Id>I1</Id><Status>&done;</Status></Invalidation>',
    ],
    ["twice", "<Invalidation><Id>I1</Id><Status>Completed</Status></Invalidation><Other>"],
  ])("%s is unreadable", (_, torn) => {
    expect(read(response(201, torn), xml({ id: "Id", status: "Status" }, 201))).toMatchObject({ fault: "unreadable" });
  });

  it("is read with a prefix, entities and blanks between", () => {
    const text =
      '<?xml version="1.0"?>\n<cf:Invalidation xmlns:cf="urn:x">\n <cf:Id>&#73;1</cf:Id ><cf:Status> Completed\n</cf:Status>\n</cf:Invalidation>\n';
    expect(read(response(201, text), xml({ id: "Id", status: "Status" }, 201))).toMatchObject({
      body: { id: "I1", status: "Completed" },
    });
  });

  it("does not take a value for an element", () => {
    const value = `</Path><Id>other</Id>&"'`;
    expect(elementOf(`<Path>${escapeXml(value)}</Path>`, "Path")).toBe(value);
    expect(elementOf(`<Path>${escapeXml(value)}</Path>`, "Id")).toBeUndefined();
  });

  it("is decoded once, and only what XML knows", () => {
    expect(elementOf("<Id>&lt;&#65;&#x1F600;&amp;lt;</Id>", "Id")).toBe("<A\u{1f600}&lt;");
    expect(elementOf("<Id>&nbsp;&#x110000;&#9999999;</Id>", "Id")).toBe("&nbsp;&#x110000;&#9999999;");
  });

  it("is read in one pass, whatever it holds", () => {
    const start = performance.now();
    expect(elementOf("<Id ".repeat(100_000), "Id")).toBeUndefined();
    expect(elementOf("&#x".repeat(100_000), "Id")).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("a reason phrase", () => {
  const invalidated = phrase(/^Invalidated (\d+) objects$/, 200);

  it("is success in the expected form alone", () => {
    const answer = read(response(200, "<html>", { statusText: "Invalidated 2 objects" }), invalidated);
    expect(answer).toMatchObject({ kind: "read" });
    expect("body" in answer ? answer.body[1] : "").toBe("2");
  });

  it("that an origin gives proves nothing", () => {
    expect(read(response(200, "hello", { statusText: "OK" }), invalidated)).toMatchObject({ fault: "unreadable" });
  });

  it("comes with pages that the server itself wrote", () => {
    const page = response(405, "<html><title>405 Not allowed</title>", { statusText: "Not allowed" });
    const rules = { ownPages: true, hints: { 405: "The address is not in the ACL" } };
    expect(read(page, invalidated, rules)).toMatchObject({
      fault: "invalid",
      message: "HTTP 405: Not allowed. The address is not in the ACL",
    });
  });
});

describe("a URL out of an answer", () => {
  const api = "https://api.vendor.example/v1";

  it.each([
    ["https://api.vendor.example/operations/1?x=2", "https://api.vendor.example/operations/1?x=2"],
    ["/operations/1", "https://api.vendor.example/operations/1"],
    ["https://evil.example/operations/1", undefined],
    ["//evil.example/operations/1", undefined],
    ["http://api.vendor.example/operations/1", undefined],
    ["https://api.vendor.example:444/operations/1", undefined],
    ["https://key@api.vendor.example/operations/1", undefined],
    ["javascript:alert(1)", undefined],
    ["https://", undefined],
  ])("%s is requested only from the API's own origin", (text, url) => {
    expect(ownUrl(text, api)).toBe(url);
  });
});
