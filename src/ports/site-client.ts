/** One range of a file, in bytes, both ends included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** Fetches from the site as a browser does: GET only, and with no credential but the headers that it is given. */
export interface SiteClient {
  /**
   * One exchange: a redirect is an answer like any other, and a compressed body is decoded.
   *
   * @throws {NetworkFailure} when no complete answer came. When `signal` aborts it rejects at once, whatever hangs.
   */
  get(url: string, options: SiteRequestOptions): Promise<Page>;
  /**
   * One exchange for one range of a file.
   *
   * @throws {NetworkFailure} as above.
   */
  piece(url: string, span: Span, options: Omit<SiteRequestOptions, "isLong">): Promise<Piece>;
  /** Ends every connection; later calls reject. */
  close(): Promise<void>;
}

export interface SiteRequestOptions {
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Read it to the end also where it is long: see `Page.contentNames`. */
  readonly isLong?: boolean;
}

/** Result of a request for a part of a file: the part; all of it, which is not read; or what cannot be used. */
export type Piece =
  | {
      readonly kind: "piece";
      readonly bytes: Uint8Array;
      /** Length of the whole file. */
      readonly total: number;
      readonly headers: Page["headers"];
    }
  | { readonly kind: "whole"; readonly headers: Page["headers"] }
  | { readonly kind: "odd"; readonly why: string };

export interface Page {
  readonly status: number;
  /** Names in lower case; several headers of one name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * What a diff may call its content: that of the decoded body, and of an encoded one also that of the body as it was sent.
   * Of a 200 only, and absent when it is longer than what is read: 8 MiB, decoded or not, and 64 MiB where `isLong` requests
   * it and the answer has a length.
   */
  readonly contentNames?: readonly string[];
  /** The decoded content, where it is no longer than 128 KiB. */
  readonly content?: Uint8Array;
  /** Half a sentence: why a browser cannot read the body either. Then it has no `contentNames`. */
  readonly unreadable?: string;
}
