/**
 * Every output, as long as nothing is known: that nothing was done. They are written before anything else happens, so that a
 * run which ends in any way has all of them.
 */
export const DEFAULT_OUTPUTS = {
  verdict: "failed",
  "changed-files": "0",
  "changed-urls": "0",
  "purged-count": "0",
  "owed-count": "0",
  "request-count": "0",
  confirmed: "false",
  widened: "false",
  "error-code": "E_BUG",
  "task-ids": "[]",
  "report-file": "",
  "urls-file": "",
} as const satisfies Readonly<Record<string, string>>;
