import { beforeAll, expect, test } from "vitest";
import { assignCase } from "#app/features/support/assign-case.server.ts";
import { askAboutPayment, openCase } from "#app/features/support/open-case.server.ts";
import { resolveCase } from "#app/features/support/resolve-case.server.ts";
import { writeToCase } from "#app/features/support/write-to-case.server.ts";
import { newId } from "#app/lib/ids.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { actionsOn } from "./acting.ts";

const { db } = useDatabase();
const build = builders(db);
let omar: { type: "staff"; id: string };
let lena: { type: "staff"; id: string };
beforeAll(async () => {
  omar = { type: "staff", id: (await build.user({ role: "support", name: "Omar" })).id };
  lena = { type: "staff", id: (await build.user({ role: "registrar", name: "Lena" })).id };
});

const row = (id: string) =>
  db.selectFrom("support_cases").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const messages = (id: string) =>
  db.selectFrom("support_case_messages").selectAll().where("case_id", "=", id).orderBy("id").execute();

async function asked(formKey = newId("req")) {
  const payment = await build.payment();
  const ask = (question = "I paid, where is my seat?", key = formKey) =>
    askAboutPayment(db, { studentId: payment.studentId, paymentId: payment.id, question, formKey: key });
  const result = await ask();
  if (!("caseId" in result)) throw new Error(result.outcome);
  return { payment, ask, caseId: result.caseId };
}

test("a question opens a case tied to the payment, and the next one goes into it", async () => {
  const { payment, ask, caseId } = await asked();
  expect(await row(caseId)).toMatchObject({
    student_id: payment.studentId,
    payment_id: payment.id,
    subject: "I paid, where is my seat?",
    origin: "student",
    status: "open",
    assignee_id: null,
  });
  expect(await ask("Hello?", newId("req"))).toEqual({ outcome: "asked", caseId });
  expect(await messages(caseId)).toHaveLength(2);
});

test("the same form twice, also at once, is one question", async () => {
  const { ask, caseId } = await asked();
  const key = newId("req");
  await Promise.all([ask("Again", key), ask("Again", key)]);
  expect(await messages(caseId)).toHaveLength(2);
});

test("a form that one went back to and wrote something else into is another case, question, answer and note", async () => {
  const { payment, ask, caseId } = await asked();
  const formKey = newId("req");
  await ask("First", formKey);
  await ask("Second", formKey);
  const write = (kind: "answer" | "note", body: string, expectedVersion: number) =>
    writeToCase(db, { caseId, kind, body, expectedVersion, formKey, actor: omar });
  expect(await write("note", "Called", 3)).toEqual({ outcome: "written" });
  expect(await write("note", "Called again", 3)).toEqual({ outcome: "written" });
  expect(await write("note", "Called", 3)).toEqual({ outcome: "repeated" });
  expect(await write("answer", "Yes", 5)).toEqual({ outcome: "written" });
  // It would be a second answer on what was read before the first.
  expect(await write("answer", "No", 5)).toEqual({ outcome: "stale" });
  const said = (await messages(caseId)).map((message) => message.body);
  expect(said.slice(1)).toEqual(["First", "Second", "Called", "Called again", "Yes"]);
  const open = (subject: string) =>
    openCase(db, {
      studentId: payment.studentId,
      paymentId: null,
      subject,
      note: "By phone",
      formKey,
      actor: omar,
    });
  const [one, again, other] = [await open("Receipt"), await open("Receipt"), await open("Refund")];
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
});

test("nobody asks about another's payment, nor more than a person could read in a day", async () => {
  const { payment, ask } = await asked();
  const stranger = await build.user();
  expect(
    await askAboutPayment(db, {
      studentId: stranger.id,
      paymentId: payment.id,
      question: "Whose is this?",
      formKey: newId("req"),
    }),
  ).toEqual({ outcome: "missing" });
  for (let i = 1; i < 20; i++) await ask(`Question ${i}`, newId("req"));
  expect(await ask("One too many", newId("req"))).toEqual({ outcome: "too_many" });
});

test("two colleagues who take it at once: one has it, the other hears who", async () => {
  const { caseId } = await asked();
  const take = (actor: typeof omar) =>
    assignCase(db, { caseId, expectedVersion: 1, assigneeId: actor.id, actor });
  const both = await Promise.all([take(omar), take(lena)]);
  expect(both.map((result) => result.outcome).sort()).toEqual(["changed", "stale"]);
  const loser = both.find((result) => result.outcome === "stale");
  const winner = (await row(caseId)).assignee_id === omar.id ? "Omar" : "Lena";
  expect(loser).toMatchObject({ assignee: winner, status: "open" });
});

test("taken, let go, closed and opened again, a second press of one's own is told what the first one did", async () => {
  const { caseId } = await asked();
  const take = (actor: typeof omar, expectedVersion: number, assigneeId: string | null) => () =>
    assignCase(db, { caseId, expectedVersion, assigneeId, actor });
  const close = (actor: typeof omar, expectedVersion: number, status: "open" | "resolved") => () =>
    resolveCase(db, { caseId, status, expectedVersion, actor });
  for (const press of [
    take(omar, 1, omar.id),
    take(omar, 2, null),
    close(omar, 3, "resolved"),
    close(omar, 4, "open"),
  ])
    expect(await Promise.all([press(), press()])).toEqual(Array(2).fill({ outcome: "changed" }));
  expect(await actionsOn(db, caseId)).toEqual([
    "case.opened",
    "case.assigned",
    "case.released",
    "case.resolved",
    "case.reopened",
  ]);
  // A colleague with the same wish, another wish, and what has moved on are told that somebody was first.
  for (const press of [close(lena, 4, "open"), take(omar, 4, omar.id), close(omar, 3, "resolved")])
    expect(await press()).toMatchObject({ outcome: "stale" });
});

test("a case is released, and given only to who may work it", async () => {
  const { caseId } = await asked();
  const give = (assigneeId: string | null, expectedVersion: number) =>
    assignCase(db, { caseId, expectedVersion, assigneeId, actor: omar });
  expect(await give(lena.id, 1)).toEqual({ outcome: "changed" });
  expect(await give(null, 2)).toEqual({ outcome: "changed" });
  for (const role of ["student", "auditor"] as const)
    expect(await give((await build.user({ role })).id, 3)).toEqual({ outcome: "no_colleague" });
  expect(await actionsOn(db, caseId)).toEqual(["case.opened", "case.assigned", "case.released"]);
});

test("an answer is the student's to hear, a note is not", async () => {
  const { payment, caseId } = await asked();
  const write = (kind: "answer" | "note", expectedVersion: number, formKey = newId("req")) =>
    writeToCase(db, { caseId, kind, body: `A ${kind}`, expectedVersion, formKey, actor: omar });
  expect(await write("note", 1)).toEqual({ outcome: "written" });
  expect(await write("answer", 1)).toEqual({ outcome: "stale" });
  const key = newId("req");
  expect(await write("answer", 2, key)).toEqual({ outcome: "written" });
  expect(await write("answer", 2, key)).toEqual({ outcome: "repeated" });
  expect(await row(caseId)).toMatchObject({ awaits: "student", assignee_id: omar.id, version: 3 });
  const events = await db
    .selectFrom("outbox_events")
    .select(["kind", "audience"])
    .where("subject_id", "=", caseId)
    .orderBy("seq")
    .execute();
  expect(events).toEqual([
    { kind: "case.opened", audience: [payment.studentId] },
    { kind: "case.noted", audience: [] },
    { kind: "case.answered", audience: [payment.studentId] },
  ]);
});

test("two answers at once: the student gets one, the other writer is told", async () => {
  const { caseId } = await asked();
  const answer = (actor: typeof omar) =>
    writeToCase(db, {
      caseId,
      kind: "answer",
      body: "Yes",
      expectedVersion: 1,
      formKey: newId("req"),
      actor,
    });
  const both = await Promise.all([answer(omar), answer(lena)]);
  expect(both.map((result) => result.outcome).sort()).toEqual(["stale", "written"]);
});

test("resolved is closed to answers and hands until it is opened again", async () => {
  const { ask, caseId } = await asked();
  const resolve = (status: "open" | "resolved", expectedVersion: number) =>
    resolveCase(db, { caseId, status, expectedVersion, actor: omar });
  expect(await resolve("resolved", 1)).toEqual({ outcome: "changed" });
  expect(await resolve("resolved", 2)).toEqual({ outcome: "already" });
  expect(await assignCase(db, { caseId, expectedVersion: 2, assigneeId: omar.id, actor: omar })).toEqual({
    outcome: "resolved",
  });
  const write = { caseId, kind: "answer" as const, body: "Late", formKey: newId("req"), actor: omar };
  expect(await writeToCase(db, { ...write, expectedVersion: 2 })).toEqual({ outcome: "resolved" });
  const again = await ask("It is not solved", newId("req"));
  expect(again).toMatchObject({ outcome: "opened" });
  expect(await resolve("open", 2)).toEqual({ outcome: "changed" });
  expect(await row(caseId)).toMatchObject({ status: "open", resolved_at: null });
});

test("staff open a case in their own hands; what is not there is missing", async () => {
  const student = await build.user();
  const input = {
    studentId: student.id,
    paymentId: null,
    subject: "Called about a certificate",
    note: "Wants it by Monday",
    formKey: newId("req"),
    actor: omar,
  };
  const made = await openCase(db, input);
  expect(await openCase(db, input)).toEqual(made);
  if (!("caseId" in made)) throw new Error(made.outcome);
  expect(await row(made.caseId)).toMatchObject({ assignee_id: omar.id, origin: "staff" });
  expect(await openCase(db, { ...input, studentId: "usr_nobody", formKey: newId("req") })).toEqual({
    outcome: "missing",
  });
  expect(
    await resolveCase(db, { caseId: "cas_nope", status: "open", expectedVersion: 1, actor: omar }),
  ).toEqual({ outcome: "missing" });
});
