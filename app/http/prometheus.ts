/** One metric with its samples, in the text form Prometheus reads. */
export interface Metric {
  name: string;
  type: "counter" | "gauge" | "histogram";
  help: string;
  samples: Array<{ suffix?: string; labels?: Record<string, string>; value: number }>;
}

/** Prometheus' text exposition format, version 0.0.4. */
export function exposition(metrics: readonly Metric[]): string {
  return metrics
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(({ suffix = "", labels, value }) => `${name}${suffix}${labelText(labels)} ${value}`),
    ])
    .concat("")
    .join("\n");
}

function labelText(labels: Record<string, string> | undefined): string {
  if (!labels) return "";
  const escaped = (value: string) => value.replace(/[\\"\n]/g, (c) => (c === "\n" ? "\\n" : `\\${c}`));
  return `{${Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)}}`;
}
