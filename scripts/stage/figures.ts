/** One measured figure: `ratio` compares it with a peer or a limit measured or set in the same run. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What it is held against, in words. */
  against: string;
  ratio: number;
  goal: string;
  holds: boolean;
}

export const atLeast = (
  figure: Omit<Figure, "ratio" | "goal" | "holds">,
  peer: number,
  goal: number,
): Figure => finish({ ...figure, ratio: figure.value / peer, goal: `>= ${goal}` }, (ratio) => ratio >= goal);

/** A figure that must not exceed its limit: ratio is value over limit. */
export const atMost = (figure: Omit<Figure, "ratio" | "goal" | "holds" | "against">, limit: number): Figure =>
  finish(
    { ...figure, against: `limit ${limit} ${figure.unit}`, ratio: figure.value / limit, goal: "<= 1" },
    (ratio) => ratio <= 1,
  );

/** A count that must equal what is expected, to the last one. */
export const exactly = (name: string, value: number, expected: number, unit: string): Figure => ({
  name,
  value,
  unit,
  against: `expected ${expected}`,
  ratio: expected === 0 ? (value === 0 ? 1 : 0) : value / expected,
  goal: "= 1",
  holds: value === expected,
});

function finish(figure: Omit<Figure, "holds">, holds: (ratio: number) => boolean): Figure {
  return { ...figure, value: round(figure.value), ratio: round(figure.ratio), holds: holds(figure.ratio) };
}

const missing = (name: string): Figure => ({
  name,
  value: 0,
  unit: "",
  against: "it could not be measured",
  ratio: 0,
  goal: "",
  holds: false,
});

const round = (value: number) => Number(value.toPrecision(4));

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** What one measurement yields, by name: it runs if any of its figures is asked for. */
export interface Measurement {
  figures: readonly string[];
  /** Told whenever it runs, and by their own names. */
  alongside?: readonly string[];
  measure: () => Promise<Figure[]>;
}

/**
 * Runs the measurements `--only PREFIX` names (all, without it), prints a table or with `--json` one JSON array,
 * and exits 1 if a figure does not hold or is missing, 2 if none has such a name. Progress goes to stderr.
 */
export async function report(
  measurements: readonly Measurement[],
  argv = process.argv.slice(2),
): Promise<void> {
  const only = argv.includes("--only") ? (argv[argv.indexOf("--only") + 1] ?? "") : "";
  const known = measurements.flatMap(({ figures, alongside = [] }) => [...figures, ...alongside]);
  if (!known.some((name) => name.startsWith(only))) {
    console.error(`no figure's name begins with "${only}"; there are:\n  ${known.join("\n  ")}`);
    process.exit(2);
  }
  const figures: Figure[] = [];
  for (const { figures: promised, alongside = [], measure } of measurements) {
    const named = [...promised, ...alongside].filter((name) => name.startsWith(only));
    if (named.length === 0) continue;
    const wanted = [...new Set([...named, ...alongside])];
    console.error(`measuring ${wanted.join(", ")} …`);
    const measured = await measure().catch((error: unknown) => {
      console.error(error);
      return [];
    });
    for (const name of wanted) figures.push(measured.find((figure) => figure.name === name) ?? missing(name));
  }
  if (argv.includes("--json")) console.log(JSON.stringify(figures));
  else console.table(Object.fromEntries(figures.map(({ name, ...rest }) => [name, rest])));
  process.exit(figures.length > 0 && figures.every((figure) => figure.holds) ? 0 : 1);
}
