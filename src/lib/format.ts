/** `1,000`. Not by `toLocaleString`: what that loads the first time takes ten milliseconds and some megabytes. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `0.3 s`, `12 s`: short enough for a sentence. */
export function seconds(ms: number): string {
  const value = Math.max(0, ms) / 1000;
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} s`;
}
