import { hideUserInfo } from "../../lib/user-info.ts";
import { configError, type PurgeError } from "../../model/errors.ts";
import { networkFailure } from "../http/network-failure.ts";

/** What the runner gives to jobs that may ask for an identity token. */
const VARIABLES = ["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"] as const;

export interface IdentityOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Masks a token before it is used. */
  readonly mask: (token: string) => void;
}

/** GitHub's OIDC token for an audience. @param signal ends the wait. */
export type Identity = (audience: string, signal: AbortSignal) => Promise<string>;

/**
 * The workflow's own identity, which opens a cloud account without a stored key.
 *
 * @throws {PurgeError} config, naming the permission where the job has none, and GitHub's words where it refuses.
 * @throws {NetworkFailure} where GitHub's service does not answer, or not with a token: it may later.
 * @see https://docs.github.com/en/actions/concepts/security/openid-connect
 */
export function createIdentity({ environment, mask }: IdentityOptions): Identity {
  return async (audience, signal) => {
    if (VARIABLES.some((name) => (environment[name] ?? "") === "")) throw noRight();
    // Loaded when it is needed: it brings an HTTP client of its own.
    const { getIDToken } = await import("@actions/core");
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const token = await untilAborted(getIDToken(audience), patience).catch((error: unknown) => {
      throw patience.aborted ? networkFailure(`${SERVICE} gave no answer`, { retryable: true }) : failureOf(error);
    });
    mask(token);
    return token;
  };
}

/** Longest wait for an answer; ours: GitHub's toolkit waits for minutes. */
const PATIENCE_MS = 30_000;
const SERVICE = "GitHub's service of identity tokens";

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** The toolkit puts the status into its message alone. A refusal is about this job's rights, and anything else is an outage. */
function failureOf(error: unknown): PurgeError {
  const words = hideUserInfo(error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ");
  const shown = words.slice(0, MAX_WORDS).trim();
  const status = Number(/Error Code : (\d{3})\b/.exec(words)?.[1]);
  const isRefused = status >= 400 && status < 500 && status !== 408 && status !== 429;
  if (!isRefused) return networkFailure(`${SERVICE} gave none (${shown})`, { retryable: true });
  return configError([{ input: "permissions", message: `GitHub gives this job no identity token (${shown})` }]);
}

/** Most characters of GitHub's words that are shown. */
const MAX_WORDS = 300;

function noRight(): PurgeError {
  const message =
    "do not let this job ask for an identity token, which stands in for a stored key here: give the job `permissions: id-token: " +
    "write` beside `contents: read`, or give a key. A pull request from a fork never gets one";
  return configError([{ input: "permissions", message }]);
}
