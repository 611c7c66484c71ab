import type { ZodType } from "zod";
import type { HttpResponse } from "../../model/http.ts";
import { elementOf, isWholeXml } from "./xml.ts";

/**
 * What a vendor's answer is when it means success. Undefined: its status means something else, and the table of statuses
 * decides. `problem`: the status is right and the rest is not, a clause. `body`: the answer's JSON; undefined where it is none.
 */
export type Reading<T> = (
  response: HttpResponse,
  body: unknown,
) => { readonly body: T } | { readonly problem: string } | undefined;

/** JSON of this shape. @param statuses those that mean success; none given: see `SUCCESS`. */
export function json<T>(schema: ZodType<T>, ...statuses: readonly number[]): Reading<T> {
  return (response, body) => {
    if (!isSuccess(response, statuses)) return undefined;
    if (body === undefined) return { problem: "it holds no JSON" };
    const parsed = schema.safeParse(body);
    if (parsed.success) return { body: parsed.data };
    const where = parsed.error.issues[0]?.path.join(".") ?? "";
    return {
      problem: where === "" ? "its JSON is not of the documented shape" : `its field ${where} is not as documented`,
    };
  };
}

/** One of these statuses, and nothing in the body: what a vendor answers that has nothing to say. */
export function empty(...statuses: readonly [number, ...number[]]): Reading<undefined> {
  return (response) => {
    if (!isSuccess(response, statuses)) return undefined;
    return response.text.trim() === "" ? { body: undefined } : { problem: "its body is not empty as documented" };
  };
}

/**
 * XML with these elements, by the names that they get: `xml({ id: "Id" })` reads `<Id>I1</Id>` as `{ id: "I1" }`. The first
 * element of a name counts, each must be there, and so must the end of the document. @param statuses as for `json`.
 */
export function xml<Field extends string>(
  elements: Readonly<Record<Field, string>>,
  ...statuses: readonly number[]
): Reading<Readonly<Record<Field, string>>> {
  return (response) => {
    if (!isSuccess(response, statuses)) return undefined;
    const read = Object.entries<string>(elements).map(([field, name]) => [field, elementOf(response.text, name)]);
    const missing = read.find(([, text]) => text === undefined)?.[0] as Field | undefined;
    if (missing !== undefined) return { problem: `it holds no <${elements[missing]}>` };
    if (!isWholeXml(response.text)) return { problem: "its XML is cut off" };
    return { body: Object.fromEntries(read) as Record<Field, string> };
  };
}

/**
 * A reason phrase of this form, with its groups: caches of one's own say so what they did. A status alone proves nothing
 * there, since a cache that is not configured passes the request on to the origin. @param statuses as for `json`.
 */
export function phrase(pattern: RegExp, ...statuses: readonly number[]): Reading<RegExpExecArray> {
  return (response) => {
    if (!isSuccess(response, statuses)) return undefined;
    const found = pattern.exec(response.statusText);
    return found === null ? { problem: "its reason phrase is not the expected one" } : { body: found };
  };
}

/** Not 206 and 207: what is there in part, or holds a status for each part, says nothing of all that was asked for. */
const SUCCESS: readonly number[] = [200, 201, 202];

function isSuccess({ status }: HttpResponse, statuses: readonly number[]): boolean {
  return (statuses.length === 0 ? SUCCESS : statuses).includes(status);
}
