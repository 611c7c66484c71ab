/** How the runner hides secrets: each value, each of its lines, and what its encoders make of it. */
export interface Masker {
  add(secret: string): void;
  mask(text: string): string;
}

export function createMasker(secrets: readonly string[]): Masker {
  const values = new Set<string>();

  function add(secret: string): void {
    for (const value of [secret, ...secret.split(/\r\n|\r|\n/)]) {
      if (value.trim() !== "") for (const form of [value, ...encoded(value)]) if (form !== "") values.add(form);
    }
  }

  function mask(text: string): string {
    const found = [...values].filter((value) => text.includes(value));
    if (found.length === 0) return text;
    const hidden = new Uint8Array(text.length);
    for (const value of found) {
      for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1))
        hidden.fill(1, at, at + value.length);
    }
    let result = "";
    for (let at = 0; at < text.length; at++) {
      if (hidden[at] === 0) result += text[at];
      else if (at === 0 || hidden[at - 1] === 0) result += "***";
    }
    return result;
  }

  for (const secret of secrets) add(secret);
  return { add, mask };
}

/** Base64 at three positions, JSON, percent and XML escapes, and the value without its quotes. No hex, no base64url. */
function encoded(value: string): string[] {
  const bytes = Buffer.from(value, "utf8");
  const shifted = [0, 1, 2].map((shift) => bytes.subarray(shift).toString("base64").replace(/=+$/, ""));
  return [
    ...shifted.map((text) => text.slice(0, Math.max(0, text.length - 1))).filter((text) => text.length > 4),
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value.toWellFormed()),
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    value.length > 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : "",
  ];
}
