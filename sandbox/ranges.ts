import type { Answer } from "./answer.ts";

/**
 * What a server makes of a request for one range of a file (RFC 9110 section 14): 206 with that part, 416 where the file
 * ends before it. Several ranges, and whatever is no range of bytes, are answered with all of it, as the RFC allows.
 */
export function inRange(answer: Answer, range: string | undefined): Answer {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(range ?? "") ?? [];
  const { length } = answer.body;
  if (answer.status !== 200 || first === undefined) return answer;
  const start = Number(first);
  const end = last === "" || last === undefined ? length - 1 : Math.min(Number(last), length - 1);
  if (end < start && start < length) return answer;
  if (start >= length) {
    return { status: 416, headers: { ...answer.headers, "content-range": `bytes */${length}` }, body: Buffer.alloc(0) };
  }
  return {
    status: 206,
    headers: { ...answer.headers, "content-range": `bytes ${start}-${end}/${length}` },
    body: answer.body.subarray(start, end + 1),
  };
}
