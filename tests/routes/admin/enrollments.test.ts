import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { runBulkJob } from "#app/features/approvals/run-bulk-jobs.server.ts";
import type { Unsent } from "#app/features/approvals/unsent-decision.tsx";
import { rebuildRollups } from "#app/features/reports/build-rollups.server.ts";
import { newId } from "#app/lib/ids.ts";
import { loader as listLoader } from "#app/routes/admin.enrollments._index/route.tsx";
import { loader as detailLoader } from "#app/routes/admin.enrollments.$enrollmentId._index/route.tsx";
import {
  action as decideAction,
  loader as decisionLoader,
} from "#app/routes/admin.enrollments.$enrollmentId.decision.tsx";
import { loader as enrollmentsFile } from "#app/routes/admin.enrollments[.]csv.ts";
import { action as startAction } from "#app/routes/admin.operations._index/route.tsx";
import { loader as jobLoader } from "#app/routes/admin.operations.$jobId._index/route.tsx";
import { action as undoAction } from "#app/routes/admin.operations.$jobId.reversal.ts";
import { arrived } from "#tests/support/arrived.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { dataOf, responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
type Staff = Awaited<ReturnType<typeof signedIn>>;
let registrar: Staff;
let finance: Staff;
beforeAll(async () => {
  registrar = await signedIn(db, "registrar", "Salma O'Hara");
  finance = await signedIn(db, "finance");
});

async function waiting(name: string, courseId?: string) {
  const course = courseId ?? (await build.course({ approval: "after_payment" })).id;
  const student = await build.user({ name });
  const { enrollment } = await build.paid({ courseId: course, studentId: student.id });
  return { id: enrollment!.id, courseId: course, name };
}
const list = (query = "", staff = registrar) =>
  listLoader(routeArgs(`/admin/enrollments${query}`, { cookie: staff.cookie }));
const decide = (id: string, form: Record<string, string>, staff = registrar) =>
  decideAction(
    routeArgs(`/admin/enrollments/${id}/decision`, {
      cookie: staff.cookie,
      params: { enrollmentId: id },
      form,
    }),
  );
const status = async (id: string) =>
  (await db.selectFrom("enrollments").select("status").where("id", "=", id).executeTakeFirstOrThrow()).status;

test("the queue holds who waits, longest first, with what a decision needs, and nobody else", async () => {
  const { id: courseId } = await build.course({ approval: "after_payment", capacity: 5 });
  const first = await waiting("Aoife O'Sullivan", courseId);
  const second = await waiting("هبة الله مصطفى", courseId);
  const decided = await waiting("Thabo Mokoena", courseId);
  await decide(decided.id, { decision: "approve", version: "1" });
  const { rows, total, asOf } = await list(`?course=${courseId}`);
  expect(rows.map((row) => row.id)).toEqual([first.id, second.id]);
  expect(rows[0]).toMatchObject({
    student: "Aoife O'Sullivan",
    payment_status: "succeeded",
    captured_minor: 45_000,
    capacity: 5,
    enrolled_count: 3,
    earlier: 0,
  });
  expect(total).toEqual({ count: 2, exact: true });
  expect(asOf).toMatch(/Z$/);
  expect((await list(`?course=${courseId}&status=all`)).rows).toHaveLength(3);
  expect((await list(`?course=${courseId}&q=O'Sulliv`)).rows.map((row) => row.id)).toEqual([first.id]);
});

test("a day of the overview's chart opens the very enrollments it counts, and they leave as a file", async () => {
  const { id, courseId } = await waiting("Nomvula O'Neill");
  const late = new Date("2024-02-10T21:30:00Z");
  // 23:30 on the 10th in Cairo, and half past midnight on the 11th.
  for (const [begun, day] of [
    [late, "2024-02-10"],
    [new Date(late.getTime() + 3_600_000), "2024-02-11"],
  ] as const) {
    await db
      .updateTable("enrollments")
      .set({ created_at: begun, waiting_since: begun })
      .where("id", "=", id)
      .execute();
    await rebuildRollups(db, "Africa/Cairo");
    const counted = await db
      .selectFrom("enrollment_rollups")
      .select("enrollments")
      .where("day", "=", sql<Date>`${day}::date`)
      .execute();
    expect(counted).toEqual([{ enrollments: 1 }]);
    const { rows } = await list(`?status=all&from=${day}&to=${day}`);
    expect(rows.map((row) => row.id)).toEqual([id]);
  }
  const query = `?status=all&course=${courseId}&cols=student,status,payment,id`;
  const file = await responseOf(
    enrollmentsFile(routeArgs(`/admin/enrollments.csv${query}`, { cookie: registrar.cookie })),
  );
  const [header, line] = (await file.text()).split("\r\n");
  expect(header).toBe("Student,Status,Payment,Received,Currency,Id");
  expect(line).toMatch(new RegExp(`^Nomvula O'Neill,pending_approval,pay_\\w+,450.00,EGP,${id}$`));
  const refused = enrollmentsFile(routeArgs("/admin/enrollments.csv", { cookie: finance.cookie }));
  expect((await responseOf(refused)).status).toBe(403);
});

test("without script a decision comes back to its page, says what came of it, and offers to take it back", async () => {
  const { id, courseId } = await waiting("Siobhán O'Brien");
  const back = `/admin/enrollments?course=${courseId}`;
  const answer = await responseOf(decide(id, { decision: "approve", version: "1", back }));
  expect(answer.status).toBe(303);
  const to = answer.headers.get("location")!;
  expect(to).toBe(`${back}&told=decided&about=${id}`);
  const { told } = await list(to.slice("/admin/enrollments".length));
  expect(told).toMatchObject({
    outcome: "decided",
    undoable: true,
    row: { student: "Siobhán O'Brien", version: 2, decided: { decision: "approve", name: "Salma O'Hara" } },
  });
  await responseOf(decide(id, { decision: "undo", version: "2", back }));
  expect(await status(id)).toBe("pending_approval");
});

test("without script a decision pressed twice is told as one that was made, also with its reason", async () => {
  const { id, courseId } = await waiting("Siobhán O'Brien");
  const back = `/admin/enrollments?course=${courseId}`;
  const told = async (form: Record<string, string>) => {
    const answer = await responseOf(decide(id, { back, ...form }));
    return answer.headers.get("location")!.split("told=")[1];
  };
  const forms: Record<string, string>[] = [
    { decision: "approve", version: "1" },
    { decision: "undo", version: "2" },
    { decision: "reject", version: "3", reason: "No diploma." },
  ];
  for (const form of forms) {
    const both = await Promise.all([told(form), told(form)]);
    expect([form.decision, both]).toEqual([form.decision, Array(2).fill(`decided&about=${id}`)]);
  }
  expect(await status(id)).toBe("rejected");
});

test("whoever is second hears who was first, with and without script", async () => {
  const { id } = await waiting("Naledi Dube");
  await responseOf(decide(id, { decision: "reject", version: "1", reason: "No diploma." }));
  const scripted = await dataOf<{ result: { outcome: string } }>(
    decide(id, { decision: "approve", version: "1", answer: "json" }),
  );
  expect(scripted.value.result).toMatchObject({
    outcome: "stale",
    status: "rejected",
    decided: { name: "Salma O'Hara", decision: "reject", reason: "No diploma." },
  });
  const plain = await responseOf(decide(id, { decision: "approve", version: "1" }));
  expect(plain.headers.get("location")).toBe(`/admin/enrollments/${id}?told=stale&about=${id}`);
  const detail = await detailLoader(
    routeArgs(`/admin/enrollments/${id}?told=stale`, {
      cookie: registrar.cookie,
      params: { enrollmentId: id },
    }),
  );
  expect(detail.told).toBe("stale");
  expect((await arrived(detail.related)).draft).toMatchObject({
    amount_minor: 45_000,
    currency: "EGP",
    reason: "No diploma.",
  });
  expect((await arrived(detail.history)).map((entry) => entry.action)).toEqual([
    "enrollment.rejected",
    "enrollment.awaiting_approval",
  ]);
});

test("without script, the reason of a decision that was not written is answered with it, and can be sent again", async () => {
  const { id } = await waiting("Amira O'Dwyer");
  const reason = "Send us the first certificate, please.";
  await responseOf(decide(id, { decision: "approve", version: "1" }));
  const back = "/admin/enrollments?status=all";
  const args = routeArgs(`/admin/enrollments/${id}/decision`, {
    cookie: registrar.cookie,
    params: { enrollmentId: id },
    form: { decision: "reject", version: "1", reason, back },
  });
  const { value, status: answered } = await dataOf<{ unsent: Unsent }>(decideAction(args));
  expect(answered).toBe(409);
  expect(value.unsent).toMatchObject({
    outcome: "stale",
    decision: "reject",
    reason,
    back,
    row: { id, status: "active", version: 2, student: "Amira O'Dwyer", decided: { name: "Salma O'Hara" } },
  });
  // The page is this answer's own; asked for by itself it leads to the enrollment.
  expect(await decisionLoader(args)).toBeNull();
  const alone = await responseOf(
    decisionLoader(routeArgs(`/admin/enrollments/${id}/decision`, { params: { enrollmentId: id } })),
  );
  expect(alone.headers.get("location")).toBe(`/admin/enrollments/${id}`);

  await responseOf(decide(id, { decision: "undo", version: "2" }));
  const sent = await responseOf(
    decide(id, { decision: "reject", version: String(value.unsent.row.version + 1), reason, back }),
  );
  expect(sent.headers.get("location")).toBe(`${back}&told=decided&about=${id}`);
  expect(await status(id)).toBe("rejected");
});

test("a refusal needs a reason, a way back is one of our own pages, and looking is not deciding", async () => {
  const { id } = await waiting("Tarek Soliman");
  const bare = await dataOf(
    decide(id, { decision: "reject", version: "1", back: "https://evil.example/admin/enrollments" }),
  );
  expect(bare.value).toMatchObject({ unsent: { outcome: "no_reason", back: `/admin/enrollments/${id}` } });
  expect((await responseOf(decide(id, { decision: "approve", version: "1" }, finance))).status).toBe(403);
  expect(await status(id)).toBe("pending_approval");
  expect((await list("", finance)).mayDecide).toBe(false);
});

function post(form: Array<[string, string]>, staff = registrar) {
  const request = routeArgs("/admin/operations", { cookie: staff.cookie, form: {} });
  const body = new URLSearchParams(form);
  return startAction({
    ...request,
    request: new Request(request.request.url, {
      method: "POST",
      headers: { cookie: staff.cookie },
      body,
    }),
  });
}
const start = (...of: Parameters<typeof post>) => responseOf(post(...of));
const refusalOf = async (...of: Parameters<typeof post>) => (await dataOf(post(...of))).value;

test("the chosen rows, or all that match, become a job whose page says what became of each", async () => {
  const { id: courseId } = await build.course({ approval: "after_payment" });
  const rows = [];
  for (const name of ["Mariam", "Karim", "Zanele"]) rows.push(await waiting(name, courseId));
  const query = `course=${courseId}`;
  const { asOf } = await list(`?${query}`);
  const late = await waiting("Late comer", courseId);
  await decide(rows[1]!.id, { decision: "reject", version: "1", reason: "Asked twice." });
  const fields: Array<[string, string]> = [
    ["decision", "approve"],
    ["scope", "matching"],
    ["asOf", asOf],
    ["query", query],
  ];
  const answer = await start(fields);
  const jobId = /\/admin\/operations\/(blk_\w+)$/.exec(answer.headers.get("location")!)![1]!;
  await runBulkJob(db, jobId, new AbortController().signal);
  const page = await jobLoader(
    routeArgs(`/admin/operations/${jobId}?rows=all`, { cookie: registrar.cookie, params: { jobId } }),
  );
  expect(page.job).toMatchObject({ status: "finished", total: 2, done: 2, failed: 0, by: "Salma O'Hara" });
  expect(page.page.rows.map((item) => item.student)).toEqual(["Mariam", "Zanele"]);
  expect(page.job.selection).toMatchObject({ kind: "matching", filters: { course: courseId }, asOf });
  expect(await status(late.id)).toBe("pending_approval");
  const undone = await responseOf(
    undoAction(
      routeArgs(`/admin/operations/${jobId}/reversal`, {
        cookie: registrar.cookie,
        params: { jobId },
        form: {},
      }),
    ),
  );
  const undoId = /\/(blk_\w+)$/.exec(undone.headers.get("location")!)![1]!;
  await runBulkJob(db, undoId, new AbortController().signal);
  expect(await status(rows[0]!.id)).toBe("pending_approval");

  const chosen = await start([
    ["decision", "approve"],
    ["scope", "selected"],
    ["asOf", (await list(`?${query}`)).asOf],
    ["query", query],
    ["id", rows[0]!.id],
    ["id", late.id],
  ]);
  const chosenId = /\/(blk_\w+)$/.exec(chosen.headers.get("location")!)![1]!;
  await runBulkJob(db, chosenId, new AbortController().signal);
  expect([await status(rows[0]!.id), await status(late.id), await status(rows[2]!.id)]).toEqual([
    "active",
    "active",
    "pending_approval",
  ]);
});

test("a chosen row that has moved since it was looked at is left alone, and its job shows it first and says who moved it", async () => {
  const { id: courseId } = await build.course({ approval: "after_payment" });
  const [moved, still] = [await waiting("Lindiwe", courseId), await waiting("Pieter", courseId)];
  const { asOf } = await list(`?course=${courseId}`);
  const omar = await signedIn(db, "admin", "Omar Farouk");
  await decide(moved.id, { decision: "reject", version: "1", reason: "Forged papers." }, omar);
  await decide(moved.id, { decision: "restore", version: "2" }, omar);
  const answer = await start([
    ["decision", "approve"],
    ["scope", "selected"],
    ["asOf", asOf],
    ["query", `course=${courseId}`],
    ["id", moved.id],
    ["id", still.id],
  ]);
  const jobId = /\/(blk_\w+)$/.exec(answer.headers.get("location")!)![1]!;
  const page = () =>
    jobLoader(routeArgs(`/admin/operations/${jobId}`, { cookie: registrar.cookie, params: { jobId } }));
  expect((await page()).page.only).toBe("all");
  await runBulkJob(db, jobId, new AbortController().signal);
  expect([await status(moved.id), await status(still.id)]).toEqual(["pending_approval", "active"]);
  const { only, rows } = (await page()).page;
  expect({ only, rows: rows.map((row) => row.student) }).toEqual({ only: "failed", rows: ["Lindiwe"] });
  expect(rows[0]).toMatchObject({
    outcome: "stale",
    detail: { decided: { name: "Omar Farouk", decision: "restore", latest: true } },
  });
  // Nothing that failed: the rows are those that were decided.
  await db.deleteFrom("bulk_job_items").where("status", "=", "failed").execute();
  expect((await page()).page.rows.map((row) => row.student)).toEqual(["Pieter"]);
});

test("what cannot be taken back any more says so, and who moved it since, with and without script", async () => {
  const { id } = await waiting("Ayanda");
  await decide(id, { decision: "approve", version: "1", answer: "json" });
  const omar = await signedIn(db, "admin", "Omar Farouk");
  await decide(id, { decision: "revoke", version: "2", reason: "Wrong course." }, omar);
  const scripted = await dataOf<{ result: unknown }>(
    decide(id, { decision: "undo", version: "2", answer: "json" }),
  );
  expect(scripted.value.result).toMatchObject({
    outcome: "too_late",
    version: 3,
    status: "revoked",
    decided: { name: "Omar Farouk", decision: "revoke", latest: true },
  });
  const plain = await responseOf(decide(id, { decision: "undo", version: "2" }));
  expect(plain.headers.get("location")).toBe(`/admin/enrollments/${id}?told=too_late&about=${id}`);
  const told = await list(`?told=too_late&about=${id}`);
  expect(told.told).toMatchObject({ outcome: "too_late", row: { decided: { name: "Omar Farouk" } } });
});

test("a row that waits again carries who brought it back", async () => {
  const { id, courseId } = await waiting("Chipo");
  const omar = await signedIn(db, "admin", "Omar Farouk");
  const seen = async () => (await list(`?course=${courseId}`)).rows[0]!;
  expect(await seen()).toMatchObject({ decided_last: false });
  await decide(id, { decision: "reject", version: "1", reason: "Papers missing." }, omar);
  await decide(id, { decision: "restore", version: "2" }, omar);
  expect(await seen()).toMatchObject({
    decision: "restore",
    decided_by_name: "Omar Farouk",
    decided_last: true,
  });
});

test("a job that cannot begin says why, with all that was chosen and written", async () => {
  const fields: Array<[string, string]> = [
    ["decision", "approve"],
    ["scope", "selected"],
    ["asOf", new Date().toISOString().replace("Z", "000Z")],
    ["query", "status=all"],
  ];
  expect(await refusalOf(fields)).toMatchObject({ problem: "nothing", fields: { query: "status=all" } });
  const chosen = newId("enr");
  const refusal: Array<[string, string]> = [
    ["decision", "reject"],
    ["scope", "selected"],
    ["reason", "no"],
    ["id", chosen],
    ...fields.slice(2),
  ];
  expect(await refusalOf(refusal)).toMatchObject({
    problem: "no_reason",
    fields: { decision: "reject", reason: "no", ids: [chosen] },
  });
  expect((await start(fields, finance)).status).toBe(403);
});
