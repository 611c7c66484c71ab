const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Text of the first element of this name, or undefined where there is none that holds text alone. For small documents of a
 * known shape: what a value holds is escaped in XML, so that no value can look like an element. Comments, CDATA sections and a DOCTYPE are in no vendor's
 * answers, and could hide or fake one: nothing is read beside them.
 */
export function elementOf(xml: string, name: string): string | undefined {
  const tag = new RegExp(`<((?:[A-Za-z_][\\w.-]*:)?${name})(?:\\s[^<>]*)?>([^<]*)</\\1\\s*>`);
  const text = xml.includes("<!") ? undefined : tag.exec(xml)?.[2];
  return text?.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, decode).trim();
}

/** Does the document end with its first element? What was cut off may have said more. */
export function isWholeXml(xml: string): boolean {
  const root = /^\s*(?:<\?[^<>]*\?>\s*)?<([\w:.-]+)[\s>]/.exec(xml)?.[1];
  return root !== undefined && new RegExp(`</${root}\\s*>\\s*$`).test(xml);
}

/** A text as it stands between two tags. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function decode(whole: string, named?: string, decimal?: string, hex?: string): string {
  if (named !== undefined) return ENTITIES[named.toLowerCase()] as string;
  const code = Number(decimal ?? `0x${hex}`);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
