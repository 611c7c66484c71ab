import { describe, expect, it } from "vitest";
import { ShortList } from "../../src/lib/short-list.ts";

describe("a short list", () => {
  it("has its members in the order they came, and each once it was removed no more", () => {
    const list = new ShortList<string>();
    for (const member of ["a", "b", "c"]) list.add(member);
    list.delete("b");
    list.delete("unknown");
    list.add("b");

    expect([...list]).toEqual(["a", "c", "b"]);
    expect(list.size).toBe(3);
  });

  it("leaves out nobody while those that are looked at leave", () => {
    const list = new ShortList<number>();
    for (const member of [1, 2, 3, 4, 5]) list.add(member);
    const seen: number[] = [];
    for (const member of list) {
      seen.push(member);
      if (member !== 3) list.delete(member);
    }

    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect([...list]).toEqual([3]);
  });
});
