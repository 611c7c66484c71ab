import type { Mapping } from "../model/memory.ts";

/** Inputs that only ever add URLs to what is purged: to take such a word away leaves nothing stale. */
const ADDING: readonly string[] = ["unmatched", "query-strings"];

/**
 * Does all that was purged under the mapping of an earlier deploy still count under this one? It does when every input that
 * either of them knows says the same, or adds fewer URLs than before.
 */
export function keepsMapping(before: Mapping, now: Mapping): boolean {
  const wordsOf = (mapping: Mapping, name: string) => (Object.hasOwn(mapping, name) ? (mapping[name] ?? []) : []);
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].every((name) => {
    const [old, words] = [wordsOf(before, name), wordsOf(now, name)];
    return ADDING.includes(name)
      ? words.every((word) => old.includes(word))
      : JSON.stringify(old) === JSON.stringify(words);
  });
}
