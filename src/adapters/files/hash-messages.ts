/** What the hashing of files is set up with. */
export interface HashSettings {
  readonly kind: "deploy-purge hashes";
  /** Regular expressions whose matches do not count, as source text. */
  readonly ignore: readonly string[];
  /** Time for all patterns in the texts of one request, in milliseconds: a regular expression may backtrack without end. */
  readonly matchLimitMs: number;
  /** Is it told how each file stands, and is a file that stands as it stood not read? */
  readonly withStats: boolean;
}

/**
 * Files to hash. `locations`: their absolute paths with NUL between them, each character one byte (`latin1`), since names are
 * bytes. One text, and one in answer, cost a fraction of what a list of objects costs between threads.
 */
export interface HashRequest {
  readonly locations: string;
  /** With `withStats`: how each stood when it was read earlier, with a blank between them; empty for one that was not. */
  readonly stats: string;
}

/** The results for the files of a request, by their position in it. */
export interface HashResponse {
  /** SHA-256 in base64url of each, with a blank between them; empty for one that failed. */
  readonly hashes: string;
  /** With `withStats`: how each stands, with a blank between them. */
  readonly stats: string;
  /** Files out of which text was left. */
  readonly cut: readonly number[];
  /** A code of the system's; `CHANGED` of a file that is written to meanwhile, `SLOW` of a pattern that does not end, or `TOO-LARGE`. */
  readonly failed: readonly { readonly position: number; readonly code: string }[];
}
