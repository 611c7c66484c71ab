/** `a/c` of `./a//b/../c/`: without what a system passes over. The workspace itself is the empty path. */
export function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return (path.startsWith("/") ? "/" : "") + parts.join("/");
}

/** The folder of a normal path: `a` of `a/b`, the empty path of `a`. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === 0 ? "/" : path.slice(0, Math.max(slash, 0));
}

/** A name below a normal path. */
export function joinPath(folder: string, name: string): string {
  return folder === "" || folder === "/" ? folder + name : `${folder}/${name}`;
}
