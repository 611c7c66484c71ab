import { hideUserInfo } from "../lib/user-info.ts";

/**
 * What can go wrong, as a closed list: who must act, and what the `error-code` output says.
 *
 * Failures of the outside world travel as values (`Answer`, `Outcome`); this error is for configuration and for bugs.
 */
export const ERROR_CODES = {
  config: "E_CONFIG",
  diff: "E_DIFF",
  state: "E_STATE",
  auth: "E_AUTH",
  site: "E_SITE",
  invalid: "E_REJECTED",
  quota: "E_QUOTA",
  throttled: "E_THROTTLED",
  unavailable: "E_UNAVAILABLE",
  unreadable: "E_UNREADABLE",
  deadline: "E_TIMEOUT",
  cancelled: "E_CANCELLED",
  origin: "E_ORIGIN",
  dependency: "E_DEPENDENCY",
  stale: "E_STALE",
  unproven: "E_UNPROVEN",
  bug: "E_BUG",
} as const;

export type Fault = keyof typeof ERROR_CODES;
export type ErrorCode = (typeof ERROR_CODES)[Fault];

/** One thing that is wrong with what the user gave: the input, what is wrong with it, and a valid value. */
export interface Problem {
  /** Name of the input as the user writes it, for example `site` or `provider-options.tenant`. */
  readonly input: string;
  /** What is wrong, and the remedy; one sentence or two. Never contains a secret's value. */
  readonly message: string;
}

/**
 * The one error class. `problems` lists everything that is wrong at once when the fault is `config`. No text of it shows the
 * user name and password of an address that it quotes.
 */
export class PurgeError extends Error {
  override readonly name = "PurgeError" as const;
  readonly fault: Fault;
  readonly problems: readonly Problem[];

  constructor(fault: Fault, message: string, options: { cause?: unknown; problems?: readonly Problem[] } = {}) {
    super(hideUserInfo(message), options.cause === undefined ? {} : { cause: options.cause });
    this.fault = fault;
    this.problems = (options.problems ?? []).map(({ input, message }) => ({ input, message: hideUserInfo(message) }));
  }

  get code(): ErrorCode {
    return ERROR_CODES[this.fault];
  }
}

/** A configuration error out of one or several problems, worded so that the first line alone is of use. */
export function configError(problems: readonly Problem[]): PurgeError {
  const lines = problems.map(({ input, message }) => `${input}: ${message}`);
  const message = lines.length === 1 ? (lines[0] as string) : `${lines.length} problems:\n- ${lines.join("\n- ")}`;
  return new PurgeError("config", message, { problems });
}
