/**
 * Prints the layers of `src/` and how many imports lead from room to room, then whatever breaks a rule of
 * `tools/layers/layers.ts`. Exits with 1 when something does. An argument names another folder to look at.
 */
import { join, resolve } from "node:path";
import { arrowsBetweenRooms, findProblems } from "./layers/check.ts";
import { readSourceFiles } from "./layers/imports.ts";
import { LAYERS } from "./layers/layers.ts";

const root = resolve(process.argv[2] ?? join(import.meta.dirname, ".."));
const files = readSourceFiles(root, ["src", "sandbox", "tools", "test"]);

const arrows = arrowsBetweenRooms(files);
for (const rooms of LAYERS) {
  for (const { name } of rooms) {
    const out = arrows.filter(({ from }) => from === name).map(({ to, imports }) => `${to} ${imports}`);
    console.log(`${name.padEnd(14)} ${out.join(", ") || "-"}`);
  }
}
console.log(`check-layers: ${LAYERS.length} layers, ${arrows.length} arrows between rooms.`);

const problems = findProblems(files);
for (const problem of problems) console.error(`check-layers: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
