import { escapeControlCharacters } from "../../lib/escape.ts";
import type { Log } from "../../ports/log.ts";
import { printCommand, printLine } from "./commands.ts";
import type { Redactor } from "./redact.ts";

type AnnotationKind = "notice" | "warning" | "error";

/** The job's log, and how many annotations it has made. */
export interface CountingLog extends Log {
  annotations(): Readonly<Record<AnnotationKind, number>>;
}

/**
 * Annotations of a kind that are made; what comes later is a plain line. The runner keeps 10 of a kind for a step and
 * drops the rest without a word (`ExecutionContext.cs` of actions/runner 2.336.0); two are left for the runner's own.
 */
const MAX_ANNOTATIONS = 8;
/** Longest annotation in characters. The runner cuts at 4,096 (same source); below it, the cut is ours and is marked. */
const LONGEST_ANNOTATION = 4000;
const LONGEST_TITLE = 200;
/** Longest line in characters: one answer of a provider must not bury the log. */
const LONGEST_LINE = 8000;
const SPOKEN: Readonly<Record<AnnotationKind, string>> = { notice: "Notice", warning: "Warning", error: "Error" };

export function createLog(redactor: Redactor): CountingLog {
  const annotations = createAnnotations(redactor);
  return {
    info: (text) => info(redactor, text),
    debug(text) {
      for (const line of harmlessLines(redactor.redact(text), LONGEST_LINE)) printCommand("debug", line);
    },
    notice: (text, title) => annotations.make("notice", text, title),
    warning: (text, title) => annotations.make("warning", text, title),
    error: (text, title) => annotations.make("error", text, title),
    async group(name, body) {
      printCommand("group", harmlessTitle(redactor, name));
      try {
        return await body();
      } finally {
        printCommand("endgroup");
      }
    },
    secret(value) {
      for (const form of redactor.add(value)) printCommand("add-mask", form);
    },
    annotations: () => ({ ...annotations.made }),
  };
}

function createAnnotations(redactor: Redactor) {
  const made: Record<AnnotationKind, number> = { notice: 0, warning: 0, error: 0 };
  return {
    made,
    make(kind: AnnotationKind, text: string, title?: string): void {
      if (made[kind] >= MAX_ANNOTATIONS) {
        info(redactor, `${SPOKEN[kind]}: ${title === undefined ? "" : `${title}: `}${text}`);
        return;
      }
      made[kind] += 1;
      const lines = harmlessLines(redactor.redact(text), LONGEST_ANNOTATION);
      const message = boundedLines(lines, LONGEST_ANNOTATION);
      printCommand(kind, message, title === undefined ? undefined : harmlessTitle(redactor, title));
    },
  };
}

function info(redactor: Redactor, text: string): void {
  for (const line of harmlessLines(redactor.redact(text), LONGEST_LINE)) printLine(line);
}

function harmlessTitle(redactor: Redactor, text: string): string {
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
