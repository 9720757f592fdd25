// What a measurement leaves behind, for `cargo xtask bench` to print.
import { mkdir, writeFile } from "node:fs/promises";

export interface Figure {
  case: string;
  unit: string;
  ours: number;
  rivals: Record<string, number>;
  target: number | null;
  smaller_is_better: boolean;
}

const FOLDER = new URL("../../target/bench/", import.meta.url);

/** Writes `target/bench/NAME.json`. */
export async function writeFigures(name: string, figures: Figure[]): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(new URL(`${name}.json`, FOLDER), `${JSON.stringify(figures, null, 2)}\n`);
}

/** The middle one; of an even number, the upper of the two. */
export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share of all values does not exceed: `quantile(times, 0.95)`. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error("no values were measured");
  return value;
}
