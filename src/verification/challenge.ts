import type { Page } from "../ports/site-client.ts";

/** Something that stands in front of the site and answers instead of it. */
export interface Challenge {
  /** `refused` may also be what an object store says of a file that it does not have. */
  readonly kind: "login" | "refused" | "bot check" | "another host";
  /** Half a sentence. */
  readonly message: string;
}

interface BotCheck {
  readonly header: string;
  readonly values: readonly string[];
  readonly by: string;
}

/**
 * What firewalls say of a page that they put in front.
 *
 * https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html
 * Vercel's header has no page of its own; its firewall's answers carry it.
 */
const BOT_CHECKS: readonly BotCheck[] = [
  { header: "cf-mitigated", values: ["challenge"], by: "Cloudflare's challenge" },
  { header: "x-amzn-waf-action", values: ["challenge", "captcha"], by: "AWS WAF's challenge" },
  { header: "x-vercel-mitigated", values: ["challenge"], by: "Vercel's challenge" },
];

const REMEDY = "`site-headers` can carry what lets this step through";

/** Undefined where the site itself answers. */
export function challengeIn({ status, headers }: Pick<Page, "status" | "headers">): Challenge | undefined {
  const check = BOT_CHECKS.find(({ header, values }) => values.includes((headers[header] ?? "").trim().toLowerCase()));
  if (check !== undefined) {
    return { kind: "bot check", message: `${check.by} answers in its place (${status}): ${REMEDY}` };
  }
  if (status === 401) {
    const scheme = /^\s*([A-Za-z][\w-]{0,20})/.exec(headers["www-authenticate"] ?? "")?.[1];
    const asks = scheme === undefined ? "" : ` (${scheme})`;
    return { kind: "login", message: `it answers 401 and asks for a login${asks}: ${REMEDY}` };
  }
  return status === 403 ? { kind: "refused", message: `it answers 403 and lets nobody in: ${REMEDY}` } : undefined;
}

/** A redirect to where the site is not: a login, a consent page, a parked domain. */
export function redirectAway(target: URL | null): Challenge {
  const host = target === null || target.host === "" ? "" : ` (${target.protocol}//${target.host})`;
  const remedy = host === "" ? "" : ": where that is the site itself, `site-url` is to name it";
  return { kind: "another host", message: `it redirects to another host${host}${remedy}` };
}
