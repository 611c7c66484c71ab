import { basename, dirname } from "node:path";
import { findCycles } from "./cycles.ts";
import type { SourceFile } from "./imports.ts";
import {
  MAX_FILES_IN_FOLDER,
  MAX_LINES_OF_FILE,
  roomNames,
  roomsBelow,
  SHARED_BY_PROVIDERS,
  WITNESSES,
} from "./layers.ts";

/** How many imports lead from one room to another. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly imports: number;
}

/** The arrows between rooms, in the order of the layers. */
export function arrowsBetweenRooms(files: readonly SourceFile[]): readonly Arrow[] {
  const counts = new Map<string, number>();
  for (const { from, to } of importsOfRooms(files)) {
    const key = `${roomOf(from)} ${roomOf(to)}`;
    if (roomOf(from) !== roomOf(to)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const names = roomNames();
  return names.flatMap((from) =>
    names.flatMap((to) => {
      const imports = counts.get(`${from} ${to}`);
      return imports === undefined ? [] : [{ from, to, imports }];
    }),
  );
}

/** Everything in which the files break the rules of the layers, one sentence each. */
export function findProblems(files: readonly SourceFile[]): readonly string[] {
  return [
    ...unknownRooms(files),
    ...arrowsUp(files),
    ...vendorsThatMeet(files),
    ...witnessesThatAsk(files),
    ...findCycles(files).map((cycle) => `Cycle of imports: ${cycle.join(" -> ")}`),
    ...tooLong(files),
    ...tooMany(files),
  ];
}

function unknownRooms(files: readonly SourceFile[]): readonly string[] {
  const names = roomNames();
  const strangers = files.filter(({ path }) => path.startsWith("src/") && !names.includes(roomOf(path)));
  return strangers.map(({ path }) => `${path} is in no room of tools/layers/layers.ts.`);
}

function arrowsUp(files: readonly SourceFile[]): readonly string[] {
  const names = roomNames();
  return importsOfRooms(files)
    .filter(({ from, to }) => names.includes(roomOf(from)) && names.includes(roomOf(to)) && roomOf(from) !== roomOf(to))
    .filter(({ from, to }) => !roomsBelow(roomOf(from)).includes(roomOf(to)))
    .map(({ from, to }) => `${from} imports ${to}: "${roomOf(to)}" is not below "${roomOf(from)}".`);
}

/** A vendor's folder knows itself and what all vendors share. */
function vendorsThatMeet(files: readonly SourceFile[]): readonly string[] {
  const vendorOf = (path: string) => /^src\/providers\/([^/]+)\//.exec(path)?.[1];
  return importsOfRooms(files)
    .filter(({ from, to }) => {
      const [vendor, other] = [vendorOf(from), vendorOf(to)];
      return vendor !== undefined && other !== undefined && other !== vendor && other !== SHARED_BY_PROVIDERS;
    })
    .map(({ from, to }) => `${from} imports ${to}: vendors do not know each other.`);
}

function witnessesThatAsk(files: readonly SourceFile[]): readonly string[] {
  const isWitness = (path: string) => WITNESSES.some((folder) => path.startsWith(`${folder}/`));
  return files
    .filter(({ path }) => isWitness(path))
    .flatMap(({ path, imports }) => imports.filter((to) => to.startsWith("src/")).map((to) => ({ path, to })))
    .map(({ path, to }) => `${path} imports ${to}: it states the vendors' facts itself.`);
}

function tooLong(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path, lines }) => !path.startsWith("test/") && lines > MAX_LINES_OF_FILE)
    .map(({ path, lines }) => `${path} has ${lines} lines; at most ${MAX_LINES_OF_FILE} are allowed.`);
}

function tooMany(files: readonly SourceFile[]): readonly string[] {
  const sources = files.filter(({ path }) => path.startsWith("src/"));
  const folders = Map.groupBy(sources, ({ path }) => dirname(path));
  return [...folders]
    .filter(([, inFolder]) => inFolder.length > MAX_FILES_IN_FOLDER)
    .map(([folder, { length }]) => `${folder} has ${length} files; at most ${MAX_FILES_IN_FOLDER} are allowed.`);
}

function importsOfRooms(files: readonly SourceFile[]): readonly { readonly from: string; readonly to: string }[] {
  return files
    .filter(({ path }) => path.startsWith("src/"))
    .flatMap(({ path, imports }) => imports.filter((to) => to.startsWith("src/")).map((to) => ({ from: path, to })));
}

/** The room of a file of `src/`: the folder that it lies in, or its own name. */
function roomOf(path: string): string {
  return path.split("/")[1] ?? basename(path);
}
