/** Google's token exchange and its service accounts' tokens, as the receiving side reads them: every field is checked. */
import { z } from "zod";
import { type Call, json, jsonBody, type Reply } from "./api.ts";
import { claimsOf } from "./identity-token.ts";

const PROVIDER = "projects/123456789/locations/global/workloadIdentityPools/github/providers/site";
const ACCOUNT = "purge@sandbox-project.iam.gserviceaccount.com";
const SCOPE = "https://www.googleapis.com/auth/cloud-platform";
export const DIRECT_TOKEN = "ya29.d.federated-token-of-the-workflow";
export const IMPERSONATED_TOKEN = "ya29.c.token-of-the-service-account";

const Form = z.strictObject({
  grant_type: z.literal("urn:ietf:params:oauth:grant-type:token-exchange"),
  audience: z.literal(`//iam.googleapis.com/${PROVIDER}`),
  scope: z.literal(SCOPE),
  requested_token_type: z.literal("urn:ietf:params:oauth:token-type:access_token"),
  subject_token_type: z.literal("urn:ietf:params:oauth:token-type:jwt"),
  subject_token: z.string(),
});
const Claims = z.object({
  iss: z.literal("https://token.actions.githubusercontent.com"),
  aud: z.literal(`https://iam.googleapis.com/${PROVIDER}`),
  sub: z.string().startsWith("repo:octo-org/site:"),
  exp: z.number(),
});
const Impersonation = z.strictObject({ scope: z.tuple([z.literal(SCOPE)]), lifetime: z.string().regex(/^\d+s$/) });

/** @param how what the project may be opened with; null: there is no provider. */
export function giveToken(call: Call, how: "direct" | "impersonated" | null, now: number): Reply {
  if (call.method === "POST" && call.path === "/v1/token" && how !== null) return exchange(call, now);
  const isRight = call.path === `/v1/projects/-/serviceAccounts/${ACCOUNT}:generateAccessToken`;
  if (call.method !== "POST" || !isRight || how !== "impersonated") {
    return json(404, { error: { code: 404, message: "Not found", status: "NOT_FOUND" } });
  }
  if (call.headers["authorization"] !== `Bearer ${DIRECT_TOKEN}`) {
    return json(403, { error: { code: 403, message: "iam.serviceAccounts.getAccessToken denied" } });
  }
  const { data } = Impersonation.safeParse(jsonBody(call));
  if (data === undefined) return json(400, { error: { code: 400, message: "Invalid request" } });
  const expireTime = new Date(now + Number.parseInt(data.lifetime, 10) * 1000).toISOString();
  return json(200, { accessToken: IMPERSONATED_TOKEN, expireTime });
}

function exchange({ headers, body }: Call, now: number): Reply {
  const isForm = headers["content-type"] === "application/x-www-form-urlencoded";
  const form = Form.safeParse(Object.fromEntries(new URLSearchParams(isForm ? body : "")));
  if (!form.success) return refuse("invalid_request", `Invalid value for ${form.error.issues[0]?.path.join(".")}`);
  const claims = Claims.safeParse(claimsOf(form.data.subject_token)).data;
  if (claims === undefined)
    return refuse("unauthorized_client", "The given credential is rejected by the attribute condition.");
  if (claims.exp * 1000 < now) return refuse("invalid_grant", "ID Token issued is stale to sign-in.");
  const issued_token_type = "urn:ietf:params:oauth:token-type:access_token";
  return json(200, { access_token: DIRECT_TOKEN, issued_token_type, token_type: "Bearer", expires_in: 3599 });
}

function refuse(error: string, error_description: string): Reply {
  return json(400, { error, error_description });
}
