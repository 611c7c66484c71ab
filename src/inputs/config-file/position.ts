import type { LineCounter } from "yaml";
import type { Problem } from "../../model/errors.ts";

/** `.github/deploy-purge.yml:12:5`: lines and columns count from 1. */
export function position(path: string, lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${path}:${line}:${col}`;
}

/** Problems as a reader of the file meets them, after those that are about the step's own inputs. */
export function inFileOrder(problems: readonly Problem[], path: string): readonly Problem[] {
  const place = ({ input }: Problem): readonly [number, number] => {
    const found = input.startsWith(`${path}:`) ? /^(\d+):(\d+)/.exec(input.slice(path.length + 1)) : null;
    return [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)];
  };
  return problems.toSorted((one, other) => {
    const [[line, column], [otherLine, otherColumn]] = [place(one), place(other)];
    return line - otherLine || column - otherColumn;
  });
}
