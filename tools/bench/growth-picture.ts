import type { GrowthPoint } from "./results.ts";

const LINES = [
  { part: "diff", label: "diff (git)", color: "#0969da" },
  { part: "hash", label: "hash (build)", color: "#1a7f37" },
  { part: "plan", label: "plan", color: "#8250df" },
  { part: "submit", label: "submit", color: "#bc4c00" },
] as const;

const WIDTH = 400;
const HEIGHT = 260;
const LEFT = 64;
const TOP = 36;
const GAP = 90;
const FILES = { from: 1_000, to: 1_000_000 };

interface Axis {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly (readonly [value: number, label: string])[];
  value(point: GrowthPoint): number;
}

const TIME: Axis = {
  title: "Wall time",
  from: 1,
  to: 100_000,
  ticks: [
    [1, "1 ms"],
    [10, "10 ms"],
    [100, "100 ms"],
    [1_000, "1 s"],
    [10_000, "10 s"],
    [100_000, "100 s"],
  ],
  value: ({ ms }) => ms,
};
const MEMORY: Axis = {
  title: "Peak memory",
  from: 32,
  to: 2_048,
  ticks: [32, 64, 128, 256, 512, 1_024, 2_048].map((value) => [value, `${value} MB`] as const),
  value: ({ peakBytes }) => peakBytes / 1e6,
};

/** Wall time and memory over the number of files, both scales logarithmic: ten times the files are one step to the right. */
export function growthPicture(points: readonly GrowthPoint[]): string {
  const width = 2 * (LEFT + WIDTH) + GAP;
  const height = TOP + HEIGHT + 90;
  const panels = [TIME, MEMORY].map((axis, at) => panel(axis, points, LEFT + at * (WIDTH + GAP)));
  const legend = LINES.map(({ label, color }, at) => {
    const x = LEFT + at * 200;
    const y = TOP + HEIGHT + 66;
    return `<line x1="${x}" y1="${y}" x2="${x + 24}" y2="${y}" stroke="${color}" stroke-width="2.5"/><text x="${x + 30}" y="${y + 4}">${label}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="How wall time and memory grow with the number of files">
<style>text { font: 12px sans-serif; fill: #57606a; } .title { font-weight: bold; } .grid { stroke: #8c959f; stroke-opacity: 0.3; }</style>
${[...panels, ...legend].join("\n")}
</svg>
`;
}

function panel(axis: Axis, points: readonly GrowthPoint[], left: number): string {
  const x = (files: number) => left + WIDTH * share(files, FILES.from, FILES.to);
  const y = (value: number) => TOP + HEIGHT * (1 - share(value, axis.from, axis.to));
  const grid = axis.ticks.map(
    ([value, label]) =>
      `<line class="grid" x1="${left}" y1="${y(value)}" x2="${left + WIDTH}" y2="${y(value)}"/><text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${label}</text>`,
  );
  const sizes = [1_000, 10_000, 100_000, 1_000_000].map(
    (files) =>
      `<text x="${x(files)}" y="${TOP + HEIGHT + 20}" text-anchor="middle">${files.toLocaleString("en-GB")}</text>`,
  );
  const lines = LINES.map(({ part, color }) => {
    const own = points.filter((point) => point.part === part).sort((one, other) => one.files - other.files);
    const at = own.map((point) => ({ x: round(x(point.files)), y: round(y(axis.value(point))) }));
    const dots = at.map((dot) => `<circle cx="${dot.x}" cy="${dot.y}" r="3.5" fill="${color}"/>`).join("");
    return `<polyline points="${at.map((dot) => `${dot.x},${dot.y}`).join(" ")}" fill="none" stroke="${color}" stroke-width="2"/>${dots}`;
  });
  const title = `<text class="title" x="${left}" y="${TOP - 14}">${axis.title}</text>`;
  const files = `<text x="${left + WIDTH / 2}" y="${TOP + HEIGHT + 40}" text-anchor="middle">files</text>`;
  return [title, ...grid, ...sizes, files, ...lines].join("\n");
}

function share(value: number, from: number, to: number): number {
  return Math.log(Math.max(value, from) / from) / Math.log(to / from);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
