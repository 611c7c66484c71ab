import type { Mapping } from "../model/memory.ts";

/** Inputs that only ever add URLs to what is purged: to take such a word away leaves nothing stale. */
const ADDING: readonly string[] = ["unmatched", "query-strings"];

/**
 * The inputs on account of which what was purged under the mapping of an earlier deploy does not count under this one: those
 * that do not say the same, unless they add fewer URLs than before.
 */
export function changedWords(before: Mapping, now: Mapping): readonly string[] {
  const wordsOf = (mapping: Mapping, name: string) =>
    Object.hasOwn(mapping, name) ? (mapping[name] as readonly string[]) : [];
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) => {
    const [old, words] = [wordsOf(before, name), wordsOf(now, name)];
    return ADDING.includes(name)
      ? words.some((word) => !old.includes(word))
      : JSON.stringify(old) !== JSON.stringify(words);
  });
}
