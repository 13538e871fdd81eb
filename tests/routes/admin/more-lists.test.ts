import { sql } from "kysely";
import { expect, test } from "vitest";
import { can, type Permission } from "#app/auth/permissions.ts";
import { newId } from "#app/lib/ids.ts";
import { loader as cases } from "#app/routes/admin.cases._index/route.tsx";
import { loader as casesFile } from "#app/routes/admin.cases[.]csv.ts";
import { loader as courses } from "#app/routes/admin.courses._index/route.tsx";
import { loader as coursesFile } from "#app/routes/admin.courses[.]csv.ts";
import { loader as mails } from "#app/routes/admin.mails._index/route.tsx";
import { loader as mailsFile } from "#app/routes/admin.mails[.]csv.ts";
import { loader as operation } from "#app/routes/admin.operations.$jobId._index/route.tsx";
import { loader as refunds } from "#app/routes/admin.refunds._index/route.tsx";
import { loader as refundsFile } from "#app/routes/admin.refunds[.]csv.ts";
import { action as saveView } from "#app/routes/admin.views.ts";
import { type Role, roles } from "#db/schema.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

/** The lists of courses, cases, mails and refunds: walked, narrowed, ordered, taken out as files and kept as views. */

const { db } = useDatabase();
const build = builders(db);

const lists = {
  courses: { load: courses, file: coursesFile, permission: "course:export" },
  cases: { load: cases, file: casesFile, permission: "case:export" },
  mails: { load: mails, file: mailsFile, permission: "mail:export" },
  refunds: { load: refunds, file: refundsFile, permission: "payment:export" },
} as const satisfies Record<string, { load: unknown; file: unknown; permission: Permission }>;
type ListName = keyof typeof lists;

const read = async (name: ListName, query: string, cookie: string) => {
  const page = await lists[name].load(routeArgs(`/admin/${name}?${query}`, { cookie }));
  return { ...page, ids: page.rows.map((row) => row.id) };
};

/** The lines of a file, its header first. */
async function linesOf(name: ListName, query: string, cookie: string): Promise<string[]> {
  const response = await lists[name].file(routeArgs(`/admin/${name}.csv?${query}`, { cookie }));
  expect(response.headers.get("content-disposition")).toContain(`${name}.csv`);
  const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
  return text.replace("\ufeff", "").trimEnd().split("\r\n");
}

/** So many of each, a minute apart, two at each moment; the oldest first. */
const many = 57;
const makers: Record<ListName, () => Promise<string[]>> = {
  courses: async () => {
    const ids: string[] = [];
    for (let n = 0; n < many; n++) ids.push((await build.course({ title: `Course ${String(n % 9)}` })).id);
    await at("courses", "created_at", ids);
    return ids;
  },
  cases: async () => {
    const student = await build.user();
    const ids = Array.from({ length: many }, () => newId("cas"));
    await db
      .insertInto("support_cases")
      .values(
        ids.map((id) => ({ id, student_id: student.id, subject: "Where?", origin: "student" as const })),
      )
      .execute();
    await at("support_cases", "updated_at", ids);
    return ids;
  },
  mails: async () => {
    const student = await build.user();
    const ids = Array.from({ length: many }, () => newId("mal"));
    await db
      .insertInto("mails")
      .values(
        ids.map((id) => ({
          id,
          kind: "receipt" as const,
          user_id: student.id,
          dedupe_key: id,
          facts: "{}",
          message_id: `<${id}@example.com>`,
        })),
      )
      .execute();
    await at("mails", "created_at", ids);
    return ids;
  },
  refunds: async () => {
    const ids: string[] = [];
    for (let n = 0; n < many; n++) ids.push(await draftOf((await build.paid()).id));
    await at("refund_drafts", "created_at", ids);
    return ids;
  },
};

async function draftOf(paymentId: string): Promise<string> {
  const id = newId("rfd");
  await db
    .insertInto("refund_drafts")
    .values({ id, payment_id: paymentId, amount_minor: 45_000, currency: "EGP", reason: "Full, sorry" })
    .execute();
  return id;
}

async function at(table: string, column: string, ids: string[]) {
  await sql`update ${sql.table(table)} t set ${sql.ref(column)} = timestamptz '2026-01-01' + ((n.place - 1) / 2) * interval '1 minute'
    from unnest(${ids}::text[]) with ordinality n (id, place) where n.id = t.id`.execute(db);
}

/** The order of the file where rows move in the list's own while they are read. */
const steadyOrder: Partial<Record<ListName, string>> = { cases: "opened" };

/** Both pages, in this order. */
async function walk(name: ListName, sort: string, cookie: string): Promise<string[]> {
  const first = await read(name, `sort=${sort}`, cookie);
  const second = await read(name, `sort=${sort}&before=${encodeURIComponent(first.older!)}`, cookie);
  return [...first.ids, ...second.ids];
}

test.each(Object.keys(lists) as ListName[])(
  "%s are walked once each, forth and back, both ways round, counted, and all in the file",
  async (name) => {
    const { cookie } = await signedIn(db, "owner");
    const made = await makers[name]();
    const usual = (await read(name, "", cookie)).asked.sort.name;
    for (const sort of [`-${usual}`, usual]) {
      const first = await read(name, `sort=${sort}`, cookie);
      const second = await read(name, `sort=${sort}&before=${encodeURIComponent(first.older!)}`, cookie);
      const walked = await walk(name, sort, cookie);
      expect(new Set(walked).size).toBe(walked.length);
      expect(walked.toSorted()).toEqual(made.toSorted());
      expect(first.total).toEqual({ count: many, exact: true });
      const back = await read(name, `sort=${sort}&after=${encodeURIComponent(second.newer!)}`, cookie);
      expect(back.ids).toEqual(first.ids);
      const lines = await linesOf(name, `sort=${sort}&cols=id`, cookie);
      expect(lines).toHaveLength(many + 1);
      const steady = steadyOrder[name];
      const inFile = steady ? await walk(name, sort.replace(usual, steady), cookie) : walked;
      expect(lines.slice(1).map((line) => line.split(",").find((cell) => walked.includes(cell)))).toEqual(
        inFile,
      );
    }
    const told = await db
      .selectFrom("audit_log")
      .select("after")
      .where("action", "=", "export.ended")
      .execute();
    expect(told.filter((entry) => (entry.after as { list: string }).list === name)).toHaveLength(2);
  },
);

test.each(
  Object.entries(lists).flatMap(([name, { permission }]) =>
    roles.map((role): [ListName, Role, boolean] => [name as ListName, role, can(role, permission)]),
  ),
)("the file of the %s: %s, let in: %s", async (name, role, letIn) => {
  const { cookie } = await signedIn(db, role);
  const answer = await responseOf(lists[name].file(routeArgs(`/admin/${name}.csv`, { cookie })));
  await answer.text();
  expect(answer.status).toBe(letIn ? 200 : 403);
  if (role !== "student") expect((await read(name, "", cookie)).mayExport).toBe(letIn);
});

test.each(Object.keys(lists) as ListName[])(
  "a view of the %s is kept and opens where it was",
  async (name) => {
    const { cookie } = await signedIn(db, "registrar");
    const form = { list: name, name: "Mine", query: "cols=id&before=x~y" };
    const saved = await responseOf(saveView(routeArgs("/admin/views", { cookie, form })));
    expect(saved.headers.get("location")).toMatch(new RegExp(`^/admin/${name}\\?cols=id&view=vew_`));
  },
);

test("courses are found by part of a title, by its beginning, by id, state, approval and start, and ordered by start with those at any time last", async () => {
  const { cookie } = await signedIn(db, "registrar");
  const word = "Zx100%_";
  const soon = await build.course({ title: `${word} soon`, approval: "after_payment" });
  const later = await build.course({ title: `About ${word}` });
  const anyTime = await build.course({ title: `${word} any time` });
  const starts = (id: string, day: string) =>
    db
      .updateTable("courses")
      .set({ starts_at: new Date(`${day}T12:00:00Z`) })
      .where("id", "=", id)
      .execute();
  await starts(soon.id, "2031-03-01");
  await starts(later.id, "2031-03-09");
  await db.updateTable("courses").set({ starts_at: null }).where("id", "=", anyTime.id).execute();
  const found = async (query: string) => (await read("courses", query, cookie)).ids;
  const named = `q=${encodeURIComponent("X100%_")}`;
  expect(await found(`${named}&sort=starts`)).toEqual([soon.id, later.id, anyTime.id]);
  expect(await found(`${named}&sort=-starts`)).toEqual([anyTime.id, later.id, soon.id]);
  expect(await found(`${named}&sort=title`)).toEqual([later.id, anyTime.id, soon.id]);
  expect(await found(`${named}&from=2031-03-01&to=2031-03-01`)).toEqual([soon.id]);
  expect(await found(`${named}&from=2031-03-02`)).toEqual([later.id]);
  expect(await found(`${named}&approval=after_payment`)).toEqual([soon.id]);
  expect(await found(`${named}&status=archived`)).toEqual([]);
  expect(await found("q=zx&sort=starts")).toEqual([soon.id, anyTime.id]);
  expect(await found(`q=${later.id}`)).toEqual([later.id]);
  // As with people, signs do not count, and none stands for any letter.
  expect(await found(`q=${encodeURIComponent("x100")}&sort=starts`)).toEqual([soon.id, later.id, anyTime.id]);
  for (const sign of ["_", "%"]) expect(await found(`q=${encodeURIComponent(`X1${sign}0`)}`)).toEqual([]);
});

test("cases are found by who asks, whose turn it is, who has them, and when they were opened", async () => {
  const { cookie, id: staffId } = await signedIn(db, "support");
  const student = await build.user({ name: "Quentin Qadir" });
  const open = async (more: object) => {
    const id = newId("cas");
    await db
      .insertInto("support_cases")
      .values({ id, student_id: student.id, subject: "Where?", origin: "student", ...more })
      .execute();
    return id;
  };
  const ours = await open({ assignee_id: staffId, created_at: new Date("2026-02-01T12:00:00Z") });
  const theirs = await open({ awaits: "student", created_at: new Date("2026-02-02T12:00:00Z") });
  const over = await open({
    status: "resolved",
    resolved_at: new Date(),
    created_at: new Date("2026-02-03T12:00:00Z"),
  });
  const found = async (query: string) => (await read("cases", `q=quentin&sort=opened&${query}`, cookie)).ids;
  expect(await found("")).toEqual([ours, theirs]);
  expect(await found("status=all")).toEqual([ours, theirs, over]);
  expect(await found("status=school")).toEqual([ours]);
  expect(await found("status=student")).toEqual([theirs]);
  expect(await found("status=resolved")).toEqual([over]);
  expect(await found("who=mine")).toEqual([ours]);
  expect(await found("who=unassigned")).toEqual([theirs]);
  expect(await found("status=all&from=2026-02-02&to=2026-02-02")).toEqual([theirs]);
  expect((await read("cases", `q=${over}&status=all`, cookie)).ids).toEqual([over]);
});

test("refunds to be made are found by person, payment, reference, gateway, currency, course and day", async () => {
  const { cookie } = await signedIn(db, "finance");
  const student = await build.user({ name: "Ulrike Umlauf" });
  const payment = await build.paid({ studentId: student.id });
  const id = await draftOf(payment.id);
  await db
    .updateTable("refund_drafts")
    .set({ created_at: new Date("2026-04-05T12:00:00Z") })
    .where("id", "=", id)
    .execute();
  const found = async (query: string) => (await read("refunds", query, cookie)).ids;
  for (const asked of ["q=ulrike", `q=${payment.id}`, `q=${payment.attempt.orderRef}`, `q=${id}`])
    expect([asked, await found(asked)]).toEqual([asked, [id]]);
  const narrowed = "q=ulrike&";
  expect(
    await found(
      `${narrowed}gateway=${payment.gateway}&currency=${payment.currency}&course=${payment.courseId}`,
    ),
  ).toEqual([id]);
  expect(await found(`${narrowed}gateway=${payment.gateway === "paymob" ? "ikhokha" : "paymob"}`)).toEqual(
    [],
  );
  expect(await found(`${narrowed}currency=USD`)).toEqual([]);
  expect(await found(`${narrowed}course=${newId("crs")}`)).toEqual([]);
  expect(await found(`${narrowed}from=2026-04-05&to=2026-04-05`)).toEqual([id]);
  expect(await found(`${narrowed}from=2026-04-06`)).toEqual([]);
  expect(await found("q=nobody-of-that-name")).toEqual([]);
});

test("the rows of a job are walked in the order of their selection, forth and back, the failed ones alone too", async () => {
  const { cookie, id: staffId } = await signedIn(db, "registrar");
  const student = await build.user();
  const jobId = newId("blk");
  await db
    .insertInto("bulk_jobs")
    .values({
      id: jobId,
      decision: "approve",
      selection: JSON.stringify({ kind: "ids", ids: [] }),
      status: "finished",
      total: many,
      created_by: staffId,
      finished_at: new Date(),
    })
    .execute();
  const ids: string[] = [];
  for (let place = 1; place <= many; place++) {
    const course = await build.course();
    const id = newId("enr");
    await db
      .insertInto("enrollments")
      .values({ id, student_id: student.id, course_id: course.id, status: "active", source: "staff" })
      .execute();
    const outcome = place % 3 === 0 ? ("stale" as const) : ("decided" as const);
    await db
      .insertInto("bulk_job_items")
      .values({
        job_id: jobId,
        place,
        enrollment_id: id,
        expected_version: 1,
        status: outcome === "stale" ? "failed" : "done",
        outcome,
        finished_at: new Date(),
      })
      .execute();
    ids.push(id);
  }
  const open = async (query: string) =>
    (await operation(routeArgs(`/admin/operations/${jobId}?${query}`, { cookie, params: { jobId } }))).page;
  const idsOf = (page: Awaited<ReturnType<typeof open>>) => page.rows.map((row) => row.id);
  const first = await open("rows=all");
  const second = await open(`rows=all&before=${encodeURIComponent(first.older!)}`);
  expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
  expect([first.newer, second.older, first.total]).toEqual([null, null, { count: many, exact: true }]);
  expect(idsOf(await open(`rows=all&after=${encodeURIComponent(second.newer!)}`))).toEqual(idsOf(first));
  expect(await open("")).toMatchObject({ newer: null, older: null, total: { count: many / 3, exact: true } });
  expect(idsOf(await open(""))).toEqual(ids.filter((_, at) => (at + 1) % 3 === 0));
});
