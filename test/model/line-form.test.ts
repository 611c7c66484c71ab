import { describe, expect, it } from "vitest";
import { lineFormProblem, listMarkProblem } from "../../src/model/line-form.ts";

const LIST_OF_YAML =
  "starts with the dash of a YAML list: give one per line without it, with `|` behind the input's name";
const LIST = "starts with the mark of a list: give one per line without it, with `|` behind the input's name";
const JSON_LIST =
  "looks like a JSON list: give one per line, with `|` behind the input's name. A file may be JSON: purge: file:PATH";
const QUOTES = "has quotation marks around it: leave them out, they would belong to the name";
const invisible = (code: string) =>
  `holds a character that cannot be seen (U+${code}): write the line anew, or the character percent-encoded`;

describe("a line of a list", () => {
  it.each([
    ["- /about", LIST_OF_YAML],
    ["-\t/about", LIST_OF_YAML],
    ["-", LIST_OF_YAML],
    ["– /about", LIST],
    ["— /about", LIST],
    ["• /about", LIST],
    ["•", LIST],
    ["* /about", LIST],
    ["+ /about", LIST],
    ["1. /about", LIST],
    ["23) /about", LIST],
    ["999. /about", LIST],
  ])("%j has the mark of one, in any list", (line, problem) => {
    expect(lineFormProblem(line)).toBe(problem);
    expect(listMarkProblem(line)).toBe(problem);
  });

  it.each([
    ['["/about", "/"]', JSON_LIST],
    ["['/about']", JSON_LIST],
    ['[  "/about"', JSON_LIST],
    ["[", JSON_LIST],
    ["[ ]", JSON_LIST],
    ["[]", JSON_LIST],
    ['"/about"', QUOTES],
    ["'/about'", QUOTES],
    ["`/about`", QUOTES],
    ["“/about”", QUOTES],
    ["„/about“", QUOTES],
    ["«/about»", QUOTES],
    ['"/a\nb"', QUOTES],
    ["/a\u200bb", invisible("200B")],
    ["/a\u00adb", invisible("00AD")],
    ["/a\u2066b", invisible("2066")],
    ["\ufeff/a", invisible("FEFF")],
    ["/a\u202e", invisible("202E")],
  ])("%j is no entry as it stands, but may be one where entries have marks of their own", (line, problem) => {
    expect(lineFormProblem(line)).toBe(problem);
    expect(listMarkProblem(line)).toBeUndefined();
  });

  it.each([
    "/about",
    "-rf",
    "-/about",
    "--",
    "*",
    "*.css",
    "+1",
    "1.html",
    "1.",
    "1 /about",
    "2026. a",
    "/a - b",
    "a 1. b",
    "[slug].html",
    "x[",
    "x['a']",
    "[a']",
    'a"b"',
    '"a" b',
    "'",
    "/a\u200cb",
    "/a\u200db",
    "/é 日本",
    "",
  ])("%j is fine", (line) => {
    expect(lineFormProblem(line)).toBeUndefined();
    expect(listMarkProblem(line)).toBeUndefined();
  });
});
