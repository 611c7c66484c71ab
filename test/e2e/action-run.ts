/** A step to run: what the workflow says, and what happens to it from outside. */
export interface ActionRun {
  /** The step's `with:`. Keys are matched without case; unknown ones are passed on. */
  readonly with: Readonly<Record<string, string>>;
  readonly workspace: string;
  /** Default: a `push` without `before`. `GITHUB_SHA`, `GITHUB_REF` and `GITHUB_REPOSITORY` are taken from the payload. */
  readonly event?: { readonly name: string; readonly payload: Readonly<Record<string, unknown>> };
  /** The workflow's `env:`. As on GitHub it cannot replace a declared input or a variable of the runner's. */
  readonly env?: Readonly<Record<string, string>>;
  /** Contexts of the runner's own, by their name in lower case (`server_url`, `sha`, `ref`, `token`); undefined leaves one out. */
  readonly github?: Readonly<Record<string, string | undefined>>;
  /** Where a self-hosted runner keeps tools from one job to the next. Absent: GitHub's own runner. */
  readonly toolCache?: string;
  /** Masked from the start, as a repository's secrets are. */
  readonly secrets?: readonly string[];
  /** A signal as soon as a line of output matches, or the promise resolves. */
  readonly signalAfter?: {
    readonly signal: "SIGINT" | "SIGTERM" | "SIGKILL";
    readonly when: RegExp | Promise<unknown>;
    /** A second one right behind it. */
    readonly again?: "SIGINT" | "SIGTERM";
  };
  /** Gets each line of output as it comes. */
  readonly onLine?: (line: string) => void;
  /** Closes the reading end of its output as soon as a line matches: a runner that is gone. */
  readonly goneAfter?: RegExp;
  /** After so long the process is killed and `timedOut` is true. Default 60,000. */
  readonly timeoutMs?: number;
  /** Another script than `dist/index.js`, for tests of the harness and of single parts. */
  readonly entry?: string;
  /** A command that runs node for the runner: one that enters another network, for example. */
  readonly through?: readonly string[];
  /** Arguments after the script, for such tests. The runner gives none. */
  readonly args?: readonly string[];
}
