import { Agent } from "node:http";
import { askOnce } from "#scripts/bench/ask-once.ts";
import { dataPath, listRequests } from "#scripts/bench/office-requests.ts";
import { largeSchool, openSchool, smallSchool } from "#scripts/bench/office-school.ts";
import { watchStatements } from "#scripts/bench/watch-statements.ts";
import { atMost, exactly, type Figure, median, percentile } from "#scripts/stage/figures.ts";

const rounds = 30;
/** Two rounds warm the process up; no answer of them is kept for the others. */
const warmUp = 2;

/** Below this a time is that of the machine and not of the rows: 2 ms beside 1 ms tells nothing of growth. */
const floorMs = 5;

/** Every list, filter, order and search with nothing kept, among a million payments and among ten thousand. */
export async function measureOfficeLists(): Promise<Figure[]> {
  const small = await measure(smallSchool);
  const large = await measure(largeSchool);
  const growth = [...large.took].map(([kind, times]) => {
    const among = (all: number[]) => Math.max(floorMs, median(all));
    return { kind, times: among(times) / among(small.took.get(kind) ?? [floorMs]) };
  });
  const most = growth.reduce((a, b) => (b.times > a.times ? b : a));
  const slowest = [...large.took].map(([kind, times]) => ({ kind, ms: percentile(times, 0.9) }));
  const last = slowest.reduce((a, b) => (b.ms > a.ms ? b : a));
  return [
    atMost({ name: "office.list_p99", value: large.p99, unit: "ms" }, 50),
    atMost({ name: "office.list_p99_growth", value: large.p99 / small.p99, unit: "times that at 10,000" }, 2),
    atMost({ name: "office.list_slowest", value: last.ms, unit: `ms, p90 of ${last.kind}` }, 50),
    atMost(
      {
        name: "office.list_most_growth",
        value: most.times,
        unit: `times its median at 10,000, ${most.kind}`,
      },
      2,
    ),
    exactly("office.unbounded_statements", large.faults.length, 0, "statements or scans"),
  ];
}

async function measure(size: typeof largeSchool) {
  const { stage, cookie } = await openSchool(size, { whole: true });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const requests = await listRequests(stage.pool, rounds + warmUp);
    const each = requests.length / (rounds + warmUp);
    const took = new Map<string, number[]>();
    const ask = async ({ kind, ...request }: (typeof requests)[number]) => {
      const began = performance.now();
      const status = await askOnce(`${stage.webUrl}${dataPath(request)}`, cookie, agent);
      if (status !== 200) throw new Error(`${request.path} was answered ${status}`);
      took.set(kind, [...(took.get(kind) ?? []), performance.now() - began]);
    };
    for (const request of requests.slice(0, warmUp * each)) await ask(request);
    took.clear();
    const faultsOf = await watchStatements(stage);
    for (const request of requests.slice(warmUp * each)) await ask(request);
    const faults = await faultsOf();
    for (const fault of faults) console.error(`  ${fault}`);
    for (const [kind, times] of took)
      console.error(
        `  ${kind.padEnd(64)} p50 ${median(times).toFixed(1)} ms, most ${Math.max(...times).toFixed(1)} ms`,
      );
    return { took, p99: percentile([...took.values()].flat(), 0.99), faults };
  } finally {
    agent.destroy();
    await stage.close();
  }
}
