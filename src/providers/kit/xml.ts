const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Text of the first element of this name, or undefined where there is none that holds text alone. For small documents of a
 * known shape: what a value holds is escaped in XML, so that no value can look like an element.
 */
export function elementOf(xml: string, name: string): string | undefined {
  const text = new RegExp(`<(?:[A-Za-z_][\\w.-]*:)?${name}(?:\\s[^<>]*)?>([^<]*)</`).exec(xml)?.[1];
  return text?.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, decode).trim();
}

/** A text as it stands between two tags. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function decode(whole: string, named?: string, decimal?: string, hex?: string): string {
  if (named !== undefined) return ENTITIES[named.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
