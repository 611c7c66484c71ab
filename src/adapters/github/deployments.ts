import type { Deployment, DeploymentStatus, Deployments, Listed } from "../../ports/deployments.ts";
import { type ApiOptions, answerOf, type Call, createCall, fieldOf, isDenied } from "./api.ts";

/** Entries of one page: the most that GitHub gives (its documentation, "List deployments"). */
const PAGE = 100;

/**
 * The deployments of the repository, by GitHub's API. `deployments: read` is enough for the token.
 *
 * @see https://docs.github.com/en/rest/deployments/deployments
 */
export function createDeployments(
  options: Omit<ApiOptions, "token"> & { readonly token: string | undefined },
): Deployments {
  const { token } = options;
  let client: Promise<Call> | undefined;
  const request = async <T>(
    route: string,
    parameters: Readonly<Record<string, string>>,
    read: (entry: unknown) => T | undefined,
  ): Promise<Listed<T>> => {
    if (token === undefined) return { ok: false, message: "github-token is empty" };
    client ??= createCall({ ...options, token });
    try {
      const get = await client;
      return readList(await get(route, { ...parameters, per_page: String(PAGE) }), read);
    } catch (error) {
      const remedy = isDenied(error) ? " (the token under github-token needs deployments: read)" : "";
      return { ok: false, message: answerOf(error) + remedy };
    }
  };
  return {
    list: (environment, page) =>
      request("GET /repos/{owner}/{repo}/deployments", { environment, page: String(page) }, readDeployment),
    statuses: (id) => request("GET /repos/{owner}/{repo}/deployments/{id}/statuses", { id: String(id) }, readStatus),
  };
}

/** An entry that cannot be read may be the very one that counts: then the whole answer says nothing. */
function readList<T>(data: unknown, read: (entry: unknown) => T | undefined): Listed<T> {
  const items = Array.isArray(data) ? data.map(read) : [undefined];
  const whole = items.filter((item) => item !== undefined);
  if (whole.length < items.length) return { ok: false, message: "GitHub's API answered with no list of deployments" };
  return { ok: true, items: whole, hasMore: items.length === PAGE };
}

function readDeployment(entry: unknown): Deployment | undefined {
  const [id, commit, task] = ["id", "sha", "task"].map((key) => fieldOf(entry, key));
  if (typeof id !== "number" || !Number.isSafeInteger(id) || typeof commit !== "string") return undefined;
  const isTransient = fieldOf(entry, "transient_environment") === true;
  return { id, commit: commit.toLowerCase(), task: typeof task === "string" ? task : "deploy", isTransient };
}

function readStatus(entry: unknown): DeploymentStatus | undefined {
  const [state, logUrl] = ["state", "log_url"].map((key) => fieldOf(entry, key));
  return typeof state === "string" ? { state, logUrl: typeof logUrl === "string" ? logUrl : "" } : undefined;
}
