import { readFileSync } from "node:fs";

/**
 * Most memory that this process had resident, in bytes, since its program began. Linux's own count (`ru_maxrss`) starts with
 * what the process had that started it, which here is a bench that holds a million names.
 */
export function peakBytes(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // No such file where the system is another one.
  }
  return process.resourceUsage().maxRSS * 1024;
}
