import type { Content } from "../model/proof.ts";
import type { Page } from "../ports/site-client.ts";
import type { AgeProof } from "./cache-age.ts";
import type { SeenPage } from "./fetch-page.ts";

/** What fetching a URL once proves. Only `fresh` proves anything good. */
export interface Judgement {
  readonly kind: "fresh" | "stale" | "inconclusive";
  /** Half a sentence: what it rests on. */
  readonly why: string;
}

/**
 * Which build a page shows.
 *
 * - `either`: it fits the new one, and it is not known whether the old one was different there.
 * - `extended`: it holds all of the new one's file in its order, and more; an old page may, too.
 * - `neither`: it was compared, or cannot be read by anybody, and is not the new build's.
 * - `unknown`: there is nothing to compare it with.
 */
export interface Shown {
  readonly kind: "new" | "old" | "either" | "extended" | "neither" | "unknown";
  /** Half a sentence. */
  readonly why: string;
}

interface Contents {
  readonly was: Content;
  readonly now: Content;
}

/**
 * Content decides wherever it can be compared. The age of the answers decides only where it is not another page that is shown:
 * a login or a maintenance page can be as young as it likes.
 */
export function judge({ status }: Pick<Page, "status">, shown: Shown, age: AgeProof): Judgement {
  if (shown.kind === "new") return { kind: "fresh", why: shown.why };
  if (shown.kind === "old") return { kind: "stale", why: shown.why };
  if (status !== 200 || shown.kind === "neither") return { kind: "inconclusive", why: shown.why };
  if (age.kind === "younger") return { kind: "fresh", why: age.why };
  return { kind: "inconclusive", why: `${shown.why}, and ${age.why}` };
}

/** What the content of a page shows by itself. */
export function shownBy(page: SeenPage, { was, now }: Contents): Shown {
  const { status } = page;
  if (matches(page, now) === "yes") {
    const gone = now.kind === "nothing" ? `it is gone (${status})` : "its content is the new build's";
    return { kind: "new", why: now.kind === "redirect" ? "it redirects to where the new build says" : gone };
  }
  if (matches(page, was) === "yes") {
    const answers = was.kind === "nothing" ? `it answers ${status}` : "it redirects";
    const why = was.kind === "file" ? "its content is the old build's" : `${answers}, as before the deploy`;
    return { kind: "old", why };
  }
  return status === 200 ? unlike(page, now) : { kind: "unknown", why: `it answers ${status}` };
}

/** What a complete page is that matches neither build. */
function unlike({ contentNames, unreadable }: Page, now: Content): Shown {
  if (now.kind === "redirect") return { kind: "neither", why: "it answers 200, where the new build has a redirect" };
  if (unreadable !== undefined) return { kind: "neither", why: unreadable };
  if (now.kind === "nothing") {
    return { kind: "neither", why: "it was deleted, and still answers 200 with content of its own" };
  }
  if (contentNames === undefined) return { kind: "unknown", why: "its content is too long to be compared" };
  if (now.kind === "unknown") return { kind: "unknown", why: "its content is not one that the diff knows" };
  return { kind: "neither", why: "its content is neither the new build's nor the old one's" };
}

/** Does the page show this content? */
export function matches({ status, contentNames, redirectsTo }: SeenPage, content: Content): "yes" | "no" | "unknown" {
  if (content.kind === "redirect") return content.to.some((one) => one === redirectsTo) ? "yes" : "no";
  const isGone = status === 404 || status === 410;
  if (content.kind === "unknown" || (status !== 200 && !isGone)) return "unknown";
  if (content.kind === "nothing") return isGone ? "yes" : "no";
  if (isGone) return "no";
  if (contentNames?.some(({ length }) => length === content.id.length) !== true) return "unknown";
  return contentNames.includes(content.id) ? "yes" : "no";
}
