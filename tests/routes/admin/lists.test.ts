import { sql } from "kysely";
import { expect, test } from "vitest";
import { exportFile } from "#app/features/exports/export-file.server.ts";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { readPayments } from "#app/features/payments/list-payments.server.ts";
import { paymentCells } from "#app/features/payments/payment-cells.ts";
import { paymentList } from "#app/features/payments/payment-list.ts";
import { readList } from "#app/lib/list.ts";
import { loader as office } from "#app/routes/admin/route.tsx";
import { loader as audit } from "#app/routes/admin.audit._index/route.tsx";
import { action as decideMany } from "#app/routes/admin.operations._index/route.tsx";
import { loader as payments } from "#app/routes/admin.payments._index/route.tsx";
import { loader as paymentsFile } from "#app/routes/admin.payments[.]csv.ts";
import { action as changeView } from "#app/routes/admin.views.$viewId._index.ts";
import { action as makeDefault } from "#app/routes/admin.views.$viewId.default.ts";
import { action as removeView } from "#app/routes/admin.views.$viewId.removal.ts";
import { action as saveView } from "#app/routes/admin.views.ts";
import type { Role } from "#db/schema.ts";
import { arrived } from "#tests/support/arrived.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);

const list = async (query: string, cookie: string) =>
  payments(routeArgs(`/admin/payments?${query}`, { cookie }));

test.each(["amount", "-amount", "started", "-started", "-updated"])(
  "%s walks every payment once, forth and back, while others arrive",
  async (sort) => {
    const { cookie } = await signedIn(db, "finance");
    const course = await build.course();
    const made: string[] = [];
    for (let n = 0; n < 57; n++)
      made.push((await build.payment({ courseId: course.id, amountMinor: 10_000 + (n % 5) })).id);
    const of = (place: string) => list(`course=${course.id}&currency=EGP&sort=${sort}${place}`, cookie);
    const first = await of("");
    await build.payment({ courseId: course.id, amountMinor: 10_002 });
    const second = await of(`&before=${encodeURIComponent(first.older!)}`);
    const walked = [...first.rows, ...second.rows];
    expect(new Set(walked.map((row) => row.id)).size).toBe(walked.length);
    expect(made.every((id) => walked.some((row) => row.id === id))).toBe(true);
    const value = (row: (typeof walked)[number]) =>
      sort.endsWith("amount")
        ? row.amount_minor
        : (sort.endsWith("updated") ? row.updated_at : row.created_at).getTime();
    const values = walked.map(value);
    expect(values).toEqual([...values].sort((a, b) => (sort.startsWith("-") ? b - a : a - b)));
    const back = await of(`&after=${encodeURIComponent(second.newer!)}`);
    expect(back.rows.length).toBe(50);
    expect(back.total).toEqual({ count: 58, exact: true });
  },
);

test("an order that needs a filter is not taken without it, and nonsense in the address asks for nothing", async () => {
  const { cookie } = await signedIn(db, "finance");
  const asked = async (query: string) => (await list(query, cookie)).asked;
  expect((await asked("sort=amount")).sort).toEqual({ name: "started", descending: true });
  expect((await asked("sort=amount&currency=EGP")).sort).toEqual({ name: "amount", descending: false });
  expect(await asked("sort=toString&cols=nothing&before=x~y&view=1")).toEqual(await asked(""));
  expect((await asked("cols=amount,id")).columns).toEqual(["amount", "student", "id"]);
});

test("a day that is none, in a filter or in a place to go on from, asks for nothing and breaks nothing", async () => {
  const { cookie } = await signedIn(db, "finance");
  for (const day of ["0000-01-01", "2026-02-30"]) {
    const page = await list(`from=${day}&before=${day}T00:00:00.000000Z~pay_1`, cookie);
    expect(page.asked).toMatchObject({ filters: { from: null }, before: null, unread: [`from=${day}`] });
  }
  const place = "2026-02-01T00:00:00.000000Z";
  expect((await list(`before=${place}~17`, cookie)).asked.before).toBeNull();
  const log = await audit(routeArgs(`/admin/audit?before=${place}~pay_1`, { cookie }));
  expect(log.asked.before).toBeNull();
  expect((await list("q=Mona%00", cookie)).asked).toMatchObject({ filters: { q: "Mona" }, unread: [] });
});

test("a filter whose value nobody knows is told: the list says which, and there is no file and no decision of it", async () => {
  const { cookie } = await signedIn(db, "owner");
  const address = "status=gone&gateway=paymob&currency=egp&from=2026-02-30";
  const { asked } = await list(address, cookie);
  expect(asked.unread).toEqual(["status=gone", "currency=egp", "from=2026-02-30"]);
  expect(asked.filters).toMatchObject({ status: null, gateway: "paymob" });
  expect((await list("gateway=paymob&status=", cookie)).asked.unread).toEqual([]);
  const file = await responseOf(paymentsFile(routeArgs(`/admin/payments.csv?${address}`, { cookie })));
  expect([file.status, file.headers.get("location")]).toEqual([303, `/admin/payments?${address}`]);

  const asOf = "2026-11-30T10:00:00.000000Z";
  const form = { decision: "approve", scope: "matching", asOf, query: "course=gone" };
  const { data, init } = (await decideMany(routeArgs("/admin/operations", { cookie, form }))) as {
    data: { problem: string };
    init: ResponseInit;
  };
  expect([init.status, data.problem]).toEqual([422, "unread"]);
  expect(await db.selectFrom("bulk_jobs").select("id").execute()).toEqual([]);
});

test("the file has every row of the filter in the chosen columns, harmless to a spreadsheet, and is in the audit log", async () => {
  const staff = await signedIn(db, "finance");
  const student = await build.user({ name: `=HYPERLINK("http://evil","x")` });
  const other = await build.user({ name: 'عبد الرحمن، "O\'Brien"' });
  const course = await build.course({ title: "  +1 course" });
  for (let n = 0; n < 60; n++)
    await build.payment({ courseId: course.id, studentId: n % 2 ? student.id : other.id });
  const response = await paymentsFile(
    routeArgs(`/admin/payments.csv?course=${course.id}&cols=student,amount,course`, { cookie: staff.cookie }),
  );
  expect(response.headers.get("content-disposition")).toContain("payments.csv");
  const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
  const lines = text.split("\r\n");
  expect(lines[0]).toBe("\ufeffAmount,Currency,Student,Course");
  expect(lines).toHaveLength(62);
  expect(
    lines.filter((line) => line === `450.00,EGP,"'=HYPERLINK(""http://evil"",""x"")",'  +1 course`),
  ).toHaveLength(30);
  expect(lines.filter((line) => line === `450.00,EGP,"عبد الرحمن، ""O'Brien""",'  +1 course`)).toHaveLength(
    30,
  );
  const told = await db
    .selectFrom("audit_log")
    .selectAll()
    .where("actor_id", "=", staff.id)
    .orderBy("id")
    .execute();
  expect(told.map((entry) => entry.action)).toEqual(["export.begun", "export.ended"]);
  expect(told[0]!.after).toMatchObject({ list: "payments", filters: { course: course.id } });
  expect(told[1]!.after).toEqual({ list: "payments", rows: 60, end: "whole" });
});

test("nothing leaves as a file before the audit log says so", async () => {
  await build.payment();
  const asked = readList(paymentList, new URLSearchParams());
  const unwritable = new Proxy(db, {
    get(from, name) {
      if (name === "transaction") throw new Error("the audit log cannot be written");
      return Reflect.get(from, name);
    },
  });
  const file = exportFile(unwritable, {
    staff: { id: "usr_1", locale: "en" },
    list: paymentList,
    asked,
    cells: paymentCells,
    ...(await readPayments(db, asked, "UTC")),
    timeZone: "UTC",
  });
  await expect(file.next()).rejects.toThrow("the audit log cannot be written");
});

test("a file that nobody waits for is no longer read, and says so", async () => {
  const staff = await signedIn(db, "finance");
  const course = await build.course();
  await build.payment({ courseId: course.id });
  const response = await paymentsFile(
    routeArgs(`/admin/payments.csv?course=${course.id}`, { cookie: staff.cookie }),
  );
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  const told = await db
    .selectFrom("audit_log")
    .select("after")
    .where("actor_id", "=", staff.id)
    .orderBy("id")
    .execute();
  expect(told.at(-1)!.after).toMatchObject({ end: "cancelled", rows: 0 });
});

test.each<[Role, number]>([
  ["support", 403],
  ["auditor", 403],
  ["student", 403],
])("%s may not take the payments out", async (role, status) => {
  const { cookie } = await signedIn(db, role);
  expect((await responseOf(paymentsFile(routeArgs("/admin/payments.csv", { cookie })))).status).toBe(status);
});

const viewsOf = async (cookie: string) => arrived((await office(routeArgs("/admin", { cookie }))).views);

test("a view is kept, shared, opened first, changed against its version, and deleted by its owner alone", async () => {
  const mona = await signedIn(db, "finance", "Mona");
  const omar = await signedIn(db, "support", "Omar");
  const form = (values: Record<string, string>, cookie: string, viewId?: string) => ({
    ...routeArgs("/admin/views", { cookie, form: values, params: viewId ? { viewId } : {} }),
  });
  const query = "status=failed&before=x~y&view=vew_1&gateway=";
  const saved = await responseOf(
    saveView(form({ list: "payments", name: "Failed’s own", query }, mona.cookie)),
  );
  const [view] = await viewsOf(mona.cookie);
  expect(view).toMatchObject({
    name: "Failed’s own",
    query: "status=failed",
    mayChange: true,
    shared: false,
  });
  expect(saved.headers.get("location")).toBe(`/admin/payments?status=failed&view=${view!.id}`);
  expect(await viewsOf(omar.cookie)).toEqual([]);

  // The same form once more is no mistake; the same name for something else is.
  const twice = await responseOf(
    saveView(form({ list: "payments", name: "Failed’s own", query }, mona.cookie)),
  );
  expect(twice.headers.get("location")).toBe(saved.headers.get("location"));
  expect(await viewsOf(mona.cookie)).toHaveLength(1);
  const again = await responseOf(
    saveView(form({ list: "payments", name: "Failed’s own", query: "status=pending" }, mona.cookie)),
  );
  expect(again.headers.get("location")).toContain("viewProblem=name_taken");
  const forbidden = await responseOf(
    saveView(form({ list: "payments", name: "Mine", query, shared: "yes" }, omar.cookie)),
  );
  expect(forbidden.status).toBe(403);

  const change = { version: "1", name: "Failed", shared: "yes" };
  await responseOf(changeView(form(change, mona.cookie, view!.id)));
  expect((await viewsOf(omar.cookie))[0]).toMatchObject({
    name: "Failed",
    mayChange: false,
    ownerName: "Mona",
  });
  const stale = await responseOf(changeView(form(change, mona.cookie, view!.id)));
  expect(stale.headers.get("location")).toContain("viewProblem=stale");
  await responseOf(changeView(form({ version: "2", name: "Taken over" }, omar.cookie, view!.id)));
  await responseOf(removeView(form({}, omar.cookie, view!.id)));
  expect((await viewsOf(omar.cookie))[0]).toMatchObject({ name: "Failed" });

  await responseOf(makeDefault(form({ chosen: "yes" }, omar.cookie, view!.id)));
  expect((await viewsOf(omar.cookie))[0]).toMatchObject({ isDefault: true });
  await responseOf(removeView(form({}, mona.cookie, view!.id)));
  expect(await viewsOf(omar.cookie)).toEqual([]);
});

test("who looks after the shared views changes and deletes one whose owner left, and no private one", async () => {
  const mona = await signedIn(db, "registrar", "Mona");
  const admin = await signedIn(db, "admin");
  const form = (values: Record<string, string>, cookie: string, viewId?: string) =>
    routeArgs("/admin/views", { cookie, form: values, params: viewId ? { viewId } : {} });
  const keep = (name: string, shared: object) =>
    responseOf(saveView(form({ list: "courses", name, query: "", ...shared }, mona.cookie)));
  await keep("Private", {});
  await keep("Old", { shared: "yes" });
  await keep("Misnamed", { shared: "yes" });
  const [misnamed, old, own] = await viewsOf(mona.cookie);
  const seen = async (cookie: string) => (await viewsOf(cookie)).map((view) => view.name);
  await db.updateTable("users").set({ role: "student" }).where("id", "=", mona.id).execute();

  const rename = { version: "1", name: "Named", shared: "yes" };
  await responseOf(changeView(form(rename, admin.cookie, misnamed!.id)));
  await responseOf(removeView(form({}, admin.cookie, old!.id)));
  await responseOf(removeView(form({}, admin.cookie, own!.id)));
  await responseOf(changeView(form({ version: "1", name: "Read" }, admin.cookie, own!.id)));
  expect((await viewsOf(admin.cookie)).find((view) => view.id === misnamed!.id)).toMatchObject({
    name: "Named",
    mayChange: true,
    ownerName: "Mona",
  });
  expect(await seen(admin.cookie)).not.toContain("Old");
  await db.updateTable("users").set({ role: "registrar" }).where("id", "=", mona.id).execute();
  expect(await seen(mona.cookie)).toEqual(["Named", "Private"]);
  const said = await db
    .selectFrom("audit_log")
    .select(["actor_id", "action"])
    .where("subject_id", "=", old!.id)
    .where("action", "=", "view.removed")
    .execute();
  expect(said).toEqual([{ actor_id: admin.id, action: "view.removed" }]);
});

test("a form about a view that is gone, or without a name, leads back to its list, which says so and keeps the name", async () => {
  const { cookie } = await signedIn(db, "admin");
  const led = async (action: typeof changeView, form: Record<string, string>, viewId = "vew_0000000000") => {
    const answer = await responseOf(action(routeArgs("/admin/views", { cookie, form, params: { viewId } })));
    expect(answer.status).toBe(303);
    return answer.headers.get("location");
  };
  const at = { list: "payments", at: "status=failed&view=vew_0000000000" };
  const gone = "/admin/payments?status=failed&viewProblem=gone";
  expect(await led(removeView, at)).toBe(gone);
  expect(await led(makeDefault, { ...at, chosen: "yes" })).toBe(gone);
  expect(await led(changeView, { ...at, version: "1", name: "O'Brien" })).toBe(`${gone}&viewName=O%27Brien`);
  expect(await led(saveView, { list: "payments", query: "status=failed", name: " " })).toBe(
    "/admin/payments?status=failed&viewProblem=form&viewName=+",
  );
  await led(saveView, { list: "payments", query: "", name: "Kept" });
  const view = (await viewsOf(cookie)).find(({ name }) => name === "Kept")!;
  expect(await led(changeView, { version: "1", name: "x".repeat(81) }, view.id)).toContain(
    "viewProblem=form",
  );
});

test("two saves of one name at once make one view", async () => {
  const { cookie } = await signedIn(db, "owner");
  const save = () =>
    responseOf(
      saveView(routeArgs("/admin/views", { cookie, form: { list: "payments", name: "Twice", query: "" } })),
    );
  await Promise.all([save(), save()]);
  expect((await viewsOf(cookie)).filter((view) => view.name === "Twice")).toHaveLength(1);
});

test("the audit log is found by who, what, about what and when", async () => {
  const owner = await signedIn(db, "owner");
  const payment = await build.payment();
  await db.transaction().execute((trx) =>
    recordChanges(trx, {
      actor: { type: "staff", id: owner.id, reason: "As asked" },
      changes: [
        {
          topic: "payments",
          kind: "payment.noted",
          subject: { type: "payment", id: payment.id, version: 2 },
          before: { status: "pending" },
          after: { status: "succeeded", course_id: payment.courseId, student_id: payment.studentId },
          data: {},
          audience: [],
        },
      ],
    }),
  );
  const found = async (query: string) =>
    (await audit(routeArgs(`/admin/audit?${query}`, { cookie: owner.cookie }))).rows.map((row) => row.action);
  expect(await found("action=payment.noted")).toEqual(["payment.noted"]);
  expect(await found(`q=${payment.id}`)).toContain("payment.noted");
  expect(await found(`q=${owner.id}&actor=staff&action=payment.noted`)).toEqual(["payment.noted"]);
  expect(await found(`q=${encodeURIComponent(owner.email)}&action=payment.noted`)).toEqual(["payment.noted"]);
  expect(await found("action=payment.noted&to=2020-01-01")).toEqual([]);
  const { actions, rows } = await audit(
    routeArgs("/admin/audit?action=payment.noted", { cookie: owner.cookie }),
  );
  const nameIn = (table: "courses" | "users", column: "title" | "name", id: string) =>
    db
      .selectFrom(table)
      .select(sql.ref<string>(column).as("text"))
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
  expect(rows[0]!.about).toBe((await nameIn("users", "name", payment.studentId)).text);
  expect(rows[0]!.named).toEqual({
    [payment.id]: payment.currency,
    [payment.courseId]: (await nameIn("courses", "title", payment.courseId)).text,
    [payment.studentId]: (await nameIn("users", "name", payment.studentId)).text,
  });
  expect(actions).toContain("payment.noted");
  expect(await found(`q=${rows[0]!.id}`)).toEqual(["payment.noted"]);
  const support = await signedIn(db, "support");
  expect((await responseOf(audit(routeArgs("/admin/audit", { cookie: support.cookie })))).status).toBe(403);
});
