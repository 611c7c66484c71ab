import type { Where } from "../support/shown.ts";

/** One thing that can go wrong, at one stage, and what is to happen. */
export interface Row {
  readonly stage:
    | "config"
    | "diff"
    | "map"
    | "submit"
    | "poll"
    | "verify"
    | "state"
    | "report"
    | "signal"
    | "any"
    | "input";
  readonly fault: string;
  readonly then: string;
  readonly where: readonly Where[];
}

const at = (path: string, says: string): Where => [path, says];
const row = (stage: Row["stage"], fault: string, then: string, ...where: readonly Where[]): Row => ({
  stage,
  fault,
  then,
  where,
});

/** Everything outside that can fail, stage by stage. */
export const ROWS: readonly Row[] = [
  row(
    "config",
    "no token, unknown provider, bad URL",
    "all problems at once, no network",
    at("e2e/inputs.e2e.test.ts", "several at once, all of them named"),
  ),
  row(
    "config",
    "a token with line breaks",
    "refused, never shown",
    at("e2e/inputs.e2e.test.ts", "a key with line breaks, of which nothing is shown"),
  ),
  row(
    "config",
    "NODE_TLS_REJECT_UNAUTHORIZED=0",
    "certificates are still checked",
    at("world/http.test.ts", "NODE_TLS_REJECT_UNAUTHORIZED=0 does not turn the check off"),
  ),
  row(
    "config",
    "a malformed proxy variable",
    "refused without its value",
    at("world/http-proxy.test.ts", "is no proxy: all variables are reported, without their values"),
  ),
  row(
    "state",
    "nothing remembered",
    "everything is purged",
    at("e2e/base.e2e.test.ts", "purges everything below the site's URL once, and says why: the first push"),
    at("e2e/memory.test.ts", "purges everything once, then what changed, then nothing"),
  ),
  row(
    "state",
    "a damaged or foreign record",
    "as if there were none",
    at("e2e/memory.test.ts", "that is %s counts as lost"),
    at("state/record.test.ts", "is damaged when it is cut anywhere, or any byte is another"),
  ),
  row(
    "state",
    "the store cannot be reached",
    "as if there were none; where it takes nothing either, red before anything is sent",
    at("e2e/recovery.test.ts", "when it is asked counts as one without a record; the next run knows again"),
    at("e2e/stores.test.ts", "answers %i makes the run red before anything is sent"),
  ),
  row(
    "state",
    "the store hangs, drips, or answers nonsense",
    "given up within a minute, or as soon as the run is over",
    at("state/cache-service.test.ts", "fails with %s is given up in time, and not waited for once more"),
    at("e2e/stores.test.ts", "answers with %s does not keep a run that is cancelled"),
    at("e2e/stores.test.ts", "a ref's server that hangs does not keep a run that is cancelled, nor git"),
  ),
  row(
    "state",
    "an older run again",
    "both directions are purged",
    at(
      "e2e/recovery.test.ts",
      "is a rollback: purges what the newer one changed, and becomes what later ones compare with",
    ),
    at("changes/base.test.ts", "of an old run is a rollback: compared with what was deployed last"),
  ),
  row(
    "diff",
    "the base commit is missing",
    "fetched by its id, else everything; never an empty diff",
    at("e2e/base.e2e.test.ts", "gets the base from its remote, by id"),
    at("e2e/base.e2e.test.ts", "whose base is nowhere to be had purges everything, and says so"),
  ),
  row(
    "diff",
    "git fails",
    "an error, never an empty diff",
    at("world/git.test.ts", "throws when git fails, and is never empty instead"),
  ),
  row(
    "diff",
    "git hangs",
    "killed with all its helpers",
    at("world/git.test.ts", "is killed with all its helpers when it hangs"),
  ),
  row(
    "diff",
    "a hundred thousand names",
    "read as they come",
    at("world/git.test.ts", "reads a hundred thousand names as they come"),
  ),
  row(
    "diff",
    "a file vanishes or changes while it is hashed",
    "read once more, then an error that names it",
    at("world/hash.test.ts", "when it vanishes before it is read, and is not back at the second look"),
    at("world/hash.test.ts", "when it is written to while it is read"),
  ),
  row(
    "diff",
    "links out of the build, loops, pipes",
    "not followed",
    at("world/files.test.ts", "look for a file at any depth, past loops, and not in .git"),
    at("world/hash.test.ts", "follows links within the folder as what they lead to, and none out of it"),
    at("world/hash.test.ts", "ends where links lead in circles through each other"),
    at("world/hash.test.ts", "never opens a named pipe or a socket, and says so"),
  ),
  row("diff", "build-dir is missing or empty", "an error", at("e2e/inputs.e2e.test.ts", "an empty build-dir")),
  row(
    "map",
    "names that are no text",
    "encoded once, as bytes",
    at("mapping/encode.test.ts", "encodes bytes that are not UTF-8 as the bytes they are"),
  ),
  row(
    "submit",
    "no such host name",
    "three attempts, then everything stops",
    at("purge/retry.vectors.ts", "an unknown host name that never answered: three attempts, then everything stops"),
  ),
  row(
    "submit",
    "refused, or a black hole",
    "asked again; each address is named",
    at("world/http.test.ts", "both addresses of a name refuse: each is named"),
    at("purge/deadline.test.ts", "a connection that is never made"),
  ),
  row(
    "submit",
    "a handshake or CONNECT that hangs",
    "the attempt ends, the deadline holds",
    at("purge/deadline.test.ts", "a TLS handshake"),
    at("purge/deadline.test.ts", "the CONNECT of a proxy"),
  ),
  row(
    "submit",
    "a certificate that does not verify",
    "never again, with the remedy",
    at("world/http.test.ts", "a certificate that nobody vouches for is refused once and for all, with the remedy"),
  ),
  row(
    "submit",
    "a proxy that refuses",
    "never again, and it is called a proxy",
    at("world/http-proxy.test.ts", "CONNECT answered by %s"),
    at("world/http-proxy.test.ts", "a page with %s is not the API's"),
  ),
  row(
    "submit",
    "the connection ends before the answer",
    "asked again",
    at("wire/faults.ts", "reset before the answer"),
    at("wire/faults.ts", "limit of no bytes"),
  ),
  row(
    "submit",
    "the answer is cut",
    "not done: asked again",
    at("wire/faults.ts", "half chunked body"),
    at("wire/faults.ts", "a body without a length, cut"),
  ),
  row(
    "submit",
    "an answer that drips or has no end",
    "the attempt ends",
    at("wire/faults.ts", "headers that drip"),
    at("wire/faults.ts", "endless"),
  ),
  row("submit", "a compressed answer", "refused unread", at("wire/faults.ts", "gzip")),
  row("submit", "a redirect", "not followed, everything stops", at("wire/faults.ts", "a redirect")),
  row(
    "submit",
    "a page instead of an answer",
    "no success, not asked again",
    at("wire/faults.ts", "a page of a captive portal"),
  ),
  row(
    "submit",
    "an error inside a 200, or a part refused",
    "counted one by one",
    at("e2e/refused.e2e.test.ts", "is red, names what Paradarum rejected, and purges the rest"),
  ),
  row(
    "submit",
    "one bad item in a request",
    "found by halves, named, the rest purged",
    at("purge/parts.test.ts", "of %i: the bad one is named, the rest is purged"),
  ),
  row(
    "submit",
    "401 or 403",
    "the clock is looked at once, then everything stops",
    at("purge/skew.test.ts", "signed once more, by the provider's clock"),
    at("purge/deliver.test.ts", "%s stops everything after the requests in flight"),
  ),
  row(
    "submit",
    "429",
    "never too early; stops at once where there is no time for it",
    at("contract/suite/faults.ts", "waits as long as Retry-After says, and never less"),
    at("purge/deliver.test.ts", "a wait beyond the timeout ends it at once, with both numbers"),
  ),
  row(
    "submit",
    "413",
    "halved",
    at("purge/parts.test.ts", "is halved until it passes, and the next ones are cut at once"),
  ),
  row(
    "submit",
    "a dead API",
    "at most 60 requests in 300 s",
    at("purge/simulation.test.ts", "gets at most 60 requests in 300 s"),
  ),
  row(
    "submit",
    "an outage inside the run",
    "all is purged",
    at("purge/simulation.test.ts", "an outage of 60 s inside the run"),
  ),
  row("submit", "30 % errors", "at least 99.99 % purged", at("purge/simulation.test.ts", "random errors")),
  row("submit", "a wrong clock", "signed once more", at("purge/skew.test.ts", "by %i minutes")),
  row(
    "poll",
    "never complete, unknown, or an unknown word",
    "accepted, not completed, and red",
    at("purge/settle.test.ts", "one that never completes is accepted, not completed, at the deadline"),
    at("contract/suite/status-suite.ts", "what does not finish is accepted, not completed"),
  ),
  row(
    "poll",
    "trouble while asking",
    "asked again, never sent again",
    at("purge/settle.test.ts", "trouble with a poll says nothing of the purge: asked again, never sent again"),
  ),
  row(
    "verify",
    "the edge stays old",
    "purged again twice, then red",
    at("e2e/proof.e2e.test.ts", "is red when the edge stays old, and names it"),
  ),
  row(
    "verify",
    "the site cannot be asked",
    "inconclusive, never fresh",
    at("wire/site.test.ts", "never taken for fresh nor for stale, and it ends"),
  ),
  row(
    "state",
    "saving fails",
    "red before anything is sent; at the end, the next run purges once more",
    at("e2e/memory.test.ts", "red before anything is sent where it is read-only"),
    at("e2e/stores.test.ts", "hangs when all is purged is waited for until the timeout is over"),
  ),
  row(
    "report",
    "output files missing or too long",
    "said, and the purge counts all the same",
    at("world/runner.test.ts", "leave out a summary that the runner would refuse, and say so"),
  ),
  row(
    "signal",
    "SIGINT or SIGTERM at any stage",
    "ends in order within two seconds",
    at("e2e/signal.e2e.test.ts", "a signal ends the run in order, within two seconds, at"),
  ),
  row("signal", "a second signal", "ends at once", at("e2e/signal.e2e.test.ts", "ends it at once: %s")),
  row(
    "signal",
    "SIGKILL",
    "the next run purges it",
    at("e2e/recovery.test.ts", "while it delivers leaves all of it to the next one, though the deploy is rolled back"),
    at("chaos/built.test.ts", "killed, failing and overlapping, leaves nothing stale"),
  ),
  row(
    "signal",
    "nobody reads the output",
    "the purge goes on",
    at("e2e/defect.e2e.test.ts", "a runner that no longer reads does not end the purge"),
  ),
  row(
    "any",
    "a promise nobody waits for, a thrown text, an assertion",
    "red, without a secret",
    at("e2e/defect.e2e.test.ts", "is red, and shows no secret"),
    at("wire/faults.ts", "status 099"),
  ),
  row(
    "any",
    "two runs at once",
    "none is lost",
    at("e2e/recovery.test.ts", "lose nothing when one is late as it %s the ref: it reads again, and adds"),
    at("e2e/recovery.test.ts", "leave the record to the one that remembered last"),
  ),
  row(
    "any",
    "the wall clock jumps",
    "nothing changes",
    at("purge/simulation.test.ts", "a wall clock that jumps by an hour"),
  ),
];

/** Answers that no vendor should send. */
export const ANSWERS: readonly Row[] = [
  row(
    "input",
    "Retry-After in any other spelling",
    "counts as absent",
    at("world/retry-after.test.ts", "no text makes it throw or ask for a negative wait"),
  ),
  row(
    "input",
    "RateLimit in any other spelling",
    "counts as absent",
    at("purge/rate-limit.test.ts", "any text is read without a crash, fast, and never as a negative number"),
  ),
  row(
    "input",
    "ids beyond 2^53, as objects, as paths",
    "kept digit by digit, or unreadable",
    at("providers/answer.test.ts", "beyond 2^53 keep their digits"),
    at("wire/faults.ts", "an id that is a path"),
  ),
  row(
    "input",
    "no body, an array, a number, no content type",
    "unreadable: asked again",
    at("wire/faults.ts", "204 without a body"),
    at("providers/answer.test.ts", "is read when only its content type is wrong"),
  ),
  row("input", "a Date that is none", "no clock is set by it", at("world/http-date.test.ts", "is none")),
];
