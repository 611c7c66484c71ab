import fc from "fast-check";
import { anyCharacter } from "../support/any-character.ts";

/** Pieces that attacks on a job's log are made of, between pieces of ordinary text. */
const PIECES = [
  "::",
  ":",
  "##[",
  "#",
  "[",
  "]",
  "error",
  "::error::x",
  "::add-mask::a",
  "::set-output name=a::b",
  "::stop-commands::t",
  "##[error]x",
  "##[set-output name=a]b",
  "warning",
  " ",
  "\t",
  "\n",
  "\r",
  "\r\n",
  "\u0085",
  "\u00a0",
  "\u1680",
  "\u2003",
  "\u2028",
  "\u2029",
  "\u3000",
  "\u200b",
  "\u200d",
  "\u202e",
  "\ufeff",
  "\ufe0f",
  "\u0000",
  "\u001b[31m",
  "\udcff",
  "\ud800",
  "%0A",
  "é",
  "😀",
  "|",
  "`",
  "</code>",
  "<b>",
  "\\",
  "a/b.html",
];

/** Text that an attacker could put into a file name, a URL or an answer. */
export const nastyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: anyCharacter, maxLength: 4 })),
    {
      maxLength: 12,
    },
  )
  .map((pieces) => pieces.join(""));
