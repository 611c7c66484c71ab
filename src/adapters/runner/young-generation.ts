import { setFlagsFromString } from "node:v8";

/**
 * Keeps the memory for short-lived objects as large as it is when this is called: 4 MB after the start of a run. V8 doubles it
 * whenever much outlives a collection, as a long list of URLs does, up to 64 MB, and never gives them back while a run is busy.
 *
 * The factor is what V8 multiplies with when it thinks of more, and nothing else depends on it. See docs/adr/0164.
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
