import { z } from "zod";
import type { Io, Memo, Opened } from "../../model/provider.ts";
import type { GoogleSettings } from "./google-settings.ts";
import { AccessToken, Count } from "./json.ts";
import { type AnswerRules, failedAnswer, readAnswer } from "./read-answer.ts";
import { json } from "./readings.ts";
import { postJson } from "./request.ts";
import { lifeMs } from "./token-life.ts";

/** What `open` finds out: a token for Google's APIs. */
export interface GoogleSession {
  readonly token: string;
}

/** https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token */
const Exchanged = z.object({ access_token: AccessToken, expires_in: Count });

/** https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken */
const Generated = z.object({ accessToken: AccessToken, expireTime: z.string() });

const SCOPE = "https://www.googleapis.com/auth/cloud-platform";
const TOKEN_TYPE = "urn:ietf:params:oauth:token-type";
/** Life of a service account's token, in seconds: longer than most runs; after it, a new one is requested. */
const LIFE_SECONDS = 900;

const STS_REFUSED =
  "The workload identity provider does not admit this workflow: check its issuer, its audience and its condition on repository and branch";
const ANSWERS: AnswerRules = {
  hints: {
    400: STS_REFUSED,
    401: STS_REFUSED,
    403: "The workflow's identity may not act as the service account: it needs the role Workload Identity User on it",
  },
  faults: { 400: "auth" },
  words: ["error_description"],
  holdsSecrets: true,
};

/** The token that was given, or one for the workflow's own identity, and with it one of the service account. */
export async function openGoogle(settings: GoogleSettings, io: Io, memo?: Memo): Promise<Opened<GoogleSession>> {
  const { identityProvider, apiKey, serviceAccount } = settings;
  if (identityProvider === undefined) return { kind: "open", session: { token: apiKey } };
  if (serviceAccount !== undefined && memo !== undefined) {
    return impersonate({ settings, io, serviceAccount }, String(memo["token"]));
  }
  return exchange({ settings, io, identityProvider });
}

interface Exchange {
  readonly settings: GoogleSettings;
  readonly io: Io;
  readonly identityProvider: string;
}

async function exchange({ settings, io, identityProvider }: Exchange): Promise<Opened<GoogleSession>> {
  const identity = await io.identity(`https://iam.googleapis.com/${identityProvider}`);
  const form = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    audience: `//iam.googleapis.com/${identityProvider}`,
    scope: SCOPE,
    requested_token_type: `${TOKEN_TYPE}:access_token`,
    subject_token_type: `${TOKEN_TYPE}:jwt`,
    subject_token: identity,
  });
  const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
  const url = `${settings.stsUrl}/v1/token`;
  const response = await io.send({ method: "POST", url, headers, body: form.toString(), secrets: [identity] });
  const answer = readAnswer(response, json(Exchanged, 200), ANSWERS);
  if (answer.kind === "failed") return answer;
  const { access_token: token, expires_in: seconds } = answer.body;
  if (seconds <= 0) return failedAnswer(response, "auth", "Google gave a token that has ended already", ANSWERS);
  if (settings.serviceAccount !== undefined) return { kind: "next", memo: { token }, secrets: [token] };
  return { kind: "open", session: { token }, expiresMs: seconds * 1000, secrets: [token] };
}

interface Impersonation {
  readonly settings: GoogleSettings;
  readonly io: Io;
  readonly serviceAccount: string;
}

async function impersonate(
  { settings, io, serviceAccount }: Impersonation,
  token: string,
): Promise<Opened<GoogleSession>> {
  const url = `${settings.iamUrl}/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`;
  const body = { scope: [SCOPE], lifetime: `${LIFE_SECONDS}s` };
  const response = await io.send(postJson(url, { authorization: `Bearer ${token}` }, body));
  const answer = readAnswer(response, json(Generated, 200), ANSWERS);
  if (answer.kind === "failed") return answer;
  const { accessToken, expireTime } = answer.body;
  const expiresMs = lifeMs(expireTime, response, io);
  if (expiresMs === undefined) {
    return failedAnswer(
      response,
      "auth",
      `the service account's token ends at ${expireTime.slice(0, 40)}, which is over`,
      ANSWERS,
    );
  }
  return { kind: "open", session: { token: accessToken }, expiresMs, secrets: [accessToken] };
}

/** The headers that open Google's APIs. */
export function bearer({ token }: GoogleSession): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` };
}
