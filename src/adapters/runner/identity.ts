import { hideUserInfo } from "../../lib/user-info.ts";
import { configError } from "../../model/errors.ts";

/** What the runner gives to jobs that may ask for an identity token. */
const VARIABLES = ["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"] as const;

export interface IdentityOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Masks a token before it is used. */
  readonly mask: (token: string) => void;
}

/**
 * The workflow's own identity: GitHub's OIDC token for an audience, which opens a cloud account without a stored key.
 *
 * @throws {PurgeError} config, naming the permission where the job has none, and GitHub's words where it refuses.
 * @see https://docs.github.com/en/actions/concepts/security/openid-connect
 */
export function createIdentity({ environment, mask }: IdentityOptions): (audience: string) => Promise<string> {
  return async (audience) => {
    if (VARIABLES.some((name) => (environment[name] ?? "") === "")) throw noRight();
    try {
      // Loaded when it is needed: it brings an HTTP client of its own.
      const { getIDToken } = await import("@actions/core");
      const token = await getIDToken(audience);
      mask(token);
      return token;
    } catch (error) {
      const words = hideUserInfo(error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ");
      throw configError([
        { input: "permissions", message: `GitHub gives this job no identity token (${words.slice(0, 300).trim()})` },
      ]);
    }
  };
}

function noRight() {
  const message =
    "do not let this job ask for an identity token, which stands in for a stored key here: give the job `permissions: id-token: " +
    "write` beside `contents: read`, or give a key. A pull request from a fork never gets one";
  return configError([{ input: "permissions", message }]);
}
