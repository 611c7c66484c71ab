/** AssumeRoleWithWebIdentity, as the receiving side reads it. Source: docs.aws.amazon.com/STS/latest/APIReference. */
import { z } from "zod";
import { claimsOf } from "../../kit/identity-token.ts";
import type { Malformed } from "./batch.ts";

const ISSUER = "https://token.actions.githubusercontent.com";
const AUDIENCE = "sts.amazonaws.com";

const Form = z.strictObject({
  Action: z.literal("AssumeRoleWithWebIdentity"),
  Version: z.literal("2011-06-15"),
  RoleArn: z.string(),
  RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/),
  DurationSeconds: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(900).max(43_200)),
  WebIdentityToken: z.string(),
});
const Claims = z.object({ iss: z.string(), aud: z.string(), sub: z.string(), exp: z.number() });

/** For how many seconds the role is given, or why it is not. Every field is checked. */
export function readRoleRequest(
  body: string,
  role: string | null,
  now: number,
): { readonly seconds: number } | Malformed {
  const { success, data, error } = Form.safeParse(Object.fromEntries(new URLSearchParams(body)));
  if (!success) return refuse(400, "ValidationError", `${error.issues[0]?.path.join(".")} failed validation`);
  const { data: claims } = Claims.safeParse(claimsOf(data.WebIdentityToken));
  if (claims === undefined) return refuse(400, "InvalidIdentityToken", "The token is no JWT with the claims it needs");
  if (claims.iss !== ISSUER)
    return refuse(400, "InvalidIdentityToken", "No OpenIDConnect provider found for this issuer");
  if (claims.aud !== AUDIENCE) return refuse(400, "InvalidIdentityToken", "Incorrect token audience");
  if (claims.exp * 1000 < now) return refuse(400, "ExpiredTokenException", "Token expired");
  if (data.RoleArn !== role || !claims.sub.startsWith("repo:octo-org/site:")) {
    return refuse(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
  }
  return { seconds: data.DurationSeconds };
}

function refuse(status: number, code: string, message: string): Malformed {
  return { status, code, message };
}
