import type { Document, LineCounter, Node } from "yaml";

type Yaml = typeof import("yaml");

/** What is wrong with the text as YAML, and where: an offset into it. */
export interface YamlFault {
  readonly offset: number;
  readonly message: string;
}

/** Anchors may be used this often: a handful of nested ones could otherwise make a document of any size. */
const MAX_ALIASES = 100;

const WORDS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "a key stands twice in one mapping",
  MULTIPLE_DOCS: "a second document begins: keep all of it in one, without ---",
  TAB_AS_INDENT: "tabs are not allowed as indentation: use blanks",
};

const UNQUOTED = 'inside braces or brackets a reference needs quotes, for example { api-key: "${CDN_API_KEY}" }';
const TAG = "has a tag (!…), which has no meaning here: leave it out, or put quotes around a text that begins with !";

/**
 * Parses one document of YAML 1.2. No message quotes the text, which may be a secret that was written in plain: one that begins
 * with `*`, `!` or `|` has a meaning of its own in YAML.
 *
 * @returns the document, and what is wrong with it; where something is, the document must not be read.
 */
export function readYaml(
  text: string,
  yaml: Yaml,
): { readonly document: Document.Parsed; readonly lines: LineCounter; readonly faults: readonly YamlFault[] } {
  const lines = new yaml.LineCounter();
  // With `silent` a second document would be passed over without an error.
  const document = yaml.parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    logLevel: "error",
    schema: "core",
  });
  const errors = firstOfEach(document.errors).map(({ code, message, pos: [offset] }) => ({
    offset,
    message: `is no valid YAML: ${WORDS[code] ?? (text.slice(offset - 1, offset + 1) === "${" ? UNQUOTED : withoutQuotes(message))}`,
  }));
  const warnings = document.warnings.map(({ code, pos }) => ({
    offset: pos[0],
    message: code === "TAG_RESOLVE_FAILED" ? TAG : "has a directive (%…), which has no meaning here: leave it out",
  }));
  const faults = [...errors, ...warnings];
  return { document, lines, faults: faults.length > 0 ? faults : aliasFaults(document, yaml) };
}

/** Every key that stands twice, and else the first error: what follows it is its consequence. */
function firstOfEach(errors: Document.Parsed["errors"]): Document.Parsed["errors"] {
  const others = errors.filter(({ code }) => code !== "DUPLICATE_KEY");
  return errors.filter((error) => error.code === "DUPLICATE_KEY" || error === others[0]);
}

/** The parser's message up to where it begins to quote. */
function withoutQuotes(message: string): string {
  if (message.startsWith("Maximum call stack")) return "it is nested too deeply";
  return (message.split(/ at line |\n|: | \\|["'`;]/)[0] ?? "").trim().replace(/\.$/, "");
}

function aliasFaults(document: Document.Parsed, yaml: Yaml): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  yaml.visit(document, {
    Alias(_key, alias, path) {
      const meant = alias.resolve(document);
      const offset = alias.range?.[0] ?? 0;
      if (meant === undefined)
        faults.push({
          offset,
          message: "refers to an anchor (*…) that is not there: put quotes around a text that begins with *",
        });
      else if (path.includes(meant as Node))
        faults.push({ offset, message: "refers to an anchor (*…) that it is a part of" });
    },
  });
  if (faults.length > 0) return faults;
  try {
    document.toJS({ maxAliasCount: MAX_ALIASES });
    return [];
  } catch {
    return [{ offset: 0, message: `repeats anchors more than ${MAX_ALIASES} times` }];
  }
}
