import { escapeControlCharacters } from "../../lib/escape.ts";
import type { Log } from "../../ports/log.ts";
import type { Redactor } from "./redact.ts";

/** What the log needs of `@actions/core`. */
export type Commands = Pick<
  typeof import("@actions/core"),
  "info" | "debug" | "notice" | "warning" | "error" | "startGroup" | "endGroup" | "setSecret"
>;

export type AnnotationKind = "notice" | "warning" | "error";

export interface LogOptions {
  readonly core: Commands;
  readonly redactor: Redactor;
}

/** The job's log, and how many annotations it has made. */
export interface CountingLog extends Log {
  annotations(): Readonly<Record<AnnotationKind, number>>;
}

/**
 * Annotations of a kind that are made; what comes later is a plain line. The runner keeps 10 of a kind for a step and
 * drops the rest without a word (`ExecutionContext.cs` of actions/runner 2.336.0); two are left for the runner's own.
 */
export const MAX_ANNOTATIONS = 8;
/** Longest annotation in characters. The runner cuts at 4,096 (same source); below it, the cut is ours and is told. */
const LONGEST_ANNOTATION = 4000;
const LONGEST_TITLE = 200;
/** Longest line in characters: one answer of a provider must not bury the log. */
const LONGEST_LINE = 8000;
const SPOKEN: Readonly<Record<AnnotationKind, string>> = { notice: "Notice", warning: "Warning", error: "Error" };

export function createLog({ core, redactor }: LogOptions): CountingLog {
  const made: Record<AnnotationKind, number> = { notice: 0, warning: 0, error: 0 };

  const harmless = (text: string, longest: number) => harmlessLines(redactor.redact(text), longest);
  const harmlessTitle = (text: string) => escapeControlCharacters(redactor.redact(text), LONGEST_TITLE);

  function info(text: string): void {
    for (const line of harmless(text, LONGEST_LINE)) core.info(line);
  }

  function debug(text: string): void {
    for (const line of harmless(text, LONGEST_LINE)) core.debug(line);
  }

  function annotate(kind: AnnotationKind, text: string, title?: string): void {
    if (made[kind] >= MAX_ANNOTATIONS) {
      info(`${SPOKEN[kind]}: ${title === undefined ? "" : `${title}: `}${text}`);
      return;
    }
    made[kind] += 1;
    const message = boundedLines(harmless(text, LONGEST_ANNOTATION), LONGEST_ANNOTATION);
    core[kind](message, title === undefined ? {} : { title: harmlessTitle(title) });
  }

  async function group<T>(name: string, body: () => Promise<T>): Promise<T> {
    core.startGroup(harmlessTitle(name));
    try {
      return await body();
    } finally {
      core.endGroup();
    }
  }

  return {
    info,
    debug,
    notice: (text, title) => annotate("notice", text, title),
    warning: (text, title) => annotate("warning", text, title),
    error: (text, title) => annotate("error", text, title),
    group,
    secret: (value) => {
      for (const form of redactor.add(value)) core.setSecret(form);
    },
    annotations: () => ({ ...made }),
  };
}

/** Text that was redacted as a whole, since a secret may span lines, and before any cut: made harmless line by line. */
function harmlessLines(redacted: string, longest: number): readonly string[] {
  return redacted.split(/\r\n|[\r\n]/).map((line) => escapeControlCharacters(line, longest));
}

/** As many whole lines as fit. */
function boundedLines(lines: readonly string[], longest: number): string {
  const text = lines.join("\n");
  if (text.length <= longest) return text;
  const note = "\n… (cut: the rest is in the report file)";
  const head = text.slice(0, longest - note.length);
  return head.slice(0, Math.max(head.lastIndexOf("\n"), 0)) + note;
}
