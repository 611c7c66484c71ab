/**
 * What a step writes into the runner's files, read as actions/runner 2.336.0 reads it (`FileCommandManager.cs`).
 */

/** Above this many bytes the runner uploads nothing of the summary. */
const LARGEST_SUMMARY = 1024 * 1024;

/**
 * `GITHUB_OUTPUT`, `GITHUB_STATE`, `GITHUB_ENV`: `NAME=VALUE` lines, and `NAME<<DELIMITER` up to a line that is the
 * delimiter. Names are told apart without case; the last one wins.
 *
 * @throws with the runner's own reason; the runner fails the step then.
 */
export function parseKeyValues(text: string): Map<string, string> {
  const entries = new Map<string, string>();
  const source = text.replace(/^\ufeff/, "");
  for (let at = 0; at < source.length; ) {
    const line = lineAt(source, at);
    at = line.next;
    if (line.text === "") continue;
    const equals = line.text.indexOf("=");
    const heredoc = line.text.indexOf("<<");
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      setEntry(entries, line.text.slice(0, equals), line.text.slice(equals + 1), line.text);
    } else if (heredoc >= 0) {
      const body = readHeredoc(source, at, line.text.slice(heredoc + 2), line.text);
      setEntry(entries, line.text.slice(0, heredoc), body.value, line.text);
      at = body.next;
    } else {
      throw new Error(`Invalid format '${line.text}'`);
    }
  }
  return entries;
}

interface Line {
  readonly text: string;
  readonly next: number;
  readonly ended: boolean;
}

/** Only a line feed ends a line: a carriage return belongs to the value. */
function lineAt(source: string, at: number): Line {
  const end = source.indexOf("\n", at);
  if (end < 0) return { text: source.slice(at), next: source.length, ended: false };
  return { text: source.slice(at, end), next: end + 1, ended: true };
}

function readHeredoc(
  source: string,
  start: number,
  delimiter: string,
  opening: string,
): { value: string; next: number } {
  if (delimiter === "")
    throw new Error(`Invalid format '${opening}'. Name must not be empty and delimiter must not be empty`);
  for (let at = start; at < source.length; ) {
    const line = lineAt(source, at);
    if (line.text === delimiter) {
      // The line feed in front of the delimiter is no part of the value.
      return { value: source.slice(start, Math.max(start, at - 1)), next: line.next };
    }
    if (!line.ended) throw new Error("Invalid value. EOF marker missing new line.");
    at = line.next;
  }
  throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
}

function setEntry(entries: Map<string, string>, name: string, value: string, line: string): void {
  if (name === "") throw new Error(`Invalid format '${line}'. Name must not be empty`);
  const same = [...entries.keys()].find((known) => known.toLowerCase() === name.toLowerCase());
  if (same !== undefined) entries.delete(same);
  entries.set(name, value);
}

/** What of the summary file reaches the job's page: all, or nothing and an error. */
export function readSummary(content: Buffer): { text: string; error?: string } {
  if (content.length <= LARGEST_SUMMARY) return { text: content.toString("utf8") };
  const sizes = `up to a size of ${LARGEST_SUMMARY / 1024}k, got ${Math.floor(content.length / 1024)}k`;
  return { text: "", error: `$GITHUB_STEP_SUMMARY upload aborted, supports content ${sizes}` };
}
