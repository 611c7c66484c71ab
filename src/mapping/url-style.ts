import type { UrlStyleName } from "../model/config.ts";
import type { UrlStyle } from "./host-rules/host-rule.ts";
import { cloudflarePages } from "./styles/cloudflare-pages.ts";
import { exact } from "./styles/exact.ts";
import { folderIndex } from "./styles/folder-index.ts";
import { githubPages } from "./styles/github-pages.ts";
import { netlify } from "./styles/netlify.ts";
import { s3Website } from "./styles/s3-website.ts";
import { spa } from "./styles/spa.ts";
import { vercel } from "./styles/vercel.ts";

export type { UrlStyle } from "./host-rules/host-rule.ts";

/** The hosts by the words of the `url-style` input. */
export const URL_STYLES = {
  exact,
  index: folderIndex,
  spa,
  "github-pages": githubPages,
  netlify,
  vercel,
  "cloudflare-pages": cloudflarePages,
  "s3-website": s3Website,
} as const satisfies Readonly<Record<UrlStyleName, UrlStyle>>;
