import { describe, expect, it } from "vitest";
import { skipDestination, skipReason } from "../../src/app/skip.ts";
import type { Destination } from "../../src/model/config.ts";

interface Event {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

function reasonOf(event: Event, environment = "production", dryRun = false): string | undefined {
  const destination = { memory: { environment } } as unknown as Destination;
  const skip = skipReason({ event, repository: "octo/site" }, dryRun) ?? skipDestination({ event }, destination);
  return skip?.reason;
}

const run = (workflow_run: object, action = "completed"): Event => ({
  name: "workflow_run",
  payload: { action, workflow_run, repository: { default_branch: "main" } },
});
const status = (state: string, deployment: object = {}): Event => ({
  name: "deployment_status",
  payload: { deployment_status: { state }, deployment },
});
const closed = (merged: boolean): Event => ({
  name: "pull_request",
  payload: { action: "closed", pull_request: { merged } },
});
const check = (name: string, of: object): Event => ({
  name,
  payload: { [name]: { conclusion: "success", ...of }, repository: { default_branch: "main" } },
});
const commitStatus = (...branches: readonly string[]): Event => ({
  name: "status",
  payload: { state: "success", branches: branches.map((name) => ({ name })), repository: { default_branch: "main" } },
});
const success = { conclusion: "success", event: "push" };

describe("a deploy that did not go live here is skipped", () => {
  it.each([
    [run({ conclusion: "failure" }), /ended with failure/],
    [run({ conclusion: "cancelled" }), /ended with cancelled/],
    [run({ conclusion: null }, "requested"), /has not ended yet/],
    [run({ conclusion: "success", event: "pull_request" }), /belongs to a pull request/],
    [run({ conclusion: "success", head_repository: { full_name: "eve/site" } }), /belongs to a fork/],
    [run({ ...success, head_branch: "feature" }), /belongs to branch "feature", not to "main"/],
    [run({ ...success, head_branch: "123-fix" }), /belongs to branch "123-fix"/],
    [status("failure"), /is failure, not success/],
    [status("in_progress"), /is in_progress/],
    [status("success", { transient_environment: true }), /is a preview/],
    [status("success", { environment: "Preview" }), /went to "Preview", and the step's environment is "production"/],
    [status("success", { environment: "a\n::error::x" }), /^[^\n]*$/],
    [{ name: "deployment", payload: { deployment: { environment: "staging" } } }, /went to "staging"/],
    [{ name: "page_build", payload: { build: { status: "errored" } } }, /GitHub Pages is errored, not built/],
    [{ name: "status", payload: { state: "pending" } }, /the check is pending/],
    [{ name: "check_run", payload: { check_run: { conclusion: "failure" } } }, /the check is failure/],
    [{ name: "check_suite", payload: { check_suite: { conclusion: null } } }, /has not ended/],
    [closed(false), /closed without being merged/],
    [run({ status: "in_progress", conclusion: null }), /has not ended yet/],
    [{ name: "push", payload: { deleted: true, after: "0".repeat(40) } }, /deletion of a branch or tag/],
    [{ name: "push", payload: { ref: "refs/tags/v1", after: "0".repeat(40) } }, /deletion of a branch or tag/],
    [{ name: "delete", payload: { ref: "feature", ref_type: "branch" } }, /deletion of a branch or tag/],
    [check("check_run", { check_suite: { head_branch: "feature" } }), /check that ended belongs to branch "feature"/],
    [check("check_suite", { head_branch: "feature" }), /check that ended belongs to branch "feature"/],
    [commitStatus("feature", "other"), /commit that has this status belongs to branch "feature", not to "main"/],
  ] as const)("%j", (event, why) => {
    expect(reasonOf(event)).toMatch(why);
  });

  it.each([
    run({ ...success, head_repository: { full_name: "Octo/Site" } }),
    run({ ...success, head_branch: "main" }),
    run({ ...success, head_branch: "v1.2.3" }),
    run({ ...success, head_branch: "site@2.0.1-rc.1" }),
    run({ conclusion: "success", event: "release", head_branch: "autumn" }),
    run({}),
    status("success", { transient_environment: false }),
    status("success", { environment: "Production" }),
    { name: "push", payload: { workflow_run: { conclusion: "failure" }, deployment: { environment: "x" } } },
    { name: "workflow_run", payload: {} },
    { name: "page_build", payload: { build: { status: "built" } } },
    { name: "status", payload: { state: "success" } },
    closed(true),
    check("check_run", { check_suite: { head_branch: "main" } }),
    check("check_suite", { head_branch: "v2.0.0" }),
    commitStatus("feature", "main"),
    commitStatus(),
    { name: "push", payload: { deleted: false, after: "1".repeat(40) } },
    { name: "status", payload: { state: "success", branches: [null, 7, {}] } },
    ...[
      "release",
      "schedule",
      "workflow_dispatch",
      "repository_dispatch",
      "merge_group",
      "workflow_call",
      "create",
    ].map((name) => ({ name, payload: { ref: "refs/heads/feature", repository: { default_branch: "main" } } })),
  ])("but not %j", (event) => {
    expect(reasonOf(event)).toBeUndefined();
  });

  it("by the name of the step's own environment", () => {
    expect(reasonOf(status("success", { environment: "Preview" }), "preview")).toBeUndefined();
    expect(reasonOf(run({ ...success, head_branch: "release" }), "release")).toBeUndefined();
  });

  it("but a dry run shows what a closed pull request would have changed", () => {
    expect(reasonOf(closed(false), "production", true)).toBeUndefined();
  });
});
