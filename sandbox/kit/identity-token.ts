/** What an identity token (a JWT) claims, its signature not checked; undefined where it is none. */
export function claimsOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  } catch {
    return undefined;
  }
}
