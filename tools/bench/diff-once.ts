/**
 * `node tools/bench/diff-once.ts <lib> <work tree> <base> <head>`: compares two commits in a process of its own by the compiled
 * adapter, and prints as JSON how long it took and the process's peak memory.
 */
import { peakBytes } from "./peak.ts";

const [lib = "", workspace = "", base = "", head = ""] = process.argv.slice(2);
const { createGit } = (await import(`${lib}/adapters/git/git.js`)) as typeof import("../../src/adapters/git/git.ts");
const repository = await createGit({ workspace, environment: process.env, onSecret: () => {} }).open(".");
if (repository === undefined) throw new Error("The repository does not open.");
const start = performance.now();
const changes = await repository.diff(base, head);
const ms = performance.now() - start;
process.stdout.write(JSON.stringify({ ms, peakBytes: peakBytes(), changes: changes.length }));
