import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ActionRun, GITHUB_TOKEN } from "../e2e/runner.ts";
import { type HeldRequest, startGitServer } from "../support/git-server.ts";
import { gitIn } from "../support/repository.ts";

/** Where the steps of a life remember, and how that gets lost. */
export interface BuiltMemory extends AsyncDisposable {
  /** Milliseconds that a step with this memory takes from its start to its end, about: kills fall in between. */
  readonly stepMs: number;
  /** Value of `state`, and what the runner says. A memory that is full takes nothing. */
  inputsOf(isFull: boolean): { readonly state: string } & Pick<ActionRun, "github">;
  lose(how: "gone" | "cut" | "foreign"): Promise<void>;
  /** Keeps the next save back at one of its two moments, where the memory is shared by runs that overlap. */
  readonly holdSave?: (at: "comparing" | "replacing") => HeldRequest;
}

/** What a store holds that somebody cut, or wrote for another purpose. */
const SPOILED = { cut: "deploy-purge record 1 sha2", foreign: "hello" } as const;

/** A file that outlives the steps. @param workspace has a folder `public`. */
export async function fileMemory(workspace: string): Promise<BuiltMemory> {
  const path = join(workspace, "record");
  return {
    stepMs: 200,
    inputsOf: (isFull) => ({ state: isFull ? "file:public" : `file:${path}` }),
    async lose(how) {
      if (how === "gone") await rm(path, { force: true });
      else await writeFile(path, SPOILED[how]);
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

const REPOSITORY = "octo-org/site";

/** A ref of a real bare repository, behind git's own server. @param folder holds the repository. */
export async function refMemory(folder: string): Promise<BuiltMemory> {
  const bare = join(folder, "repositories", REPOSITORY);
  await mkdir(bare, { recursive: true });
  await gitIn(bare, "init", "--quiet", "--bare", ".");
  await gitIn(bare, "config", "http.receivepack", "true");
  const server = await startGitServer(join(folder, "repositories"), GITHUB_TOKEN);
  const github = { server_url: server.url, repository: REPOSITORY };
  return {
    stepMs: 500,
    inputsOf: (isFull) => ({ state: "git-ref", github: isFull ? { ...github, token: "of-somebody-else" } : github }),
    async lose(how) {
      const refs = (await gitIn(bare, "for-each-ref", "--format=%(refname)")).split("\n").filter((ref) => ref !== "");
      for (const ref of refs) await replace(bare, ref, how);
    },
    // A push asks what is there, which is when its lease is compared, and then sends what is to replace it.
    holdSave: (at) => server.hold(at === "comparing" ? /info\/refs\?service=git-receive-pack/ : /\/git-receive-pack$/),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function replace(bare: string, ref: string, how: "gone" | "cut" | "foreign"): Promise<void> {
  if (how === "gone") {
    await gitIn(bare, "update-ref", "-d", ref);
    return;
  }
  const file = join(bare, "spoiled");
  await writeFile(file, SPOILED[how]);
  const blob = await gitIn(bare, "hash-object", "-w", "--", file);
  await gitIn(bare, "update-index", "--add", "--cacheinfo", `100644,${blob},record`);
  const commit = await gitIn(bare, "commit-tree", await gitIn(bare, "write-tree"), "-m", "spoiled");
  await gitIn(bare, "update-ref", ref, commit);
}
