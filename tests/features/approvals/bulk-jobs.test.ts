import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import { afterEach, expect, test } from "vitest";
import { cancelBulkJob, retryBulkJob, undoBulkJob } from "#app/features/approvals/change-bulk-job.server.ts";
import { claimItems, decideBulkItem } from "#app/features/approvals/decide-bulk-item.server.ts";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { findBulkJob } from "#app/features/approvals/find-bulk-jobs.server.ts";
import { runBulkJob } from "#app/features/approvals/run-bulk-jobs.server.ts";
import { type StartInput, startBulkJob } from "#app/features/approvals/start-bulk-job.server.ts";
import { countItems } from "#app/features/approvals/tell-progress.server.ts";
import { buildQueue } from "#tests/features/approvals/bulk-queue.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { expectBooksToAgree } from "#tests/support/tables.ts";

const { db, url } = useDatabase();
const build = builders(db);

const staff = async (name = "Layla Hassan") => ({
  type: "staff" as const,
  id: (await build.user({ role: "registrar", name })).id,
});
const matching = (courseId: string, asOf = new Date().toISOString()): StartInput["selection"] => ({
  kind: "matching",
  filters: { q: null, status: "waiting", course: courseId, until: null, from: null, to: null },
  asOf,
});
const approveAll = async (courseId: string) =>
  startBulkJob(db, { decision: "approve", selection: matching(courseId), actor: await staff() });
const work = (jobId: string) => runBulkJob(db, jobId, new AbortController().signal);
const job = (id: string) =>
  db.selectFrom("bulk_jobs").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const statuses = async (courseId: string) => {
  const { rows } = await sql<{ status: string; count: number }>`
    select status, count(*) as count from enrollments where course_id = ${courseId} group by status order by status`.execute(
    db,
  );
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
};
const eventsPerRow = async (kind: string, courseId: string) => {
  const { rows } = await sql<{ rows: number; most: number }>`
    select count(*) as rows, coalesce(max(n), 0) as most from (
      select o.subject_id, count(*) as n from outbox_events o join enrollments e on e.id = o.subject_id
      where o.kind = ${kind} and e.course_id = ${courseId} group by o.subject_id) per_row`.execute(db);
  return rows[0]!;
};
const failures = async (jobId: string) => {
  const { rows } = await sql<{ outcome: string; count: number; name: string | null }>`
    select outcome, count(*) as count, max(detail->'decided'->>'name') as name from bulk_job_items
    where job_id = ${jobId} and status = 'failed' group by outcome order by outcome`.execute(db);
  return rows;
};

test("a decision about many pressed twice is one; by someone else, or from a page loaded since, another", async () => {
  const { courseId } = await buildQueue(db, 2);
  const [actor, colleague] = [await staff(), await staff("Omar")];
  const asOf = new Date().toISOString();
  const press = (more: Partial<StartInput> = {}) =>
    startBulkJob(db, { decision: "approve", selection: matching(courseId, asOf), actor, ...more });
  const [first, second] = await Promise.all([press(), press()]);
  expect(second).toBe(first);
  await work(first);
  expect(await press()).toBe(first);
  expect(await statuses(courseId)).toEqual({ active: 2 });
  const others = [
    await press({ actor: colleague }),
    await press({ decision: "reject", reason: "Not now" }),
    await press({ selection: matching(courseId, new Date(Date.now() + 1_000).toISOString()) }),
  ];
  expect(new Set([first, ...others]).size).toBe(4);
});

test("10,000 approved with 100 that were decided meanwhile: 9,900 done, 100 with who decided them", async () => {
  const { courseId } = await buildQueue(db, 10_000);
  const jobId = await approveAll(courseId);
  // The rows are written when the job begins; then 100 of them are rejected by someone else before their turn.
  const stop = new AbortController();
  stop.abort();
  await runBulkJob(db, jobId, stop.signal);
  const omar = await staff("Omar O'Farouk");
  await sql`
    select decide_enrollment(jsonb_build_object('enrollment_id', enrollment_id, 'expected_version', expected_version, 'decision', 'reject', 'reason', 'No diploma.',
      'kind', 'enrollment.rejected', 'moves', '{"payment": {"pending_approval": "rejected"}}'::jsonb, 'draft_id', 'rfd_' || place, 'actor_type', 'staff', 'actor_id', ${omar.id}::text))
    from bulk_job_items where job_id = ${jobId} and place % 100 = 0`.execute(db);
  const began = performance.now();
  await work(jobId);
  const took = performance.now() - began;
  expect(await countItems(db, jobId)).toEqual({ total: 10_000, done: 9_900, failed: 100 });
  expect(await failures(jobId)).toEqual([{ outcome: "stale", count: 100, name: "Omar O'Farouk" }]);
  expect(await statuses(courseId)).toEqual({ active: 9_900, rejected: 100 });
  expect(await eventsPerRow("enrollment.approved", courseId)).toEqual({ rows: 9_900, most: 1 });
  expect(await job(jobId)).toMatchObject({ status: "finished", total: 10_000 });
  const told = await db
    .selectFrom("outbox_events")
    .select(["kind", "subject_version", "at"])
    .where("subject_id", "=", jobId)
    .orderBy("seq")
    .execute();
  expect(told.at(0)!.kind).toBe("bulk.started");
  expect(told.at(-1)!.kind).toBe("bulk.finished");
  const progress = told.filter((event) => event.kind === "bulk.progress").length;
  expect(progress).toBeLessThanOrEqual(Math.ceil(took / 250) + 2);
  const versions = told.map((event) => event.subject_version);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  await expectBooksToAgree(db);
}, 120_000);

test("a worker killed in the middle: the job resumes, none is decided twice, none is lost", async () => {
  const { courseId } = await buildQueue(db, 3_000);
  const jobId = await approveAll(courseId);
  const worker = startWorker();
  let done = 0;
  while (done < 200) {
    await delay(10);
    done = (await countItems(db, jobId)).done;
  }
  worker.kill("SIGKILL");
  await new Promise((resolve) => worker.once("exit", resolve));
  const killedAt = await countItems(db, jobId);
  expect(killedAt.done).toBeLessThan(3_000);
  expect((await job(jobId)).status).toBe("running");
  await work(jobId);
  expect(await countItems(db, jobId)).toEqual({ total: 3_000, done: 3_000, failed: 0 });
  expect(await statuses(courseId)).toEqual({ active: 3_000 });
  expect(await eventsPerRow("enrollment.approved", courseId)).toEqual({ rows: 3_000, most: 1 });
  expect((await job(jobId)).status).toBe("finished");
}, 120_000);

const workers: ChildProcess[] = [];
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill("SIGKILL");
});

function startWorker(): ChildProcess {
  const env = { ...process.env, DATABASE_URL: url, LOG_LEVEL: "silent" };
  const worker = spawn(process.execPath, ["tests/features/approvals/bulk-worker-process.ts"], {
    env,
    stdio: "ignore",
  });
  workers.push(worker);
  return worker;
}

test("two workers on one job decide each row once and end it once", async () => {
  const { courseId } = await buildQueue(db, 400);
  const jobId = await approveAll(courseId);
  await Promise.all([work(jobId), work(jobId), work(jobId)]);
  expect(await eventsPerRow("enrollment.approved", courseId)).toEqual({ rows: 400, most: 1 });
  const ends = await db
    .selectFrom("outbox_events")
    .select("seq")
    .where("subject_id", "=", jobId)
    .where("kind", "=", "bulk.finished")
    .execute();
  expect(ends).toHaveLength(1);
});

test("all that match are those who waited at that moment, on every page, and nobody else's course", async () => {
  const { courseId } = await buildQueue(db, 120);
  const { courseId: other } = await buildQueue(db, 5);
  const asOf = new Date().toISOString();
  await delay(5);
  const late = await build.paid({ courseId });
  const jobId = await startBulkJob(db, {
    decision: "approve",
    selection: matching(courseId, asOf),
    actor: await staff(),
  });
  await work(jobId);
  expect(await statuses(courseId)).toEqual({ active: 120, pending_approval: 1 });
  expect(await statuses(other)).toEqual({ pending_approval: 5 });
  const seat = await db
    .selectFrom("enrollments")
    .select("status")
    .where("id", "=", late.enrollment!.id)
    .executeTakeFirstOrThrow();
  expect(seat.status).toBe("pending_approval");
});

test("undo takes back only what has not moved since, and only once", async () => {
  const { courseId } = await buildQueue(db, 30);
  const jobId = await approveAll(courseId);
  await work(jobId);
  const moved = await db
    .selectFrom("enrollments")
    .select(["id", "version"])
    .where("course_id", "=", courseId)
    .limit(3)
    .execute();
  for (const row of moved)
    await decideEnrollment(db, {
      enrollmentId: row.id,
      decision: "revoke",
      expectedVersion: row.version,
      reason: "Wrong course.",
      actor: await staff("Omar O'Farouk"),
    });
  const both = await Promise.all([
    undoBulkJob(db, { jobId, actor: await staff() }),
    undoBulkJob(db, { jobId, actor: await staff() }),
  ]);
  expect(both.map((result) => result.outcome).sort()).toEqual(["changed", "too_late"]);
  const undone = both.find((result) => result.outcome === "changed");
  if (undone?.outcome !== "changed") throw new Error("unreachable");
  await work(undone.jobId);
  expect(await countItems(db, undone.jobId)).toEqual({ total: 30, done: 27, failed: 3 });
  expect(await failures(undone.jobId)).toEqual([{ outcome: "stale", count: 3, name: "Omar O'Farouk" }]);
  expect(await statuses(courseId)).toEqual({ pending_approval: 27, revoked: 3 });
  await expectBooksToAgree(db);
});

test("an undo that was stopped goes on with what it had not come to, as often as it is stopped", async () => {
  const { courseId } = await buildQueue(db, 12);
  const jobId = await approveAll(courseId);
  await work(jobId);
  const undone = await undoBulkJob(db, { jobId, actor: await staff() });
  if (undone.outcome !== "changed") throw new Error("not undone");
  const undo = { jobId: undone.jobId, actor: await staff() };
  // Stopped before a worker has seen it, and again once its rows are written and four of them taken back.
  await cancelBulkJob(db, undo);
  expect(await retryBulkJob(db, undo)).toMatchObject({ outcome: "changed" });
  await runBulkJob(db, undo.jobId, AbortSignal.abort());
  for (const item of await claimItems(db, undo.jobId, 4))
    await decideBulkItem(
      db,
      { id: undo.jobId, decision: "undo", reason: null, decidedBy: undo.actor.id },
      item,
    );
  await cancelBulkJob(db, undo);
  expect(await statuses(courseId)).toEqual({ active: 8, pending_approval: 4 });
  const [moved] = await db
    .selectFrom("enrollments")
    .select(["id", "version"])
    .where("course_id", "=", courseId)
    .where("status", "=", "active")
    .execute();
  await decideEnrollment(db, {
    enrollmentId: moved!.id,
    decision: "revoke",
    expectedVersion: moved!.version,
    reason: "Wrong course.",
    actor: await staff(),
  });
  expect(await retryBulkJob(db, undo)).toMatchObject({ outcome: "changed" });
  await work(undo.jobId);
  expect(await statuses(courseId)).toEqual({ pending_approval: 11, revoked: 1 });
  expect(await countItems(db, undo.jobId)).toEqual({ total: 12, done: 11, failed: 1 });
  expect(await retryBulkJob(db, undo)).toMatchObject({ outcome: "not_allowed" });
  await expectBooksToAgree(db);
});

test("an undo takes back the row too that was being decided while the job was stopped", async () => {
  const { courseId } = await buildQueue(db, 2);
  const jobId = await approveAll(courseId);
  await runBulkJob(db, jobId, AbortSignal.abort());
  const actor = await staff();
  const job = { id: jobId, decision: "approve" as const, reason: null, decidedBy: actor.id };
  const [first, second] = await claimItems(db, jobId, 2);
  await decideBulkItem(db, job, first!);
  const decided = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const deciding = db.transaction().execute(async (trx) => {
    await decideBulkItem(trx, job, second!);
    decided.resolve();
    await commit.promise;
  });
  await decided.promise;
  await cancelBulkJob(db, { jobId, actor });
  const undone = await undoBulkJob(db, { jobId, actor });
  if (undone.outcome !== "changed") throw new Error("not undone");
  const undoing = work(undone.jobId);
  // Either it waits for that row, or it has begun without it.
  await Promise.race([undoing, waitsForLock()]);
  commit.resolve();
  await Promise.all([deciding, undoing]);
  expect(await statuses(courseId)).toEqual({ pending_approval: 2 });
});

async function waitsForLock(): Promise<void> {
  const waiting = sql<{ one: number }>`
    select 1 as one from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await waiting.execute(db)).rows.length === 0) await delay(5);
}

test("once it is taken back, its failed rows are not tried again: that could not be taken back any more", async () => {
  const { courseId } = await buildQueue(db, 3);
  const jobId = await approveAll(courseId);
  await runBulkJob(db, jobId, AbortSignal.abort());
  const [first] = await db.selectFrom("enrollments").select("id").where("course_id", "=", courseId).execute();
  await decideEnrollment(db, {
    enrollmentId: first!.id,
    decision: "reject",
    expectedVersion: 1,
    reason: "No diploma.",
    actor: await staff(),
  });
  await work(jobId);
  expect(await countItems(db, jobId)).toMatchObject({ done: 2, failed: 1 });
  expect(await undoBulkJob(db, { jobId, actor: await staff() })).toMatchObject({ outcome: "changed" });
  expect(await retryBulkJob(db, { jobId, actor: await staff() })).toMatchObject({ outcome: "not_allowed" });
});

test("after 30 seconds, or while it runs, a job cannot be undone", async () => {
  const { courseId } = await buildQueue(db, 2);
  const jobId = await approveAll(courseId);
  expect(await undoBulkJob(db, { jobId, actor: await staff() })).toMatchObject({ outcome: "not_allowed" });
  await work(jobId);
  await db
    .updateTable("bulk_jobs")
    .set({ finished_at: sql`now() - interval '31 seconds'` })
    .where("id", "=", jobId)
    .execute();
  expect(await undoBulkJob(db, { jobId, actor: await staff() })).toEqual({ outcome: "too_late" });
});

test("cancelled, what is decided stays and the rest is left alone", async () => {
  const { courseId } = await buildQueue(db, 600);
  const jobId = await approveAll(courseId);
  const working = work(jobId);
  while ((await countItems(db, jobId)).done < 20) await delay(5);
  expect(await cancelBulkJob(db, { jobId, actor: await staff() })).toEqual({ outcome: "changed", jobId });
  await working;
  const { done, failed } = await countItems(db, jobId);
  expect(failed).toBe(0);
  expect(done).toBeLessThan(600);
  expect(await statuses(courseId)).toEqual({ active: done, pending_approval: 600 - done });
  expect((await job(jobId)).status).toBe("cancelled");
  expect(await cancelBulkJob(db, { jobId, actor: await staff() })).toMatchObject({ outcome: "not_allowed" });
});

test("stopped, taken back, gone on with: a second press of one's own is told what the first one did", async () => {
  const { courseId } = await buildQueue(db, 2);
  const [actor, colleague] = [await staff(), await staff("Omar")];
  const twice = (press: () => ReturnType<typeof cancelBulkJob>) => Promise.all([press(), press()]);
  const jobId = await approveAll(courseId);
  await work(jobId);
  const both = await twice(() => undoBulkJob(db, { jobId, actor }));
  const [undo] = await db.selectFrom("bulk_jobs").select("id").where("undoes", "=", jobId).execute();
  const changed = Array(2).fill({ outcome: "changed", jobId: undo!.id });
  expect(both).toEqual(changed);
  const mine = { jobId: undo!.id, actor };
  const other = { ...mine, actor: colleague };
  expect(await twice(() => cancelBulkJob(db, mine))).toEqual(changed);
  expect(await cancelBulkJob(db, other)).toEqual({ outcome: "not_allowed", status: "cancelled" });
  expect(await twice(() => retryBulkJob(db, mine))).toEqual(changed);
  expect(await retryBulkJob(db, other)).toEqual({ outcome: "not_allowed", status: "queued" });
  expect(await undoBulkJob(db, { jobId, actor: colleague })).toEqual({ outcome: "too_late" });
  await work(undo!.id);
  expect(await statuses(courseId)).toEqual({ pending_approval: 2 });
});

test("what failed before a job was stopped is tried again in a job of its own; what it was kept from is left alone", async () => {
  const { courseId } = await buildQueue(db, 4);
  const jobId = await approveAll(courseId);
  await runBulkJob(db, jobId, AbortSignal.abort());
  const [actor, colleague] = [await staff(), await staff("Omar")];
  const [first, second] = await claimItems(db, jobId, 2);
  const begun = { id: jobId, decision: "approve" as const, reason: null, decidedBy: actor.id };
  const decide = (decision: "reject" | "undo", expectedVersion: number) =>
    decideEnrollment(db, {
      enrollmentId: second!.enrollmentId,
      decision,
      expectedVersion,
      reason: decision === "reject" ? "No diploma." : null,
      actor: colleague,
    });
  await decide("reject", 1);
  for (const item of [first!, second!]) await decideBulkItem(db, begun, item);
  await cancelBulkJob(db, { jobId, actor });
  expect(await failures(jobId)).toMatchObject([{ outcome: "stale", count: 1 }]);
  await decide("undo", 2);
  const press = () => retryBulkJob(db, { jobId, actor });
  const [again, twice] = await Promise.all([press(), press()]);
  expect(twice).toEqual(again);
  if (again!.outcome !== "changed") throw new Error(again!.outcome);
  expect(again!.jobId).not.toBe(jobId);
  await work(again!.jobId);
  expect(await countItems(db, again!.jobId)).toEqual({ total: 1, done: 1, failed: 0 });
  expect(await statuses(courseId)).toEqual({ active: 2, pending_approval: 2 });
  expect((await job(jobId)).status).toBe("cancelled");
  expect(await undoBulkJob(db, { jobId, actor: colleague })).toMatchObject({ outcome: "changed" });
  expect(await retryBulkJob(db, { jobId, actor: colleague })).toMatchObject({ outcome: "not_allowed" });
});

test("the failed are tried again on how they stand now: a seat that became free goes to who waits for it", async () => {
  const { id: courseId } = await build.course({ approval: "before_payment", capacity: 2 });
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) {
    const student = await build.user();
    const row = { id: `enr_retry${n}${Date.now()}`, student_id: student.id, course_id: courseId };
    await db
      .insertInto("enrollments")
      .values({ ...row, status: "requested", source: "request" })
      .execute();
    ids.push(row.id);
  }
  const jobId = await startBulkJob(db, {
    decision: "approve",
    selection: { kind: "ids", ids, asOf: new Date(Date.now() + 1_000).toISOString() },
    actor: await staff(),
  });
  await work(jobId);
  expect(await failures(jobId)).toMatchObject([{ outcome: "full", count: 1 }]);
  expect(await retryBulkJob(db, { jobId, actor: await staff() })).toMatchObject({ outcome: "changed" });
  await work(jobId);
  expect(await countItems(db, jobId)).toEqual({ total: 3, done: 2, failed: 1 });
  await db.updateTable("courses").set({ capacity: 3 }).where("id", "=", courseId).execute();
  await retryBulkJob(db, { jobId, actor: await staff() });
  await work(jobId);
  expect(await countItems(db, jobId)).toEqual({ total: 3, done: 3, failed: 0 });
  expect(await retryBulkJob(db, { jobId, actor: await staff() })).toMatchObject({ outcome: "not_allowed" });
  await expectBooksToAgree(db);
});

test("tried again later it is the decision of who did so, and only that can be taken back: the first rows' 30 seconds are over", async () => {
  const { courseId } = await buildQueue(db, 4);
  const jobId = await approveAll(courseId);
  await runBulkJob(db, jobId, AbortSignal.abort());
  const refused = await db
    .selectFrom("enrollments")
    .select("id")
    .where("course_id", "=", courseId)
    .executeTakeFirstOrThrow();
  const decide = async (decision: "reject" | "restore", expectedVersion: number) =>
    decideEnrollment(db, {
      enrollmentId: refused.id,
      decision,
      expectedVersion,
      reason: "No diploma.",
      actor: await staff(),
    });
  await decide("reject", 1);
  await work(jobId);
  expect(await countItems(db, jobId)).toEqual({ total: 4, done: 3, failed: 1 });
  await decide("restore", 2);
  await db
    .updateTable("bulk_jobs")
    .set({ finished_at: sql`now() - interval '31 seconds'` })
    .where("id", "=", jobId)
    .execute();
  const again = await staff("Nadia");
  expect((await findBulkJob(db, jobId))!.triedBy).toBeNull();
  await retryBulkJob(db, { jobId, actor: again });
  expect((await findBulkJob(db, jobId))!.triedBy).toBe("Nadia");
  await work(jobId);
  expect(await statuses(courseId)).toEqual({ active: 4 });
  const decided = await db
    .selectFrom("audit_log")
    .select("actor_id")
    .where("subject_id", "=", refused.id)
    .where("action", "=", "enrollment.approved")
    .execute();
  expect(decided).toEqual([{ actor_id: again.id }]);
  const undone = await undoBulkJob(db, { jobId, actor: await staff() });
  if (undone.outcome !== "changed") throw new Error("not undone");
  await work(undone.jobId);
  expect(await statuses(courseId)).toEqual({ active: 3, pending_approval: 1 });
});
