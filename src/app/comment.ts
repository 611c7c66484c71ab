import { createHash } from "node:crypto";
import { textAt, valueAt } from "../changes/event.ts";
import type { Config } from "../model/config.ts";
import { ERROR_CODES, PurgeError } from "../model/errors.ts";
import type { PullRequestComment, PullRequestComments } from "../ports/comments.ts";
import type { World } from "../ports/world.ts";
import { hasPreview, renderComment } from "../report/comment.ts";
import type { Report } from "../report/report.ts";

/** Most milliseconds that the comment may take: the verdict is known by then, and nothing waits for it. Our own bound. */
const COMMENT_WITHIN_MS = 20_000;
/** At the start of the body: the step that the comment belongs to, and the run that wrote it. */
const MARKER = /^<!-- deploy-purge ([0-9a-f]{32}) (\d{1,18}) -->/;

export interface CommentWorld extends Pick<World, "log" | "runner" | "alarm"> {
  /** @param until when it aborts, whatever waits for the network fails at once. */
  readonly comments: (number: number, token: string, until: AbortSignal) => PullRequestComments;
  /** Hides what is secret. */
  readonly redact: (text: string) => string;
}

/**
 * Keeps the preview of a pull request in one comment on it. Whatever fails is a notice: the verdict is another matter.
 *
 * @param report a redacted one.
 */
export async function commentOnPullRequest(report: Report, config: Config, world: CommentWorld): Promise<void> {
  if (config.comment !== true) return;
  const { runner, log, alarm } = world;
  const number = pullRequestOf(runner);
  if (number === undefined)
    return log.info(
      `Comment: none, since this run belongs to no pull request (event ${runner.event.name || "unknown"}).`,
    );
  const why = whyNone(report, config);
  if (why !== undefined) return log.info(`Comment: none, since ${why}.`);
  try {
    if (config.githubToken === undefined) throw new PurgeError("config", "github-token is empty");
    const comments = world.comments(number, config.githubToken, alarm(COMMENT_WITHIN_MS));
    log.info(`Comment: ${await keep(comments, previewText(report, world), keyOf(config, runner.step), runner.runId)}.`);
  } catch (error) {
    const failure = error instanceof PurgeError ? error.message : "of a defect of the action";
    log.notice(
      `The comment on the pull request was left as it was: ${failure}. The job's summary has the preview.`,
      "Comment",
    );
  }
}

/** The number of the pull request that the run's event is about. */
function pullRequestOf({ event: { name, payload } }: CommentWorld["runner"]): number | undefined {
  const number = valueAt(payload, "pull_request", "number") ?? valueAt(payload, "number");
  const isOne = name.startsWith("pull_request") && typeof number === "number" && Number.isSafeInteger(number);
  return isOne ? number : undefined;
}

function whyNone({ errorCode, destinations }: Report, { dryRun }: Config): string | undefined {
  if (!dryRun) return "this run purges, and the comment is a preview";
  if (errorCode === ERROR_CODES.cancelled) return "the run was cancelled";
  return errorCode === "" && destinations.length === 0 ? "the run was skipped" : undefined;
}

/** What the comment is to say. `isNew`: also where there is none yet. Undefined: there is to be none. */
function previewText(
  report: Report,
  { runner, redact }: CommentWorld,
): { readonly text: string; readonly isNew: boolean } | undefined {
  const { event, serverUrl, repository, runId } = runner;
  const isNew = report.errorCode === "";
  if (isNew && !hasPreview(report)) return undefined;
  const commit = textAt(event.payload, "pull_request", "head", "sha") ?? "";
  const runUrl = `${serverUrl}/${repository}/actions/runs/${runId}`;
  return { text: redact(renderComment(report, { commit, runUrl })), isNew };
}

/** Equal for every run of a step, and for no two steps: legs of a matrix share workflow, job and step, but no destination. */
function keyOf({ destinations }: Config, step: readonly string[] = []): string {
  const parts = [...step, ...destinations.map(({ memory }) => memory.key).sort()];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

/** @returns what was done, as the end of a sentence. */
async function keep(
  comments: PullRequestComments,
  preview: ReturnType<typeof previewText>,
  key: string,
  runId: string,
): Promise<string> {
  const marked = (await comments.list()).filter(({ body }) => MARKER.exec(body)?.[1] === key);
  // Anybody may write the marker: only what the token itself has written is touched.
  const self = marked.length === 0 ? "" : await comments.self();
  const own = marked.filter(({ author }) => author.toLowerCase() === self.toLowerCase());
  if (own.some((one) => isNewer(one, runId))) return "a newer run has written it, and it stays as it is";
  // Runs of one pull request that overlapped have each made one.
  for (const { id } of preview === undefined ? own : own.slice(1)) await comments.remove(id);
  const [first] = own;
  if (preview === undefined) return first === undefined ? "none, since nothing would be purged" : REMOVED;
  const body = `<!-- deploy-purge ${key} ${/^\d{1,18}$/.test(runId) ? runId : 0} -->\n${preview.text}`;
  if (first !== undefined && (await comments.update(first.id, body))) return "changed in place";
  if (!preview.isNew) return "none, since there is no preview";
  await comments.create(body);
  return "written";
}

const REMOVED = "removed, since nothing would be purged any more";

/** Ids of runs grow with time. */
function isNewer({ body }: PullRequestComment, runId: string): boolean {
  const run = MARKER.exec(body)?.[2];
  return run !== undefined && /^\d{1,18}$/.test(runId) && BigInt(run) > BigInt(runId);
}
