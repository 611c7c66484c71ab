import { expect, it } from "vitest";
import { needsMemory, SOURCES } from "../../src/model/snapshot.ts";

it("says nothing without a memory where the event has no base of its own: a build and a sitemap", () => {
  expect(SOURCES.filter(needsMemory)).toEqual(["build", "sitemap"]);
});
