/** The code of a system's or Node's error, `ENOENT` for example; "unknown" of anything else that was thrown. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
