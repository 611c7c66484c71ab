import type { Content } from "../model/proof.ts";
import type { Tree } from "../model/tree.ts";
import type { Files, Fingerprint } from "../ports/files.ts";
import type { Git } from "../ports/git.ts";

/** The files of both builds themselves, for what the identities of a diff cannot decide. */
export interface BuildFiles {
  /** `ignore-content` left text out of the comparison: then a file is not known by the hash of all of it. */
  readonly isCut: boolean;
  /** Undefined where the file is not at hand, and as soon as the signal aborts. Each is read once. */
  of(content: Content, signal: AbortSignal): Promise<Fingerprint | undefined>;
}

/** Git's name of a content; what is not one is that of a built file. */
const BLOB_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The new build's files are in `build-dir`, and those that git knows in its objects, the old build's too. */
export function createBuildFiles(
  build: { readonly buildDir?: string | undefined; readonly tree: Tree; readonly isCut: boolean },
  { files, git }: { readonly files: Pick<Files, "fingerprint">; readonly git: Git },
): BuildFiles {
  const { buildDir, tree, isCut } = build;
  const known = new Map<string, Promise<Fingerprint | undefined>>();
  let repository: ReturnType<typeof git.open> | undefined;
  let paths: ReadonlyMap<string, string> | undefined;

  async function read(id: string, signal: AbortSignal): Promise<Fingerprint | undefined> {
    if (buildDir === undefined) return undefined;
    if (BLOB_ID.test(id)) {
      repository ??= git.open(buildDir).catch(() => undefined);
      return (await repository)?.fingerprint(id, signal);
    }
    paths ??= new Map(Array.from(tree, ([path, content]) => [content, path]));
    const path = paths.get(id);
    const found = path === undefined ? undefined : await files.fingerprint(buildDir, path, signal);
    // A file that changed since it was hashed is not the one that was deployed.
    return isCut || found?.sha256 === id ? found : undefined;
  }

  return {
    isCut,
    async of(content, signal) {
      if (content.kind !== "file" || signal.aborted) return undefined;
      const reading = known.get(content.id) ?? read(content.id, signal);
      known.set(content.id, reading);
      return unlessAborted(reading, signal);
    },
  };
}

/** A file that is long, or a disk that is slow, must not hold up the end of the time. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const end = (): void => resolve(undefined);
  signal.addEventListener("abort", end, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}
