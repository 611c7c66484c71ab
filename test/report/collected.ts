import type { Write } from "../../src/report/json.ts";

/** All that is written, as one text. */
export function collected(fill: (write: Write) => void): string {
  const pieces: string[] = [];
  fill((piece) => pieces.push(piece));
  return pieces.join("");
}
