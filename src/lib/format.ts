/** `1,000`. Not by `toLocaleString`: what that loads the first time takes ten milliseconds and some megabytes. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `0.3 s`, `12 s`: milliseconds as seconds, for a sentence; one decimal below ten. */
export function formatSeconds(ms: number): string {
  const value = Math.max(0, ms) / 1000;
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} s`;
}

/** `1.20 USD`; below a cent with as many digits as it takes to see one: `0.005 USD`. */
export function formatUsd(usd: number): string {
  const cents = usd.toFixed(2);
  return `${usd > 0 && usd < 0.01 ? String(Number(usd.toPrecision(2))) : cents} USD`;
}
