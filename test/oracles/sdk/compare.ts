import { expect } from "vitest";
import { createDrive } from "../../contract/drive.ts";
import type { DriveOptions } from "../../contract/suite/drive.ts";
import { type Recorded, type Success, startRecorder } from "./recorder.ts";

/** One kind of purge, asked for twice: by the vendor's own client, and by the action. */
export interface Comparison {
  /** What the vendor answers to a purge that it took. */
  readonly success: Success;
  /** The purge in the vendor's client, sent to this address. What it makes of the answer does not matter. */
  readonly theirs: (url: string) => Promise<unknown>;
  /** The same purge as a user of the action orders it. */
  readonly ours: Omit<DriveOptions, "apiUrl">;
  /** Request headers that matter to the vendor, in lower case. Default: `content-type`. */
  readonly headers?: readonly string[];
  /** Names of the query that are new for each request: only that they are there is compared. */
  readonly newNames?: readonly string[];
  /** Where two texts of a body mean the same in more ways than JSON's order of names. */
  readonly bodyOf?: (request: Recorded) => unknown;
}

/** Both requests must be the same: method, path, query, the headers that matter, and what the body means. */
export async function expectSameRequest(comparison: Comparison): Promise<void> {
  const { success, theirs, ours, headers = ["content-type"], newNames = [], bodyOf = readBody } = comparison;
  await using recorder = await startRecorder(success);
  await theirs(recorder.url).catch(() => undefined);
  const [expected] = recorder.requests;
  const { length } = recorder.requests;
  expect(expected, "the vendor's client sent nothing").toBeDefined();
  const drive = createDrive();
  const { outcomes } = await drive.run({ waitFor: "accepted", ...ours, apiUrl: `${recorder.url}` });
  await drive.close();
  expect(outcomes.map(({ state, message }) => `${state} ${message}`.trim())).toEqual(outcomes.map(() => "accepted"));
  const sent = recorder.requests.slice(length);
  expect(sent).toHaveLength(1);
  const essence = (request: Recorded): unknown => ({
    method: request.method,
    path: request.path,
    query: request.query.map(([name, value]) => [name, newNames.includes(name) ? "new" : value]),
    headers: headers.map((name) => [name, bare(request.headers[name])]),
    body: bodyOf(request),
  });
  expect(essence(sent[0] as Recorded)).toEqual(essence(expected as Recorded));
}

/** `application/json; charset=utf-8` is `application/json`: JSON has no other charset. */
function bare(value: string | undefined): string | undefined {
  return value?.replace(/;\s*charset=utf-?8$/i, "");
}

function readBody({ body, headers }: Recorded): unknown {
  const isJson = headers["content-type"]?.includes("json") === true && body !== "";
  return isJson ? JSON.parse(body) : body;
}
