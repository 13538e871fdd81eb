import { Agent, get } from "node:http";
import { dataPath, listRequests } from "#scripts/bench/office-requests.ts";
import { largeSchool, openSchool, smallSchool } from "#scripts/bench/office-school.ts";
import { watchStatements } from "#scripts/bench/watch-statements.ts";
import { atMost, exactly, type Figure, percentile } from "#scripts/stage/figures.ts";

const rounds = 30;

/** Every list, filter and search with nothing kept, among a million payments and among ten thousand. */
export async function measureOfficeLists(): Promise<Figure[]> {
  const small = await measure(smallSchool);
  const large = await measure(largeSchool);
  return [
    atMost({ name: "office.list_p99", value: large.p99, unit: "ms" }, 50),
    atMost({ name: "office.list_p99_growth", value: large.p99 / small.p99, unit: "times that at 10,000" }, 2),
    exactly("office.unbounded_statements", large.faults.length, 0, "statements or scans"),
  ];
}

async function measure(size: typeof largeSchool) {
  const { stage, cookie } = await openSchool(size);
  try {
    const requests = await listRequests(stage.pool, rounds + 2);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const each = requests.length / (rounds + 2);
    const took = new Map<string, number[]>();
    let faultsOf: (() => Promise<string[]>) | undefined;
    for (const [index, request] of requests.entries()) {
      // Two rounds warm the process up; the cache never holds any of these answers.
      if (index === each * 2) faultsOf = await watchStatements(stage);
      const began = performance.now();
      const status = await answered(`${stage.webUrl}${dataPath(request)}`, cookie, agent);
      if (status !== 200) throw new Error(`${request.path} was answered ${status}`);
      const kind = request.path.replace(/=[^&]*/g, "").replace(/[?&]cold$/, "");
      if (index >= each * 2) took.set(kind, [...(took.get(kind) ?? []), performance.now() - began]);
    }
    agent.destroy();
    const faults = await faultsOf!();
    for (const fault of faults) console.error(`  ${fault}`);
    for (const [kind, times] of took)
      console.error(
        `  ${kind.padEnd(48)} p50 ${percentile(times, 0.5).toFixed(1)} ms, most ${Math.max(...times).toFixed(1)} ms`,
      );
    return { p99: percentile([...took.values()].flat(), 0.99), faults };
  } finally {
    await stage.close();
  }
}

/** The status of an answer that was read to its end. */
function answered(url: string, cookie: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { Cookie: cookie } }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
    }).on("error", reject);
  });
}
