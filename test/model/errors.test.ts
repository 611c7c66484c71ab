import { describe, expect, it } from "vitest";
import { configError, ERROR_CODES, type Fault, PurgeError } from "../../src/model/errors.ts";

/** As docs/troubleshooting.md and the `error-code` output name them: workflows compare with these. */
const CODES: Readonly<Record<Fault, string>> = {
  config: "E_CONFIG",
  diff: "E_DIFF",
  state: "E_STATE",
  auth: "E_AUTH",
  site: "E_SITE",
  invalid: "E_REJECTED",
  quota: "E_QUOTA",
  throttled: "E_THROTTLED",
  unavailable: "E_UNAVAILABLE",
  unreadable: "E_UNREADABLE",
  deadline: "E_TIMEOUT",
  cancelled: "E_CANCELLED",
  origin: "E_ORIGIN",
  dependency: "E_DEPENDENCY",
  stale: "E_STALE",
  unproven: "E_UNPROVEN",
  bug: "E_BUG",
};

describe("an error", () => {
  it.each(Object.entries(CODES) as [Fault, string][])("of the fault %s has the code %s", (fault, code) => {
    const error = new PurgeError(fault, "is so");

    expect([error.fault, error.code, error.name, error.message, error.problems]).toEqual([
      fault,
      code,
      "PurgeError",
      "is so",
      [],
    ]);
  });

  it("has a code of its own for each fault", () => {
    expect(new Set(Object.values(ERROR_CODES)).size).toBe(Object.keys(CODES).length);
  });

  it("shows no password of an address in any of its texts", () => {
    const address = "https://deploy:hunter2secret@cdn.example.com/";
    const error = new PurgeError("config", `cannot use ${address}`, {
      problems: [{ input: "site", message: `is ${address}` }],
    });

    expect(error.message).toBe("cannot use https://***@cdn.example.com/");
    expect(error.problems).toEqual([{ input: "site", message: "is https://***@cdn.example.com/" }]);
  });

  it("keeps its cause where there is one", () => {
    const cause = new Error("socket hang up");

    expect(new PurgeError("unavailable", "is down", { cause }).cause).toBe(cause);
    expect("cause" in new PurgeError("unavailable", "is down")).toBe(false);
  });
});

describe("an error of the configuration", () => {
  const site = { input: "site", message: "is missing: for example https://www.example.com/" };
  const base = { input: "base", message: "is no commit: give 40 hex digits" };

  it("is the one problem, behind its input's name", () => {
    const error = configError([site]);

    expect(error.message).toBe("site: is missing: for example https://www.example.com/");
    expect([error.fault, error.problems]).toEqual(["config", [site]]);
  });

  it("counts several, and lists each with its input", () => {
    const error = configError([site, base]);

    expect(error.message).toBe(
      "2 problems:\n- site: is missing: for example https://www.example.com/\n- base: is no commit: give 40 hex digits",
    );
    expect(error.problems).toEqual([site, base]);
  });
});
