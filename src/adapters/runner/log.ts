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
/** Longest annotation in characters. The runner cuts at 4,096 (same source); below it, the cut is ours and is marked. */
const LONGEST_ANNOTATION = 4000;
const LONGEST_TITLE = 200;
/** Longest line in characters: one answer of a provider must not bury the log. */
const LONGEST_LINE = 8000;
const SPOKEN: Readonly<Record<AnnotationKind, string>> = { notice: "Notice", warning: "Warning", error: "Error" };

export function createLog(options: LogOptions): CountingLog {
  const { core, redactor } = options;
  const annotations = createAnnotations(options);
  return {
    info: (text) => info(options, text),
    debug(text) {
      for (const line of harmlessLines(redactor.redact(text), LONGEST_LINE)) core.debug(line);
    },
    notice: (text, title) => annotations.make("notice", text, title),
    warning: (text, title) => annotations.make("warning", text, title),
    error: (text, title) => annotations.make("error", text, title),
    async group(name, body) {
      core.startGroup(harmlessTitle(options, name));
      try {
        return await body();
      } finally {
        core.endGroup();
      }
    },
    secret(value) {
      for (const form of redactor.add(value)) core.setSecret(form);
    },
    annotations: () => ({ ...annotations.made }),
  };
}

function createAnnotations(options: LogOptions) {
  const made: Record<AnnotationKind, number> = { notice: 0, warning: 0, error: 0 };
  return {
    made,
    make(kind: AnnotationKind, text: string, title?: string): void {
      if (made[kind] >= MAX_ANNOTATIONS) {
        info(options, `${SPOKEN[kind]}: ${title === undefined ? "" : `${title}: `}${text}`);
        return;
      }
      made[kind] += 1;
      const lines = harmlessLines(options.redactor.redact(text), LONGEST_ANNOTATION);
      const message = boundedLines(lines, LONGEST_ANNOTATION);
      options.core[kind](message, title === undefined ? {} : { title: harmlessTitle(options, title) });
    },
  };
}

function info({ core, redactor }: LogOptions, text: string): void {
  for (const line of harmlessLines(redactor.redact(text), LONGEST_LINE)) core.info(line);
}

function harmlessTitle({ redactor }: LogOptions, text: string): string {
  return escapeControlCharacters(redactor.redact(text), LONGEST_TITLE);
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
