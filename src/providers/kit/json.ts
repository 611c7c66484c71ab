import { z } from "zod";

/** How JSON begins, RFC 8259 section 2. A page or an empty answer costs no error that is thrown and caught. */
const JSON_START = /^[ \t\n\r]*["[{\-0-9tfn]/;

/** As many digits as an integer beyond 2^53 has at least. */
const LONG_NUMBER = /[0-9]{16}/;

/** JSON as data, or undefined. Integers beyond 2^53 become their own digits as text: a vendor's id must not be rounded. */
export function parseJson(text: string): unknown {
  if (!JSON_START.test(text)) return undefined;
  try {
    // To look at each value takes several times as long.
    if (!LONG_NUMBER.test(text)) return JSON.parse(text);
    return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
      const rounded = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
      return rounded && /^-?[0-9]+$/.test(context?.source ?? "") ? context?.source : value;
    });
  } catch {
    return undefined;
  }
}

/** A token that a vendor gives out: visible ASCII, since it goes into a header. */
export const AccessToken = z.string().regex(/^[\x21-\x7e]+$/);

/** A count, as a number or as the digits that some vendors write between quotes. It may be negative: the answer is a contradiction then. */
export const Count = z.union([
  z.int(),
  z
    .string()
    .regex(/^[0-9]{1,15}$/)
    .transform(Number),
]);
