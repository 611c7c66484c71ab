/** One purge of F5's as the CDN works it off, site by site. */
export interface Operation {
  /** Digits of an int64. */
  readonly id: string;
  readonly startedAt: number;
  readonly sites: number;
  /** What becomes of the last site. */
  readonly outcome: "succeeds" | "fails" | "hangs";
  /** An error code that rides on HTTP 200. */
  readonly error: string | undefined;
  readonly soft: boolean;
  readonly selector: string;
  /** Bytes that the purge removed, once it is done. */
  readonly bytes: number;
}

export interface StatusRequest {
  readonly namespace: string;
  readonly name: string;
  readonly id: string;
}

/**
 * Each site has an equal share of the propagation. It shows up after a tenth of its share, so that at first there are no
 * items, and between two sites everything that shows is done and still more comes.
 */
const REGISTERED = 0.1;
const FINISHED = 0.8;

/** The body of `get-service-operation-status`, with ids as JSON numbers whatever their size. */
export function statusBody(operation: Operation | undefined, now: number, propagationMs: number): string {
  if (operation === undefined) return `{"error":${errorObject("ENOTFOUND")},"items":[]}`;
  const items = Array.from({ length: operation.sites }, (_, site) => siteItem(operation, site, now, propagationMs));
  return `{"error":${errorObject(operation.error ?? "EOK")},"items":[${items.filter((item) => item !== "").join(",")}]}`;
}

function errorObject(code: string): string {
  const message = code === "EOK" ? "" : `Service operation: ${code}`;
  return JSON.stringify({ code, message, error_obj: { type_url: "", value: "" } });
}

function siteItem(operation: Operation, site: number, now: number, propagationMs: number): string {
  const share = propagationMs / operation.sites;
  const isLast = site === operation.sites - 1;
  const startedAt = operation.startedAt + (site + REGISTERED) * share;
  // The last site ends with the whole: not before the copy is gone.
  const finishedAt = operation.startedAt + (isLast ? propagationMs : (site + FINISHED) * share);
  if (now < startedAt) return "";
  const isDone = now >= finishedAt && !(isLast && operation.outcome === "hangs");
  const word = isLast && operation.outcome === "fails" ? "failed" : "success";
  const purge = {
    site: `site${site + 1}-sandbox`,
    start_time: new Date(startedAt).toISOString(),
    ...(isDone
      ? { finish_time: new Date(finishedAt).toISOString(), purge_time: new Date(finishedAt).toISOString() }
      : {}),
    hard_purge: !operation.soft,
    regexp: operation.selector,
    bytes_purged: String(isLast && isDone ? operation.bytes : 0),
    bytes_not_purged: "0",
  };
  const status = isDone ? word : "in_progress";
  return `{"service_op_id":${operation.id},"status":"${status}","purge":${JSON.stringify(purge)}}`;
}
