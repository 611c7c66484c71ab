import type { Problem } from "../errors.ts";

/**
 * How long a job may run, in hours: six on GitHub's own runners, five days on a self-hosted one.
 * https://docs.github.com/en/actions/reference/limits and https://docs.github.com/en/actions/reference/usage-limits-for-self-hosted-runners
 */
const HOSTED_HOURS = 6;
const SELF_HOSTED_HOURS = 5 * 24;

/** A time that the job does not have would end with the job, and nothing would be reported. */
export function timeoutProblems(timeoutMs: number | undefined, isSelfHosted: boolean): readonly Problem[] {
  const most = isSelfHosted ? SELF_HOSTED_HOURS : HOSTED_HOURS;
  const hours = (timeoutMs ?? 0) / 3_600_000;
  if (hours <= most) return [];
  const given = `is ${(timeoutMs ?? 0) / 1000} s, longer than a job may run on this runner (${most} hours)`;
  const remedy = isSelfHosted || hours > SELF_HOSTED_HOURS ? "" : `. A self-hosted runner has ${SELF_HOSTED_HOURS}`;
  return [{ input: "timeout", says: `${given}${remedy}` }];
}
