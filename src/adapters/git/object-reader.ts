import { Socket } from "node:net";
import { type ObjectHeader, parseAnswers, type TakeContent } from "./object-answers.ts";
import { CANCELLED, tooLate } from "./process.ts";
import { type GitProcess, type GitStart, startGit } from "./start-git.ts";

/** What each name names, in their order, undefined where nothing is there; or how git failed. */
export type ObjectsRead =
  | { readonly ok: true; readonly objects: readonly (ObjectHeader | undefined)[] }
  | { readonly ok: false; readonly message: string };

/** Reads objects of one repository, one question after another. */
export interface ObjectReader {
  /**
   * @param names ids and revisions, without spaces and control characters.
   * @param take default: the contents are dropped.
   */
  read(names: readonly string[], take?: TakeContent, signal?: AbortSignal): Promise<ObjectsRead>;
  /** Lets the next question see objects of folders that were added. */
  refresh(): void;
}

interface ReaderOptions extends Omit<GitStart, "args"> {
  /** Milliseconds for one question. */
  readonly limitMs: number;
}

/** A process that is not asked anything for so long is ended, in milliseconds: a run's questions follow each other. */
const IDLE_MS = 500;
/** A process, and what is told of its end while it is asked something. */
interface Session {
  readonly git: GitProcess;
  onEnd: ((message: string) => void) | undefined;
}

/**
 * All questions go to one `git cat-file --batch`: a process for each would cost more than the answers. It is started by the first
 * question, again after one that failed, and does not keep this process from ending.
 */
export function createObjectReader({ limitMs, ...start }: ReaderOptions): ObjectReader {
  let session: Session | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function open(): Session {
    const opened: Session = { git: startInBackground(start), onEnd: undefined };
    void opened.git.ended.then(({ message }) => {
      if (session === opened) session = undefined;
      opened.onEnd?.(message === "" ? "git ended before its answer did" : message);
    });
    return opened;
  }

  function close(): void {
    clearTimeout(idle);
    session?.git.child.stdin.end();
    session = undefined;
  }

  async function ask(names: readonly string[], take: TakeContent, signal?: AbortSignal): Promise<ObjectsRead> {
    if (signal?.aborted) return { ok: false, message: CANCELLED };
    clearTimeout(idle);
    session ??= open();
    const asked = session;
    let isAnswered = false;
    try {
      const answer = await answerOf(asked, names, { take, limitMs, signal });
      isAnswered = answer.ok;
      return answer;
    } finally {
      if (isAnswered) idle = setTimeout(close, IDLE_MS).unref();
      else {
        asked.git.kill();
        if (session === asked) session = undefined;
      }
    }
  }

  return {
    read(names, take = () => () => undefined, signal) {
      if (names.length === 0) return Promise.resolve({ ok: true, objects: [] });
      const answer = last.then(() => ask(names, take, signal));
      last = answer.catch(() => undefined);
      return answer;
    },
    refresh: close,
  };
}

function startInBackground(start: Omit<GitStart, "args">): GitProcess {
  const git = startGit({ ...start, args: ["cat-file", "--batch"] });
  git.child.unref();
  for (const stream of [git.child.stdin, git.child.stdout, git.child.stderr]) {
    if (stream instanceof Socket) stream.unref();
  }
  return git;
}

interface Question {
  readonly take: TakeContent;
  readonly limitMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Rejects with what `take` throws. */
async function answerOf(session: Session, names: readonly string[], question: Question): Promise<ObjectsRead> {
  const { take, limitMs, signal } = question;
  const { stdin, stdout } = session.git.child;
  const { promise, resolve, reject } = Promise.withResolvers<ObjectsRead>();
  const push = parseAnswers(names.length, take, (objects) => resolve({ ok: true, objects }));
  const onData = (chunk: Buffer): void => {
    try {
      push(chunk);
    } catch (error) {
      reject(error);
    }
  };
  const fail = (message: string): void => resolve({ ok: false, message });
  const cancel = (): void => fail(CANCELLED);
  // It keeps this process alive until the answer is there.
  const timer = setTimeout(() => fail(tooLate(limitMs)), limitMs);
  signal?.addEventListener("abort", cancel, { once: true });
  stdout.on("data", onData);
  session.onEnd = fail;
  stdin.write(names.map((name) => `${name}\n`).join(""));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
    stdout.off("data", onData);
    session.onEnd = undefined;
  }
}
