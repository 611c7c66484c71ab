/**
 * The URLs that must go, as a tree of common beginnings: each node stands for the URLs below it, and for the longest
 * prefix that selects them all.
 *
 * Typed arrays, and brothers side by side: a million known URLs are led through it.
 */
export interface UrlTree {
  /** Sorted by UTF-16 code units, each once. */
  readonly urls: readonly string[];
  /** Number of nodes; node 0 is the root, and each node comes after its parent. */
  readonly size: number;
  /** -1 of the root. */
  readonly parent: Int32Array;
  /** The first child; the last is the one before the next node's first. */
  readonly children: Int32Array;
  /** The character in which a node differs from its brothers. */
  readonly branch: Uint16Array;
  /** Length of the text that all URLs below share. */
  readonly depth: Int32Array;
  /** Where in `urls` the URLs of a node begin and end. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** 1 where the node's own text is one of the URLs: then it is the first of them. */
  readonly isUrl: Uint8Array;
  /** Length of the prefix that may be sent for the node; 0 where its parent's would be the same. */
  readonly cut: Int32Array;
}

/** Where a prefix may end: anywhere, or after a slash only. */
export type PrefixMatch = "string" | "segment";

/** Grows the tree over URLs in any order. */
export function growTree(unsorted: Iterable<string>, match: PrefixMatch): UrlTree {
  const urls = [...new Set(unsorted)].sort();
  return lineUp(urls, branchOut(urls), match);
}

/** The tree as it grows: nodes in the order of their making, children as linked lists. */
interface Growth {
  readonly size: number;
  readonly youngest: Int32Array;
  readonly older: Int32Array;
  readonly depth: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly isUrl: Uint8Array;
}

/** Sorted URLs make their tree in one pass: each leaves the branch of the one before it where the two part. */
function branchOut(urls: readonly string[]): Growth {
  const most = 2 * urls.length + 1;
  const youngest = new Int32Array(most).fill(-1);
  const older = new Int32Array(most).fill(-1);
  const [depth, from, to] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  const isUrl = new Uint8Array(most);
  let size = 1;
  const stack = [0];
  const top = () => stack[stack.length - 1] as number;
  const add = (length: number, first: number) => {
    const [node, below] = [size++, top()];
    depth[node] = length;
    from[node] = first;
    older[node] = youngest[below] as number;
    youngest[below] = node;
    stack.push(node);
    return node;
  };
  for (const [index, url] of urls.entries()) {
    const shared = index === 0 ? 0 : sharedLength(urls[index - 1] as string, url);
    let last = -1;
    while ((depth[top()] as number) > shared) {
      last = stack.pop() as number;
      to[last] = index;
    }
    if ((depth[top()] as number) < shared) {
      // The last branch and the new URL share more than their parent: a node of their own takes the branch's place.
      youngest[top()] = older[last] as number;
      youngest[add(shared, from[last] as number)] = last;
      older[last] = -1;
    }
    isUrl[add(url.length, index)] = 1;
  }
  for (const node of stack) to[node] = urls.length;
  return { size, youngest, older, depth, from, to, isUrl };
}

/** Numbers the nodes level by level, so that children are neighbours. */
function lineUp(urls: readonly string[], growth: Growth, match: PrefixMatch): UrlTree {
  const { size } = growth;
  const made = new Int32Array(size);
  const parent = new Int32Array(size).fill(-1);
  const children = new Int32Array(size + 1);
  let end = 1;
  for (let node = 0; node < size; node++) {
    children[node] = end;
    for (
      let child = growth.youngest[made[node] as number] as number;
      child >= 0;
      child = growth.older[child] as number
    ) {
      parent[end] = node;
      made[end++] = child;
    }
  }
  children[size] = end;
  const depth = made.map((node) => growth.depth[node] as number);
  const from = made.map((node) => growth.from[node] as number);
  const cut = new Int32Array(size);
  const branch = new Uint16Array(size);
  for (let node = 1; node < size; node++) {
    const above = depth[parent[node] as number] as number;
    const url = urls[from[node] as number] as string;
    const length = cutLength(url, depth[node] as number, match);
    if (length > above) cut[node] = length;
    branch[node] = url.charCodeAt(above);
  }
  const to = made.map((node) => growth.to[node] as number);
  const isUrl = Uint8Array.from(made, (node) => growth.isUrl[node] as number);
  return { urls, size, parent, children, branch, depth, from, to, isUrl, cut };
}

/** The longest beginning, of at most `most` characters, that may be sent as a prefix: never a part of an escape `%C3%A9`. */
function cutLength(url: string, most: number, match: PrefixMatch): number {
  if (match === "segment") return url.lastIndexOf("/", most - 1) + 1;
  const percent = url.lastIndexOf("%", most - 1);
  if (percent < 0 || percent + 3 <= most - 1) return most;
  let start = percent;
  while (start >= 3 && url[start - 3] === "%") start -= 3;
  return start;
}

/**
 * The deepest node whose prefix `text` begins with, reading from `at` on.
 *
 * @returns the node; as `-1 - node` when the text is no URL of the tree.
 */
export function descend(tree: UrlTree, text: string, at: number): number {
  const { urls, children, branch, depth, from, cut, isUrl } = tree;
  const length = text.length - at;
  let node = 0;
  for (;;) {
    const reached = depth[node] as number;
    if (reached === length) return isUrl[node] === 1 ? node : -1 - node;
    const next = text.charCodeAt(at + reached);
    const end = children[node + 1] as number;
    let child = children[node] as number;
    while (child < end && branch[child] !== next) child++;
    if (child === end) return -1 - node;
    const whole = depth[child] as number;
    let same = reached + 1;
    if (same < whole) {
      const sample = urls[from[child] as number] as string;
      const most = Math.min(whole, length);
      while (same < most && text.charCodeAt(at + same) === sample.charCodeAt(same)) same++;
      if (same < whole) {
        const cutAt = cut[child] as number;
        return -1 - (cutAt > 0 && same >= cutAt ? child : node);
      }
    }
    node = child;
  }
}

/** The prefix that stands for a node. */
export function prefixOf({ urls, from, cut }: UrlTree, node: number): string {
  return (urls[from[node] as number] as string).slice(0, cut[node]);
}

function sharedLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
