import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** GitHub's service of identity tokens, as the runner shows it to a job that may ask. */
export interface IdentityServer extends AsyncDisposable {
  /** What the runner puts into the job's environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Audiences that were asked for. */
  readonly audiences: readonly string[];
  readonly token: (audience: string) => string;
}

const REQUEST_TOKEN = "runner-token-0123456789abcdef";

type Claims = Readonly<Record<string, unknown>>;

/**
 * @param claims instead of those of a push to the main branch, for each audience.
 * @param answer what it gives to every request instead of a token; null: nothing, ever.
 */
export async function startIdentityServer(
  claims: Claims | ((audience: string) => Claims) = {},
  answer?: { readonly status: number; readonly body: string } | null,
): Promise<IdentityServer> {
  const audiences: string[] = [];
  const token = (audience: string): string => {
    const payload = {
      iss: "https://token.actions.githubusercontent.com",
      sub: "repo:octo-org/site:ref:refs/heads/main",
      aud: audience,
      exp: Math.floor(Date.now() / 1000) + 600,
      ...(typeof claims === "function" ? claims(audience) : claims),
    };
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    return `${part({ alg: "RS256", typ: "JWT" })}.${part(payload)}.c2lnbmF0dXJl`;
  };
  const server = createServer(({ url = "", headers, method }, response) => {
    const audience = new URL(url, "http://localhost").searchParams.get("audience") ?? "";
    const isAllowed = headers.authorization?.toLowerCase() === `bearer ${REQUEST_TOKEN}`;
    if (!isAllowed || method !== "GET") return void response.writeHead(401).end("{}");
    audiences.push(audience);
    if (answer === null) return;
    if (answer !== undefined) return void response.writeHead(answer.status).end(answer.body);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ value: token(audience) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    },
    audiences,
    token,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
