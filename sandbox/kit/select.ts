import type { Matcher } from "../cache.ts";
import type { Model } from "./api.ts";

/** The customer's host that an authority names, with or without a port; undefined where it is somebody else's. */
export function hostOf({ hosts }: Model, authority: string): string | undefined {
  const name = authority.replace(/:\d+$/, "").toLowerCase();
  return hosts.find((host) => host === name);
}

/** `www.example.com/a/b?c` as host and the rest as it stands, slash in front; the scheme is optional. */
export function splitUrl(url: string): { readonly authority: string; readonly target: string } {
  const [, authority = "", target = ""] = /^(?:https?:\/\/)?([^/?#]*)(.*)$/s.exec(url) ?? [];
  return { authority, target: target.startsWith("/") ? target : `/${target}` };
}

/** The copy under one path with its query string, on one host or, without one, on all. */
export function matchTarget(target: string, host?: string): Matcher {
  return (object) => (host === undefined || object.host === host) && `${object.path}${object.query}` === target;
}

/** Objects with any of these tags. `fold`: letters' case does not matter. */
export function matchTags(wanted: readonly string[], { fold = false } = {}): Matcher {
  const plain = (tag: string): string => (fold ? tag.toLowerCase() : tag);
  const set = new Set(wanted.map(plain));
  return ({ tags }) => [...tags].some((tag) => set.has(plain(tag)));
}

/** Objects that any of these matches. */
export function anyOf(matchers: readonly Matcher[]): Matcher {
  return (object) => matchers.some((matches) => matches(object));
}
