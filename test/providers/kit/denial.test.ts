import { describe, expect, it } from "vitest";
import { denialIn } from "../../../src/providers/kit/denial.ts";

describe("a success is denied", () => {
  it.each([
    [{ error: "disk full" }, "it names an error: disk full"],
    [{ errors: [{ code: 7, message: "disk full" }] }, "it names an error: 7: disk full"],
    [{ Error: true }, "it names an error"],
    [{ error_message: "disk full" }, "it names an error: disk full"],
    [{ errorCode: 1042 }, "it names an error"],
    [{ httpErrorStatusCode: 503 }, "it names an error"],
    [{ httpErrorMessage: "NOT FOUND" }, "it names an error: NOT FOUND"],
    [{ cancelled: true }, "its field cancelled is true"],
    [{ error_count: 3 }, "it names an error"],
    [{ success: false }, "its field success is false"],
    [{ isSuccessful: "false" }, "its field isSuccessful is"],
    [{ ok: 0 }, "its field ok is 0"],
    [{ failed: ["/a"] }, 'its field failed is ["/a"]'],
    [{ "items-failed": 2 }, "its field items-failed is 2"],
    [{ invalid_urls: ["/a"] }, "its field invalid_urls is"],
    [{ rejected: "1" }, "its field rejected is"],
    [{ partial: true }, "its field partial is true"],
    [{ status: 500 }, "its field status is 500"],
    [{ statusCode: "404" }, "its field statusCode is"],
    [{ result: "Failure" }, "its field result is"],
    [{ state: "timed out" }, "its field state is"],
    [{ code: "scope_denied" }, "its field code is"],
    [{ data: { failed: ["/a"] } }, 'its field failed is ["/a"]'],
    [{ Response: { Error: { Message: "disk full" } } }, "it names an error: disk full"],
    [{ result: { success: false }, success: true }, "its field success is false"],
  ])("by %j", (body, words) => {
    expect(denialIn(body)).toContain(words);
  });

  it.each([
    {},
    { error: null, errors: [], Error: {}, error_message: "", error_code: 0, errorText: "None" },
    { success: true, ok: 1, completed: "yes", queued: true },
    { failed: 0, rejected: [], skipped: null, partial: false, invalidated: 3, invalidation_id: "I1", failover: true },
    { status: 200, code: "OK", state: "running", result: "success", statusCode: 202 },
    { message: "nothing failed", description: "error handling is on" },
    { data: {}, result: { id: "I1", errors: [] }, results: [{ failed: true }], zone: { plan: { failed: true } } },
  ])("not by %j", (body) => {
    expect(denialIn(body)).toBeUndefined();
  });

  it("not by what the provider judges itself, nor by what is no object", () => {
    for (const body of [{ state: "failed" }, { data: { state: "failed" } }])
      expect(denialIn(body, ["state"])).toBeUndefined();
    for (const body of [null, undefined, "error", 500]) expect(denialIn(body)).toBeUndefined();
  });
});
