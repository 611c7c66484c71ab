import type { Store } from "../../src/ports/store.ts";

/** A text as a store keeps it. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The text that a store holds, or what it says in place of one. */
export async function loaded(store: Store, version?: string) {
  const found = await store.load(version);
  return found.kind === "found" && found.bytes !== "too-large" ? new TextDecoder().decode(found.bytes) : found;
}
