import { setTimeout as pause } from "node:timers/promises";
import { dataPath } from "#scripts/bench/office-requests.ts";
import { waitingQueue } from "#scripts/bench/waiting-queue.ts";
import { EventClient } from "#scripts/stage/event-client.ts";
import { atMost, exactly, type Figure, percentile } from "#scripts/stage/figures.ts";
import { until } from "#scripts/stage/managed-process.ts";
import { signedInAs } from "#scripts/stage/staff-cookie.ts";
import { openStage, type Stage } from "#scripts/stage/stage.ts";

const decisions = 200;
const bulk = { waiting: 9_900, decided: 100 };

/** How soon a decision is on the screen of somebody else, and ten thousand of them as one job. */
export async function measureOfficeDecisions(): Promise<Figure[]> {
  const stage = await openStage();
  try {
    await stage.web.start();
    await stage.worker.start();
    return [...(await measureSeen(stage)), ...(await measureBulk(stage))];
  } finally {
    await stage.close();
  }
}

/** From one person's press to the moment another's browser, told by its stream, has loaded the list with it. */
async function measureSeen(stage: Stage): Promise<Figure[]> {
  const [decides, watches] = [await signedInAs(stage, "registrar"), await signedInAs(stage, "admin")];
  const ids = await waitingQueue(stage.pool, decisions, 0);
  const heard = new Map<string, { cursor: string; resolve: () => void }>();
  const stream = new EventClient(`${stage.webUrl}/events?topics=enrollments`, watches.cookie, (events) => {
    for (const { subject, cursor } of events) {
      const waiting = heard.get(subject.id);
      if (waiting) waiting.cursor = cursor;
      waiting?.resolve();
    }
  });
  await stream.connect();
  const list = `${stage.webUrl}${dataPath({ route: "routes/admin.enrollments._index", path: "/admin/enrollments" })}`;
  const times: number[] = [];
  for (const id of ids) {
    const told = Promise.withResolvers<void>();
    heard.set(id, { cursor: "", resolve: told.resolve });
    const began = performance.now();
    const body = new URLSearchParams({ decision: "approve", version: "1", answer: "json" });
    const posted = fetch(`${stage.webUrl}/admin/enrollments/${id}/decision.data`, {
      method: "POST",
      body,
      headers: { Cookie: decides.cookie },
    });
    await told.promise;
    const cookie = `${watches.cookie}; bursar-heard=${heard.get(id)!.cursor}`;
    const seen = await fetch(list, { headers: { Cookie: cookie } });
    if ((await seen.text()).includes(id))
      throw new Error(`${id} still waits in the list of the other browser`);
    times.push(performance.now() - began);
    if (!(await posted).ok) throw new Error(`a decision was answered ${(await posted).status}`);
    await pause(30);
  }
  stream.drop();
  return [atMost({ name: "office.decision_seen_p95", value: percentile(times, 0.95), unit: "ms" }, 300)];
}

async function measureBulk(stage: Stage): Promise<Figure[]> {
  const { cookie } = await signedInAs(stage, "registrar");
  const ids = await waitingQueue(stage.pool, bulk.waiting, bulk.decided);
  const body = new URLSearchParams({
    decision: "approve",
    scope: "selected",
    asOf: new Date().toISOString().replace("Z", "000Z"),
    query: "",
  });
  for (const id of ids) body.append("id", id);
  const began = performance.now();
  const answer = await fetch(`${stage.webUrl}/admin/operations?index`, {
    method: "POST",
    body,
    headers: { Cookie: cookie },
    redirect: "manual",
  });
  const jobId = /operations\/(blk_\w+)/.exec(answer.headers.get("location") ?? "")?.[1];
  if (!jobId) throw new Error(`the job was answered ${answer.status}: ${answer.headers.get("location")}`);
  const { pool } = stage;
  const isOver = async () => {
    const { rows } = await pool.query("select status from bulk_jobs where id = $1", [jobId]);
    return rows[0].status === "finished";
  };
  await until("the job ends", isOver, 300_000, 100);
  const seconds = (performance.now() - began) / 1000;
  const { rows } = await pool.query(
    `select count(*) filter (where i.status = 'done' and e.status = 'active')::int as done,
       count(*) filter (where i.status = 'failed' and i.outcome is not null)::int as told
     from bulk_job_items i join enrollments e on e.id = i.enrollment_id where i.job_id = $1`,
    [jobId],
  );
  const { done, told } = rows[0];
  console.error(`  ${done} done, ${told} refused with a reason, in ${seconds.toFixed(1)} s`);
  return [
    exactly("office.bulk_done", done, bulk.waiting, "of 10,000"),
    exactly("office.bulk_refused_with_reason", told, bulk.decided, "of 10,000"),
    atMost({ name: "office.bulk_seconds", value: seconds, unit: "s" }, 60),
  ];
}
