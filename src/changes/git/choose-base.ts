import { escapeControlCharacters } from "../../lib/escape.ts";
import { configError } from "../../model/errors.ts";
import type { Repository } from "../../ports/git.ts";
import type { Runner } from "../../ports/runner.ts";
import { isCommitId, NO_COMMIT, shortCommit as short, textAt } from "../event.ts";
import { type Deployed, deployedBefore } from "./last-deployment.ts";

/** The commit to compare with and why it is that one, or why there is none. */
export type Base =
  | {
      readonly commit: string;
      /** A commit that was live in between, though nobody remembers it: what it changed may still be cached. */
      readonly between?: string;
      readonly notes: readonly string[];
    }
  /** One sentence: everything counts as changed, because … */
  | { readonly none: string; readonly notes?: readonly string[] };

/** What the question of the base is decided on. */
export interface BaseQuestion {
  /** The `base` input. */
  readonly base?: string | undefined;
  /** The commit whose files were deployed, as hex. */
  readonly head: string;
  readonly token?: string | undefined;
  /** The memory, where there is one, and the commit that it holds, where it holds one. */
  readonly remembered?: { readonly commit?: string | undefined };
  /** GitHub's deployments, where they may stand for a memory that is not there. */
  readonly deployed?: Deployed | undefined;
  readonly runner: Pick<Runner, "event" | "serverUrl" | "runAttempt" | "sha" | "runId">;
  readonly repository: Pick<Repository, "resolve" | "has" | "fetch" | "parents" | "isWhole">;
}

type Claim =
  | { readonly kind: "commit"; readonly id: string; readonly why: string }
  | { readonly kind: "none"; readonly why: string };

/** Answers when it knows, and leaves the question to the next one when it does not. */
type Resolver = (question: BaseQuestion) => Promise<Claim | undefined> | Claim | undefined;

const RESOLVERS: readonly Resolver[] = [
  fromInput,
  fromRecord,
  fromPullRequest,
  fromMergeGroup,
  fromPush,
  fromOtherEvent,
];

/** Why an event does not name what was live before. The last commit is not it: the runs before may have deployed less. */
const SILENT_EVENTS: Readonly<Record<string, string>> = {
  workflow_dispatch: "a run that was started by hand does not say what was live before it",
  schedule: "a scheduled run does not say what was live before it",
  release: "a release does not say which one was live before it",
  workflow_run: "a run that follows another workflow does not say what was live before it",
  repository_dispatch: "a repository_dispatch event does not say what was live before it",
  deployment: "a deployment event does not say which commit was live before it",
  deployment_status: "a deployment_status event does not say which commit was live before it",
  workflow_call: "a called workflow does not say what was live before it",
  create: "a new branch or tag has nothing before it",
  page_build: "a page_build event does not say what was live before it",
  registry_package: "a package event does not say what was live before it",
};

/**
 * Finds the commit to compare `head` with: the first resolver of the chain that answers decides, and says why. A commit
 * that the checkout did not bring is fetched by its id.
 *
 * @throws {PurgeError} config, when the user's own `base` is no commit.
 */
export async function chooseBase(question: BaseQuestion): Promise<Base> {
  for (const resolver of RESOLVERS) {
    const claim = await resolver(question);
    if (claim === undefined) continue;
    const base = claim.kind === "none" ? { none: claim.why } : await bringBase(question, claim.id, claim.why);
    if (resolver === fromRecord) return withBetween(question, base);
    return resolver === fromPush || resolver === fromOtherEvent ? orDeployed(question, base) : base;
  }
  return { none: "nothing says what was live before" };
}

/** What GitHub knows as deployed, where the event does not say what was live before it. */
async function orDeployed(question: BaseQuestion, base: Base): Promise<Base> {
  if (!("none" in base) || question.deployed === undefined) return base;
  const found = await deployedBefore({ ...question, ...question.deployed });
  const brought = "none" in found ? found : await bringBase(question, found.commit, found.why);
  const event = `${base.none.charAt(0).toUpperCase()}${base.none.slice(1)}.`;
  if ("none" in brought) {
    return { none: base.none, notes: [`GitHub's deployments were requested, and do not say it: ${brought.none}.`] };
  }
  return { ...brought, notes: [event, ...brought.notes] };
}

/**
 * A commit that the user names, as hex; fetched where the name is a full id.
 *
 * @throws {PurgeError} config, naming the input, when it is no commit.
 */
export async function userCommit(
  input: "base" | "head",
  name: string,
  { repository, token, runner }: Pick<BaseQuestion, "repository" | "token" | "runner">,
): Promise<{ readonly commit: string; readonly notes: readonly string[] }> {
  const known = await repository.resolve(name);
  if (known !== undefined && (await repository.isWhole(known))) return { commit: known, notes: [] };
  const id = known ?? name.toLowerCase();
  const isId = isCommitId(id);
  const brought = isId ? await bring({ repository, runner, token }, id) : undefined;
  if (brought?.ok) return { commit: brought.commit, notes: [fetchedNote(input, id)] };
  const reason = brought === undefined ? "" : ` Fetching it failed: ${brought.message}.`;
  const message =
    `"${escapeControlCharacters(name, 100)}" is no commit, tag or branch that this checkout has.${reason} Give one name, not a range; ` +
    `a full commit id is fetched when it is missing, for example ${input}: 4b825dc642cb6eb9a060e54bf8d69288fbee4904.`;
  throw configError([{ input, message }]);
}

async function fromInput(question: BaseQuestion): Promise<Claim | undefined> {
  if (question.base === undefined || question.base === "") return undefined;
  const { commit, notes } = await userCommit("base", question.base, question);
  const why = [`Compared with ${short(commit)}, which base names.`, ...notes].join(" ");
  return { kind: "commit", id: commit, why };
}

/** What the memory holds is what was last deployed here: no event knows better. */
function fromRecord({ remembered }: BaseQuestion): Claim | undefined {
  if (remembered === undefined) return undefined;
  if (remembered.commit === undefined) return none("no earlier deploy is remembered");
  const why = `Compared with ${short(remembered.commit)}, the last deploy that is remembered.`;
  return { kind: "commit", id: remembered.commit, why };
}

/**
 * A push onto a commit that nobody remembers: that one went live, and its run ended before it could remember it. What it
 * changed and this one changed back shows only in a comparison with it.
 */
async function withBetween(question: BaseQuestion, base: Base): Promise<Base> {
  if ("none" in base) return base;
  const claimed = await fromPush(question);
  if (claimed?.kind !== "commit" || claimed.id === base.commit) return base;
  const brought = await bring(question, claimed.id);
  if (!brought.ok) {
    const why = `the commit before the push, ${short(claimed.id)}, is not the one that is remembered and could not be fetched: ${brought.message}`;
    return { none: why };
  }
  if (brought.commit === base.commit) return base;
  const note =
    `Also compared with ${short(brought.commit)}, what was there before the push: no run remembers it, so it may have been ` +
    "live in between.";
  return { ...base, between: brought.commit, notes: [...base.notes, note] };
}

/**
 * The files of a pull request are those of a merge commit that GitHub makes, by default: its first parent is what the branch
 * was at that moment, which the event may have been sent before.
 */
async function fromPullRequest({ runner: { event }, repository, head }: BaseQuestion): Promise<Claim | undefined> {
  if (!event.name.startsWith("pull_request")) return undefined;
  const [first, second, ...more] = await repository.parents(head);
  if (second !== undefined && more.length === 0 && second === textAt(event.payload, "pull_request", "head", "sha")) {
    return claim(first, "the branch it is to be merged into, as the checked-out merge commit has it");
  }
  return claim(textAt(event.payload, "pull_request", "base", "sha"), "the tip of the branch it is to be merged into");
}

function fromMergeGroup({ runner: { event } }: BaseQuestion): Claim | undefined {
  if (event.name !== "merge_group") return undefined;
  return claim(textAt(event.payload, "merge_group", "base_sha"), "the commit the merge group is built on");
}

async function fromPush({ runner, head, repository, remembered }: BaseQuestion): Promise<Claim | undefined> {
  const { event } = runner;
  if (event.name !== "push") return undefined;
  const before = textAt(event.payload, "before");
  const after = textAt(event.payload, "after");
  if (after !== undefined && NO_COMMIT.test(after)) return none("the push deleted its branch or tag");
  // An annotated tag's `after` is the tag's id, not the commit's.
  const isOurs = after !== undefined && (after === head || (await repository.resolve(after)) === head);
  if (!isOurs) {
    return none(`the files come from commit ${short(head)}, which is not what the push that started this run brought`);
  }
  if (before !== undefined && NO_COMMIT.test(before)) {
    return none("the push created its branch or tag, so nothing was pushed there before");
  }
  if (runner.runAttempt > 1 && remembered === undefined) {
    return none(
      `this is attempt ${runner.runAttempt} of an earlier run, and what other runs deployed since its push is not known`,
    );
  }
  const isForced = event.payload["forced"] === true;
  return claim(before, `what the branch or tag was before the ${isForced ? "forced " : ""}push`);
}

function fromOtherEvent({ runner: { event } }: BaseQuestion): Claim {
  const why = Object.hasOwn(SILENT_EVENTS, event.name) ? SILENT_EVENTS[event.name] : undefined;
  return none(why ?? `the event "${escapeControlCharacters(event.name, 60)}" does not say what was live before it`);
}

function claim(id: string | undefined, what: string): Claim {
  if (id === undefined || !isCommitId(id)) return none("the event does not name a commit to compare with");
  return { kind: "commit", id, why: `Compared with ${short(id)}, ${what}.` };
}

function none(why: string): Claim {
  return { kind: "none", why };
}

async function bringBase(question: BaseQuestion, id: string, why: string): Promise<Base> {
  const found = await bring(question, id);
  if (!found.ok)
    return {
      none: `the commit before, ${short(id)}, is not in the checkout and could not be fetched: ${found.message}`,
    };
  return { commit: found.commit, notes: found.isFetched ? [why, fetchedNote("base", id)] : [why] };
}

type Brought =
  | { readonly ok: true; readonly commit: string; readonly isFetched: boolean }
  | { readonly ok: false; readonly message: string };

async function bring(
  { repository, runner, token }: Pick<BaseQuestion, "repository" | "runner" | "token">,
  id: string,
): Promise<Brought> {
  const known = await repository.resolve(id);
  if (known !== undefined && (await repository.isWhole(known))) return { ok: true, commit: known, isFetched: false };
  const fetched = await repository.fetch(id, { serverUrl: runner.serverUrl, token });
  if (!fetched.ok) return fetched;
  const commit = await repository.resolve(id);
  if (commit === undefined) return { ok: false, message: "what the server sent is no commit" };
  return { ok: true, commit, isFetched: true };
}

function fetchedNote(input: "base" | "head", id: string): string {
  return `Commit ${short(id)} (${input}) was fetched by its id, since the checkout did not bring it.`;
}
