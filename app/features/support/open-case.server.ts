import { sql } from "kysely";
import type { Actor } from "#app/features/outbox/record-changes.server.ts";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { caseChange } from "#app/features/support/case-change.ts";
import { cutLine } from "#app/lib/cut-line.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { keyWithWords } from "#app/lib/key-with-words.server.ts";
import { wake } from "#app/lib/wake.server.ts";

export type OpenCaseResult =
  | { outcome: "opened"; caseId: string }
  | { outcome: "asked"; caseId: string }
  | { outcome: "missing" }
  /** Enough for one day: a person reads each of them. */
  | { outcome: "too_many" };

/** Questions of one student in a day. */
const mostQuestionsADay = 20;

/** Staff open a case about a person, perhaps about one of their payments or seats. The same form sent twice is one case; what it says anew, after a step back, is another. */
export async function openCase(
  db: Db,
  input: {
    studentId: string;
    paymentId: string | null;
    /** A seat that no payment stands for; a payment's own seat goes with it. */
    enrollmentId?: string | null;
    subject: string;
    note: string;
    formKey: string;
    actor: Actor & { id: string };
  },
): Promise<OpenCaseResult> {
  const { studentId, paymentId, actor, enrollmentId = null } = input;
  const formKey = keyWithWords(input.formKey, [
    studentId,
    paymentId,
    enrollmentId,
    input.subject,
    input.note,
  ]);
  const result = await db.transaction().execute(async (trx): Promise<OpenCaseResult> => {
    if (!(await lockStudent(trx, studentId, paymentId))) return { outcome: "missing" };
    if (enrollmentId && !(await isSeatOf(trx, studentId, enrollmentId))) return { outcome: "missing" };
    const sent = await findSent(trx, formKey);
    if (sent) return { outcome: "opened", caseId: sent };
    const row = await insertCase(trx, { ...input, enrollmentId, origin: "staff", assigneeId: actor.id });
    await addMessage(trx, {
      caseId: row.id,
      kind: "note",
      authorId: actor.id,
      body: input.note,
      formKey,
    });
    await recordChanges(trx, {
      actor,
      changes: [
        caseChange("case.opened", row, {
          before: null,
          after: { status: "open", payment_id: paymentId },
          studentHears: true,
        }),
      ],
    });
    return { outcome: "opened", caseId: row.id };
  });
  wake("outbox");
  return result;
}

/** A student asks about their payment: into the open case about it, or a new one. The same form sent twice is one question. */
export async function askAboutPayment(
  db: Db,
  input: { studentId: string; paymentId: string; question: string; formKey: string },
): Promise<OpenCaseResult> {
  const { studentId, paymentId, question } = input;
  const formKey = keyWithWords(input.formKey, [studentId, paymentId, question]);
  const result = await db.transaction().execute(async (trx): Promise<OpenCaseResult> => {
    if (!(await lockStudent(trx, studentId, paymentId))) return { outcome: "missing" };
    const sent = await findSent(trx, formKey);
    if (sent) return { outcome: "asked", caseId: sent };
    if ((await countToday(trx, studentId)) >= mostQuestionsADay) return { outcome: "too_many" };
    const open = await trx
      .selectFrom("support_cases")
      .select("id")
      .where("payment_id", "=", paymentId)
      .where("student_id", "=", studentId)
      .where("status", "=", "open")
      .orderBy("created_at", "desc")
      .forUpdate()
      .executeTakeFirst();
    const row = open
      ? await touchCase(trx, open.id)
      : await insertCase(trx, {
          studentId,
          paymentId,
          subject: firstLine(question),
          origin: "student",
          assigneeId: null,
        });
    await addMessage(trx, {
      caseId: row.id,
      kind: "question",
      authorId: studentId,
      body: question,
      formKey,
    });
    await recordChanges(trx, {
      actor: { type: "student", id: studentId },
      changes: [
        caseChange(open ? "case.asked" : "case.opened", row, {
          before: null,
          after: { status: "open", payment_id: paymentId },
          studentHears: true,
        }),
      ],
    });
    return open ? { outcome: "asked", caseId: row.id } : { outcome: "opened", caseId: row.id };
  });
  wake("outbox");
  return result;
}

/** The person's row is where their questions wait for each other. False: no such student, or the payment is not theirs. */
async function lockStudent(trx: Trx, studentId: string, paymentId: string | null): Promise<boolean> {
  const person = await trx
    .selectFrom("users")
    .select("merged_into")
    .where("id", "=", studentId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!person || person.merged_into) return false;
  if (paymentId === null) return true;
  const payment = await trx
    .selectFrom("payments")
    .select("id")
    .where("id", "=", paymentId)
    .where("student_id", "=", studentId)
    .executeTakeFirst();
  return payment !== undefined;
}

async function isSeatOf(trx: Trx, studentId: string, enrollmentId: string): Promise<boolean> {
  const seat = await trx
    .selectFrom("enrollments")
    .select("id")
    .where("id", "=", enrollmentId)
    .where("student_id", "=", studentId)
    .executeTakeFirst();
  return seat !== undefined;
}

async function findSent(trx: Trx, formKey: string): Promise<string | null> {
  const row = await trx
    .selectFrom("support_case_messages")
    .select("case_id")
    .where("form_key", "=", formKey)
    .executeTakeFirst();
  return row?.case_id ?? null;
}

async function countToday(trx: Trx, studentId: string): Promise<number> {
  const rows = await trx
    .selectFrom("support_case_messages as m")
    .innerJoin("support_cases as c", "c.id", "m.case_id")
    .select("m.id")
    .where("c.student_id", "=", studentId)
    .where("m.kind", "=", "question")
    .where("m.created_at", ">", sql<Date>`now() - interval '1 day'`)
    .limit(mostQuestionsADay)
    .execute();
  return rows.length;
}

function insertCase(
  trx: Trx,
  input: {
    studentId: string;
    paymentId: string | null;
    enrollmentId?: string | null;
    subject: string;
    origin: "student" | "staff";
    assigneeId: string | null;
  },
) {
  return trx
    .insertInto("support_cases")
    .values({
      id: newId("cas"),
      student_id: input.studentId,
      payment_id: input.paymentId,
      enrollment_id: sql<
        string | null
      >`coalesce(${input.enrollmentId ?? null}::text, (select id from enrollments where payment_id = ${input.paymentId} order by created_at desc limit 1))`,
      subject: input.subject,
      origin: input.origin,
      assignee_id: input.assigneeId,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function touchCase(trx: Trx, caseId: string) {
  return trx
    .updateTable("support_cases")
    .set({ awaits: "school", version: sql`version + 1`, updated_at: sql`now()` })
    .where("id", "=", caseId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function addMessage(
  trx: Trx,
  message: {
    caseId: string;
    kind: "question" | "note";
    authorId: string;
    body: string;
    formKey: string;
  },
): Promise<void> {
  await trx
    .insertInto("support_case_messages")
    .values({
      case_id: message.caseId,
      kind: message.kind,
      author_id: message.authorId,
      body: message.body,
      form_key: message.formKey,
    })
    .execute();
}

/** A case is called by what was asked first. */
function firstLine(text: string): string {
  return cutLine(text.trim().split("\n")[0]!.trim(), 80);
}
