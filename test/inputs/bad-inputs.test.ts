import { expect, it } from "vitest";
import { INPUTS } from "../../src/inputs/inputs.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { PurgeError } from "../../src/model/errors.ts";
import { BAD_INPUTS } from "./bad-inputs.ts";

const GOOD: Readonly<Record<string, string>> = {
  provider: "batoff",
  site: "site_123",
  "site-url": "https://www.example.com/",
  "api-key": "bto_live_0123456789",
  purge: "/a",
};

/** Inputs as the runner gives them: every declared one is there, empty or with its default. */
function parse(given: Readonly<Record<string, string>>): Promise<unknown> {
  const declared = INPUTS.map((input): [string, string] => [input.name, input.default ?? ""]);
  return parseInputs(
    new Map([...declared, ["github-token", "ghs_token"], ...Object.entries({ ...GOOD, ...given })]),
    "push",
  );
}

it("takes the inputs that the cases start from", async () => {
  await expect(parse({})).resolves.toBeDefined();
});

it.each(BAD_INPUTS)("gives one clear error for $what, at $at", async ({ inputs, at, problem }) => {
  const error: unknown = await parse(inputs).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(PurgeError);
  const { code, problems } = error as PurgeError;
  expect(code).toBe("E_CONFIG");
  expect(problems).toEqual([expect.objectContaining({ input: at, message: expect.stringMatching(problem) })]);
  expect(JSON.stringify(problems)).not.toContain("pass-w0rd");
});
