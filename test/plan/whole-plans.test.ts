import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { everyPlan } from "./whole-plans.ts";

const FILE = join(import.meta.dirname, "whole-plans.txt");

/** `WRITE_PLANS=1` writes them anew, for a change that means to change them: read the difference before it is committed. */
it("makes of the same wishes and changes, at each shape of provider, the plans that somebody has read", () => {
  const plans = [...everyPlan()];
  if (process.env["WRITE_PLANS"] === "1") writeFileSync(FILE, `${plans.join("\n")}\n`);
  const known = readFileSync(FILE, "utf8")
    .trimEnd()
    .split(/\n(?! )/);

  for (const [index, plan] of plans.entries()) expect(plan).toBe(known[index]);
  expect(plans).toHaveLength(known.length);
});
