import type { HttpRequest } from "../../model/http.ts";

/** One request as undici takes it. */
export interface ApiCall {
  readonly origin: string;
  readonly path: string;
  readonly method: HttpRequest["method"];
  readonly headers: Record<string, string>;
  readonly body: Buffer | null;
  readonly signal: AbortSignal;
  /** In milliseconds. */
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
}

/** Its answer: the body is still to come. */
export interface ApiAnswer {
  readonly statusCode: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: ResponseBody;
}

/** By events: going through it with `for await` takes longer than most answers do. */
export interface ResponseBody {
  on(event: "data", listener: (chunk: Buffer) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "end" | "close", listener: () => void): unknown;
  /** It has ended before its end: why may be in `errored`. */
  readonly destroyed: boolean;
  readonly errored: Error | null;
  destroy(): unknown;
}

/** Whatever sends requests: undici through a proxy, Node's own client without one. */
export interface ApiClient {
  request(call: ApiCall): Promise<ApiAnswer>;
  destroy(): unknown;
}
