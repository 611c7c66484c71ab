import type { HttpRequest, HttpResponse } from "../../model/http.ts";
import type { Failed, Io, Opened } from "../../model/provider.ts";
import { AccessToken } from "../kit/json.ts";
import { type AnswerRules, failedAnswer, readAnswer } from "../kit/read-answer.ts";
import { xml } from "../kit/readings.ts";
import { lifeMs } from "../kit/token-life.ts";
import { elementOf } from "../kit/xml.ts";
import type { Credentials } from "./signature.ts";

/** What `open` finds out: credentials that last as long as the role lets them. */
export interface Session {
  readonly credentials: Credentials;
}

export interface Role {
  readonly arn: string;
  /** Scheme and host of the security token service. */
  readonly stsUrl: string;
}

/** The audience that AWS requires in a trust policy: https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws */
const AUDIENCE = "sts.amazonaws.com";
/** Shortest life that AWS gives, in seconds: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
const LIFE_SECONDS = 900;

const ANSWERS: AnswerRules = {
  hints: {
    400: "The identity token was refused: the account needs GitHub as an identity provider, with sts.amazonaws.com as its audience",
    403: "The role's trust policy does not admit this workflow: check repo, branch and environment in its condition on token.actions.githubusercontent.com:sub",
  },
  faults: { 400: "auth" },
  holdsSecrets: true,
  codes: ({ text }) => (THROTTLES.has(elementOf(text, "Code") ?? "") ? "throttled" : undefined),
};
const THROTTLES: ReadonlySet<string> = new Set([
  "Throttling",
  "ThrottlingException",
  "RequestLimitExceeded",
  "IDPCommunicationError",
]);

const ASSUMED = xml(
  {
    accessKeyId: "AccessKeyId",
    secretAccessKey: "SecretAccessKey",
    sessionToken: "SessionToken",
    expiration: "Expiration",
  },
  200,
);

/** Takes on a role with the workflow's own identity, so that no key need be stored. */
export async function assumeRole(role: Role, io: Io): Promise<Opened<Session>> {
  const token = await io.identity(AUDIENCE);
  const response = await io.send(assumeRequest(role, token));
  const answer = readAnswer(response, ASSUMED, ANSWERS);
  if (answer.kind === "failed") return answer;
  const { expiration, ...credentials } = answer.body;
  if (Object.values(credentials).some((value) => !AccessToken.safeParse(value).success)) {
    return failedAnswer(
      response,
      "unreadable",
      `HTTP ${response.status}: the role's credentials are no plain text`,
      ANSWERS,
    );
  }
  const expiresMs = lifeMs(expiration, response, io);
  if (expiresMs === undefined) return expired(response, expiration);
  return {
    kind: "open",
    session: { credentials },
    expiresMs,
    secrets: [credentials.secretAccessKey, credentials.sessionToken],
  };
}

/** Not signed: the token is the proof. */
function assumeRequest({ arn, stsUrl }: Role, token: string): HttpRequest {
  const form = new URLSearchParams({
    Action: "AssumeRoleWithWebIdentity",
    Version: "2011-06-15",
    RoleArn: arn,
    RoleSessionName: "deploy-purge",
    DurationSeconds: String(LIFE_SECONDS),
    WebIdentityToken: token,
  });
  const headers = { accept: "text/xml", "content-type": "application/x-www-form-urlencoded" };
  return { method: "POST", url: `${stsUrl}/`, headers, body: form.toString(), secrets: [token] };
}

function expired({ status }: HttpResponse, expiration: string): Failed {
  const message = `HTTP ${status}: the role's credentials end at ${expiration.slice(0, 40)}, which is over`;
  return { kind: "failed", fault: "auth", message };
}
