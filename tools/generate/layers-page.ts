import { LAYERS } from "../layers/layers.ts";

/** The layers of `src/` as text, top first: rooms of one layer follow each other without a line between them. */
export function layersText(): string {
  const names = LAYERS.flat().map(({ name }) => shown(name).length);
  const width = Math.max(...names) + 2;
  const layers = LAYERS.map((rooms) =>
    rooms.map(({ name, holds }) => shown(name).padEnd(width) + plain(holds)).join("\n"),
  );
  return ["```", layers.join(`\n${"-".repeat(width - 2)}\n`), "```"].join("\n");
}

function shown(name: string): string {
  return name.endsWith(".ts") ? name : `${name}/`;
}

/** Within a block of code, backticks are noise. */
function plain(text: string): string {
  return text.replaceAll("`", "");
}
