/** Microsoft Entra ID's client credentials flow, as the receiving side reads it: every field is checked. */
import { z } from "zod";
import { type Call, json, type Reply } from "../../kit/api.ts";
import { claimsOf } from "../../kit/identity-token.ts";

const TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
const CLIENT_ID = "b2a5c3d4-1111-4222-8333-444455556666";
const CLIENT_SECRET = "Abc8Q~sandboxClientSecretOfTheApplication";
const ISSUER = "https://token.actions.githubusercontent.com";
const AUDIENCE = "api://AzureADTokenExchange";

const Common = {
  client_id: z.literal(CLIENT_ID),
  scope: z.literal("https://management.azure.com/.default"),
  grant_type: z.literal("client_credentials"),
};
const Forms = {
  secret: z.strictObject({ ...Common, client_secret: z.literal(CLIENT_SECRET) }),
  federated: z.strictObject({
    ...Common,
    client_assertion_type: z.literal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
    client_assertion: z.string(),
  }),
};
const Claims = z.object({ iss: z.literal(ISSUER), aud: z.literal(AUDIENCE), sub: z.string(), exp: z.number() });

/** @param how what the application may be opened with; null: there is no application. */
export function grantToken(
  call: Call,
  how: keyof typeof Forms | null,
  { token, now, seconds }: { readonly token: string; readonly now: number; readonly seconds: number },
): Reply {
  if (call.method !== "POST" || call.path !== `/${TENANT}/oauth2/v2.0/token` || how === null) {
    return refuse(400, "invalid_request", "AADSTS90002: Tenant not found.");
  }
  const isForm = call.headers["content-type"] === "application/x-www-form-urlencoded";
  const { data, error } = Forms[how].safeParse(Object.fromEntries(new URLSearchParams(isForm ? call.body : "")));
  if (data === undefined) {
    return refuse(401, "invalid_client", `AADSTS7000215: Invalid ${error?.issues[0]?.path.join(".")} provided.`);
  }
  if ("client_assertion" in data) {
    const claims = Claims.safeParse(claimsOf(data.client_assertion)).data;
    const isRight = claims?.sub.startsWith("repo:octo-org/site:") === true;
    if (!isRight) return refuse(400, "invalid_client", "AADSTS700213: No matching federated identity record found.");
    if (claims.exp * 1000 < now) return refuse(401, "invalid_client", "AADSTS700024: Client assertion has expired.");
  }
  return json(200, { token_type: "Bearer", expires_in: seconds, ext_expires_in: seconds, access_token: token });
}

function refuse(status: number, error: string, error_description: string): Reply {
  return json(status, { error, error_description });
}
