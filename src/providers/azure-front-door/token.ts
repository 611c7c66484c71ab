import type { HttpRequest } from "../../model/http.ts";
import type { Io, Opened } from "../../model/provider.ts";
import { type AnswerRules, failedAnswer, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { type Settings, Token } from "./schema.ts";

/** What `open` finds out: a token for Azure Resource Manager. */
export interface Session {
  readonly token: string;
}

/** The audience of a federated credential: https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation */
const AUDIENCE = "api://AzureADTokenExchange";
const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const SCOPE = "https://management.azure.com/.default";

const REFUSED =
  "Entra ID gives no token: check tenant-id, client-id and the client secret, or the application's federated credential, whose subject must fit repository and branch or environment";

const ANSWERS: AnswerRules = {
  hints: { 400: REFUSED, 401: REFUSED },
  faults: { 400: "auth" },
  codes: (_, body) => (errorOf(body) === "temporarily_unavailable" ? "unavailable" : undefined),
  words: ["error_description"],
  holdsSecrets: true,
};

/** The access token that was given, or one for the application: by its secret, or by the workflow's own identity. */
export async function openToken(settings: Settings, io: Io): Promise<Opened<Session>> {
  const { application, apiKey } = settings;
  if (application === undefined) return { kind: "open", session: { token: apiKey } };
  const assertion = apiKey === "" ? await io.identity(AUDIENCE) : undefined;
  const proof: Readonly<Record<string, string>> =
    assertion === undefined
      ? { client_secret: apiKey }
      : { client_assertion_type: ASSERTION_TYPE, client_assertion: assertion };
  const response = await io.send(tokenRequest(settings, application, proof));
  const answer = readAnswer(response, json(Token, 200), ANSWERS);
  if (answer.kind === "failed") return answer;
  const { access_token: token, expires_in: seconds } = answer.body;
  if (seconds <= 0) return failedAnswer(response, "auth", "Entra ID gave a token that has ended already", ANSWERS);
  return { kind: "open", session: { token }, expiresMs: seconds * 1000, secrets: [token] };
}

function tokenRequest(
  { loginUrl }: Settings,
  { tenantId, clientId }: NonNullable<Settings["application"]>,
  proof: Readonly<Record<string, string>>,
): HttpRequest {
  const form = new URLSearchParams({ client_id: clientId, scope: SCOPE, grant_type: "client_credentials", ...proof });
  return {
    method: "POST",
    url: `${loginUrl}/${tenantId}/oauth2/v2.0/token`,
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
    secrets: Object.values(proof).filter((value) => value !== ASSERTION_TYPE),
  };
}

function errorOf(body: unknown): unknown {
  return typeof body === "object" && body !== null && "error" in body ? body.error : undefined;
}
