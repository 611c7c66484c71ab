/** `1,000`. Not by `toLocaleString`: what that loads the first time takes ten milliseconds and some megabytes. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `0.3 s`, `12 s`: milliseconds as seconds, for a sentence; one decimal below ten. */
export function formatSeconds(ms: number): string {
  const value = Math.max(0, ms) / 1000;
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} s`;
}
