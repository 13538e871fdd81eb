import type { ActionFunctionArgs } from "@remix-run/node";
import { beforeAll, expect, test } from "vitest";
import { newId } from "#app/lib/ids.ts";
import { typedText } from "#app/lib/typed-text.ts";
import { action as ask } from "#app/routes/_site.payments.$paymentId._index/route.tsx";
import { action as write } from "#app/routes/admin.cases.$caseId._index/route.tsx";
import { action as openCase } from "#app/routes/admin.cases.new/route.tsx";
import { action as extend } from "#app/routes/admin.enrollments.$enrollmentId.extensions/route.tsx";
import { action as transfer } from "#app/routes/admin.enrollments.$enrollmentId.transfers/route.tsx";
import { action as decide } from "#app/routes/admin.exceptions.$exceptionId._index/route.tsx";
import { action as keepNote } from "#app/routes/admin.users.$userId._index/route.tsx";
import { action as merge } from "#app/routes/admin.users.$userId.merges/route.tsx";
import { action as changeRole } from "#app/routes/admin.users.$userId.role.tsx";
import { action as grant } from "#app/routes/admin.users.$userId.seats.tsx";
import { action as signOut } from "#app/routes/admin.users.$userId.sign-outs.tsx";
import { action as saveView } from "#app/routes/admin.views.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { dataOf, responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

/** Every form that is written into, refused: what was written comes back with the refusal, so that no page loses it. */

const { db } = useDatabase();
const build = builders(db);
const words = "ق: what I wrote, twice";
const short = "ق";
const key = () => newId("req");

let owner: { id: string; cookie: string };
let student: { id: string; cookie: string };
let ids: { userId: string; paymentId: string; enrollmentId: string; caseId: string; exceptionId: string };

beforeAll(async () => {
  owner = await signedIn(db, "owner");
  student = await signedIn(db);
  const payment = await build.paid({ studentId: student.id });
  const exceptionId = await build.exception();
  const opened = await responseOf(
    openCase(
      routeArgs("/admin/cases/new", {
        cookie: owner.cookie,
        form: { user: student.id, subject: "S", note: "N", key: key() },
      }),
    ),
  );
  const caseId = /cas_\w+/.exec(opened.headers.get("location")!)![0];
  const enrollmentId = payment.enrollment!.id;
  ids = { userId: student.id, paymentId: payment.id, enrollmentId, caseId, exceptionId };
});

type Action = (args: ActionFunctionArgs) => Promise<unknown>;
const refusals: Array<[string, Action, Record<string, string>, Record<string, unknown>]> = [
  ["an answer to a case that moved", write, { kind: "answer", body: words, version: "99" }, { body: words }],
  ["a note for a case, sent badly", write, { kind: "note", body: words, version: "" }, { body: words }],
  ["a note about a person", keepNote, { body: words, key: "" }, { body: words }],
  [
    "a decision about an exception",
    decide,
    { decision: "resolve", reason: words, version: "99" },
    { reason: words },
  ],
  [
    "a decision with too short a reason",
    decide,
    { decision: "resolve", reason: short, version: "1" },
    { reason: short },
  ],
  ["a new case", openCase, { subject: words, note: "" }, { typed: { subject: words, note: "" } }],
  ["a merge", merge, { goneId: "", reason: words }, { reason: words }],
  ["a free seat", grant, { courseId: "crs_0000000000", reason: words }, { reason: words }],
  ["a move", transfer, { courseId: "crs_0000000000", version: "99", reason: words }, { reason: words }],
  ["more time", extend, { until: "", version: "1", reason: words }, { reason: words }],
  ["a sign-out", signOut, { reason: short }, { reason: short }],
  [
    "a role",
    changeRole,
    { role: "support", version: "99", reason: words },
    { typed: { role: "support", reason: words } },
  ],
];

test.each(refusals)("%s", async (_name, action, form, expected) => {
  const args = routeArgs("/admin/somewhere", {
    cookie: owner.cookie,
    params: ids,
    form: { key: key(), ...form },
  });
  const { status, value } = await dataOf(action(args));
  expect(status).toBeGreaterThanOrEqual(400);
  expect(value).toMatchObject(expected);
});

test("a student's question beyond the day's measure", async () => {
  const send = () =>
    ask(
      routeArgs("/payments/x", {
        cookie: student.cookie,
        params: ids,
        form: { question: words, key: key() },
      }),
    );
  for (let sent = 0; sent <= 20; sent += 1) {
    const answer: unknown = await send();
    if (!(answer instanceof Response))
      return expect((answer as { data: unknown }).data).toEqual({
        problem: "too_many",
        question: words,
        key: expect.any(String),
      });
  }
  expect.fail("more than twenty questions in a day");
});

test("a view's name that is taken", async () => {
  const save = (query: string) =>
    responseOf(
      saveView(
        routeArgs("/admin/views", {
          cookie: owner.cookie,
          form: { list: "payments", name: words, query, shared: "yes" },
        }),
      ),
    );
  await save("status=failed");
  const { searchParams } = new URL((await save("status=pending")).headers.get("location")!, "http://office");
  expect([searchParams.get("viewName"), searchParams.get("viewShared")]).toEqual([words, "yes"]);
});

test("a text of as many letters as its field takes is not too long for its line ends", () => {
  const lines = `${"a".repeat(9)}\r\n`.repeat(10).trim();
  expect(typedText(1, 99).parse(lines)).toBe(`${"a".repeat(9)}\n`.repeat(10).trim());
});
