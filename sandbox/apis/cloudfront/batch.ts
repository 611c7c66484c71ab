/** One `InvalidationBatch`, read out of its XML. */
export interface Batch {
  readonly paths: readonly string[];
  readonly reference: string;
}

export interface Malformed {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const LONGEST_PATH = 4000;
const LONGEST_TAG = 256;

/** Reads the body of CreateInvalidation, or says what is wrong with it. */
export function readBatch(body: string): Batch | Malformed {
  if (body === "") return malformed("MissingBody", "This operation requires a body.");
  const shape =
    /^\s*(?:<\?xml[^>]*\?>)?\s*<InvalidationBatch xmlns="http:\/\/cloudfront\.amazonaws\.com\/doc\/2020-05-31\/">(.*)<\/InvalidationBatch>\s*$/s;
  const inner = shape.exec(body)?.[1];
  const quantity = inner && only(inner, "Quantity");
  const reference = inner && only(inner, "CallerReference");
  if (!inner || !quantity || !reference || /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(inner)) {
    return malformed("MalformedXML", "The XML that you provided was not well formed or did not match the schema.");
  }
  const paths = [...inner.matchAll(/<Path>([^<]*)<\/Path>/g)].map(([, path = ""]) => unescapeXml(path));
  if (Number(quantity) !== paths.length || paths.length === 0) {
    return malformed("InconsistentQuantities", "The value of Quantity and the size of Items do not match.");
  }
  const wrong = paths.find((path) => !isPath(path));
  if (wrong !== undefined)
    return malformed("InvalidArgument", `Your request contains one or more invalid invalidation paths: ${wrong}`);
  return { paths, reference: unescapeXml(reference) };
}

/** A path from the root with what RFC 1738 calls safe, or `#` and a tag of visible characters. */
function isPath(path: string): boolean {
  if (path.startsWith("#")) return /^#[!-+\--~]+$/.test(path) && path.length <= LONGEST_TAG + 1;
  return path.length <= LONGEST_PATH && /^\/[^\s"<>\\^`{|}\u{7f}-\u{10ffff}]*$/u.test(path);
}

function only(xml: string, name: string): string | undefined {
  const found = [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))];
  return found.length === 1 ? found[0]?.[1] : undefined;
}

function malformed(code: string, message: string): Malformed {
  return { status: 400, code, message };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (_, decimal?: string, hex?: string, name = "") => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return hex !== undefined ? String.fromCodePoint(Number.parseInt(hex, 16)) : (ENTITIES[name] ?? "");
  });
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark] ?? "&quot;");
}
