import type { Io, Opened } from "../../model/provider.ts";
import { type AnswerRules, failedAnswer, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { type Settings, Token } from "./schema.ts";

/** What `open` finds out: an IAM token. */
export interface Session {
  readonly token: string;
}

const TOKEN_TYPE = "urn:ietf:params:oauth:token-type";
const REFUSED =
  "Yandex Cloud gives no token: check the service account's federated credential, whose subject must fit repository and branch or environment, and the federation's issuer and audience";

const ANSWERS: AnswerRules = {
  hints: { 400: REFUSED, 401: REFUSED, 403: REFUSED },
  faults: { 400: "auth" },
  words: ["error_description"],
  holdsSecrets: true,
};

/** The token that was given, or one of the service account for the workflow's own identity. */
export async function openToken({ federation, apiKey, tokenUrl }: Settings, io: Io): Promise<Opened<Session>> {
  if (federation === undefined) return { kind: "open", session: { token: apiKey } };
  const identity = await io.identity(federation.audience);
  const form = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    requested_token_type: `${TOKEN_TYPE}:access_token`,
    audience: federation.serviceAccount,
    subject_token: identity,
    subject_token_type: `${TOKEN_TYPE}:id_token`,
  });
  const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
  const url = `${tokenUrl}/oauth/token`;
  const response = await io.send({ method: "POST", url, headers, body: form.toString(), secrets: [identity] });
  const answer = readAnswer(response, json(Token, 200), ANSWERS);
  if (answer.kind === "failed") return answer;
  const { access_token: token, expires_in: seconds } = answer.body;
  if (seconds <= 0) return failedAnswer(response, "auth", "Yandex Cloud gave a token that has ended already", ANSWERS);
  return { kind: "open", session: { token }, expiresMs: seconds * 1000, secrets: [token] };
}
