import { waitingQueue } from "#scripts/bench/waiting-queue.ts";
import { atMost, exactly, type Figure } from "#scripts/stage/figures.ts";
import { until } from "#scripts/stage/managed-process.ts";
import { signedInAs } from "#scripts/stage/staff-cookie.ts";
import { openStage, type Stage } from "#scripts/stage/stage.ts";

const bulk = { waiting: 9_900, decided: 100 };

/** Ten thousand decisions as one job: those that can be are made, and each of the others says why it cannot. */
export async function measureOfficeBulk(): Promise<Figure[]> {
  const stage = await openStage();
  try {
    await stage.web.start();
    await stage.worker.start();
    return await measureBulk(stage);
  } finally {
    await stage.close();
  }
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
