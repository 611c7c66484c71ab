/**
 * The URLs that must go, as a tree of common beginnings: each node stands for the URLs below it, and for the longest
 * prefix that selects them all. Typed arrays, because there may be 100,000 URLs.
 */
export interface UrlTree {
  /** Sorted by UTF-16 code units, each once. */
  readonly urls: readonly string[];
  /** Number of nodes; node 0 is the root. */
  readonly size: number;
  /** Nodes in an order in which each comes after its parent. */
  readonly order: Int32Array;
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  /** The next child of the same parent; -1 after the last. */
  readonly sibling: Int32Array;
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
  const most = 2 * urls.length + 1;
  const tree = {
    parent: new Int32Array(most).fill(-1),
    firstChild: new Int32Array(most).fill(-1),
    sibling: new Int32Array(most).fill(-1),
    depth: new Int32Array(most),
    from: new Int32Array(most),
    to: new Int32Array(most),
    isUrl: new Uint8Array(most),
  };
  let size = 1;
  const stack = [0];
  const top = () => stack[stack.length - 1] as number;
  const depthOf = (node: number) => tree.depth[node] as number;
  const add = (depth: number, from: number, below: number) => {
    const node = size++;
    tree.depth[node] = depth;
    tree.from[node] = from;
    tree.sibling[node] = tree.firstChild[below] as number;
    tree.firstChild[below] = node;
    stack.push(node);
    return node;
  };
  for (const [index, url] of urls.entries()) {
    const shared = index === 0 ? 0 : sharedLength(urls[index - 1] as string, url);
    let last = -1;
    while (depthOf(top()) > shared) {
      last = stack.pop() as number;
      tree.to[last] = index;
    }
    if (depthOf(top()) < shared) {
      // The last branch and the new URL share more than their parent: a node of their own takes the branch's place.
      const below = top();
      tree.firstChild[below] = tree.sibling[last] as number;
      const split = add(shared, tree.from[last] as number, below);
      tree.firstChild[split] = last;
      tree.sibling[last] = -1;
    }
    tree.isUrl[add(url.length, index, top())] = 1;
  }
  for (const node of stack) tree.to[node] = urls.length;
  const order = parentsFirst(size, tree);
  return { urls, size, order, ...tree, cut: cuts(urls, order, tree, match) };
}

function parentsFirst(
  size: number,
  { firstChild, sibling, parent }: Pick<UrlTree, "firstChild" | "sibling" | "parent">,
) {
  const order = new Int32Array(size);
  let end = 1;
  for (let at = 0; at < end; at++) {
    const node = order[at] as number;
    for (let child = firstChild[node] as number; child >= 0; child = sibling[child] as number) {
      parent[child] = node;
      order[end++] = child;
    }
  }
  return order;
}

function cuts(
  urls: readonly string[],
  order: Int32Array,
  { depth, parent, from }: Pick<UrlTree, "depth" | "parent" | "from">,
  match: PrefixMatch,
): Int32Array {
  const cut = new Int32Array(depth.length);
  for (const node of order) {
    if (node === 0) continue;
    const length = cutLength(urls[from[node] as number] as string, depth[node] as number, match);
    if (length > (depth[parent[node] as number] as number)) cut[node] = length;
  }
  return cut;
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
  const { urls, firstChild, sibling, depth, from, cut } = tree;
  const length = text.length - at;
  let node = 0;
  for (;;) {
    const reached = depth[node] as number;
    if (reached === length) return tree.isUrl[node] === 1 ? node : -1 - node;
    const next = text.charCodeAt(at + reached);
    let child = firstChild[node] as number;
    while (child >= 0 && (urls[from[child] as number] as string).charCodeAt(reached) !== next) {
      child = sibling[child] as number;
    }
    if (child < 0) return -1 - node;
    const sample = urls[from[child] as number] as string;
    const end = Math.min(depth[child] as number, length);
    let same = reached + 1;
    while (same < end && text.charCodeAt(at + same) === sample.charCodeAt(same)) same++;
    if (same < (depth[child] as number)) {
      const cutAt = cut[child] as number;
      return -1 - (cutAt > 0 && same >= cutAt ? child : node);
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
