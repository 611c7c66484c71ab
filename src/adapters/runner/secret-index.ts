/** Finds many texts, and the starts and ends of them, in one pass whose cost does not grow with their number. */
export interface FormIndex {
  learn(form: string): void;
  /** Replaces what is found, touching and overlapping finds by one mask. */
  mask(text: string): string;
}

interface Anchor {
  readonly form: string;
  /** Which 8 characters of the form this is: a find grows from there to the form's other end. */
  readonly end: "head" | "tail";
  /** Another one of the same hash. */
  readonly next: Anchor | undefined;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Multiplier of the rolling hash: any odd number with well spread bits; this is 2^32 divided by the golden ratio. */
const SPREAD = 0x9e3779b1;
/** Size of the table that rules out most positions without a look-up: 2^18 bits stay in the processor's nearest cache. */
const FILTER_BITS = 1 << 18;

export function createIndex(window: number, mask: string): FormIndex {
  const anchors = new Map<number, Anchor>();
  const short: string[] = [];
  const filter = new Int32Array(FILTER_BITS / 32);
  const leaving = power(SPREAD, window);

  function learn(form: string): void {
    if (form.length < window) {
      if (form !== "" && !short.includes(form)) short.push(form);
      return;
    }
    learnAnchor(form, "head", hashOf(form, 0, window));
    if (form.length > window) learnAnchor(form, "tail", hashOf(form, form.length - window, window));
  }

  function learnAnchor(form: string, end: Anchor["end"], hash: number): void {
    const next = anchors.get(hash);
    for (let known = next; known !== undefined; known = known.next)
      if (known.form === form && known.end === end) return;
    anchors.set(hash, { form, end, next });
    filter[word(hash)] = (filter[word(hash)] as number) | bit(hash);
  }

  function find(text: string): readonly Range[] | undefined {
    // Made only for a find: nearly every text holds none, and there are very many.
    let ranges: Range[] | undefined;
    for (const form of short) if (text.includes(form)) ranges = [...(ranges ?? []), ...occurrences(text, form)];
    if (anchors.size === 0 || text.length < window) return ranges;
    let hash = hashOf(text, 0, window);
    for (let from = 0; ; from++) {
      if (((filter[word(hash)] as number) & bit(hash)) !== 0) {
        for (let anchor = anchors.get(hash); anchor !== undefined; anchor = anchor.next) {
          const range = grow(text, from, anchor, window);
          if (range !== undefined) ranges = [...(ranges ?? []), range];
        }
      }
      const next = from + window;
      if (next >= text.length) return ranges;
      hash = (Math.imul(hash, SPREAD) + text.charCodeAt(next) - Math.imul(text.charCodeAt(from), leaving)) | 0;
    }
  }

  return { learn, mask: (text) => replaceRanges(text, find(text), mask) };
}

/** Of so many characters of the text. */
function hashOf(text: string, from: number, length: number): number {
  let hash = 0;
  for (let at = from; at < from + length; at++) hash = (Math.imul(hash, SPREAD) + text.charCodeAt(at)) | 0;
  return hash;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let count = 0; count < exponent; count++) result = Math.imul(result, base);
  return result;
}

/** Where in the table a hash has its bit: by its upper bits, since the lower ones of a product depend on few characters. */
function word(hash: number): number {
  return hash >>> 19;
}

function bit(hash: number): number {
  // A shift takes its number modulo 32.
  return 1 << (hash >>> 14);
}

/** The longest piece of the anchor's form that begins (`head`) or ends (`tail`) with the window at `from`. */
function grow(text: string, from: number, { form, end }: Anchor, window: number): Range | undefined {
  const offset = end === "head" ? 0 : form.length - window;
  if (!text.startsWith(form.slice(offset, offset + window), from)) return undefined;
  let first = from;
  let last = from + window;
  if (end === "head") while (last - first < form.length && text[last] === form[last - first]) last++;
  else while (last - first < form.length && first > 0 && text[first - 1] === form.at(first - last - 1)) first--;
  return { from: first, to: last };
}

function occurrences(text: string, form: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1))
    found.push({ from: at, to: at + form.length });
  return found;
}

function replaceRanges(text: string, ranges: readonly Range[] | undefined, mask: string): string {
  if (ranges === undefined) return text;
  const sorted = ranges.toSorted((one, other) => one.from - other.from);
  const pieces: string[] = [];
  let shown = 0;
  let maskedTo = -1;
  for (const { from, to } of sorted) {
    if (from > maskedTo) {
      pieces.push(text.slice(shown, from), mask);
      shown = to;
    }
    maskedTo = Math.max(maskedTo, to);
    shown = maskedTo;
  }
  pieces.push(text.slice(shown));
  return pieces.join("");
}
