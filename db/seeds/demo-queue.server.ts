import { sql } from "kysely";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { requestEnrollment } from "#app/features/enrollments/request-enrollment.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { EnrollmentDecision } from "#db/schema.ts";
import { demoCourses } from "#db/seeds/demo-courses.ts";
import { withGuardsOff } from "#db/seeds/demo-history-clock.server.ts";
import { HistoryPayment } from "#db/seeds/demo-history-payment.server.ts";
import { historyStudents } from "#db/seeds/demo-history-plan.ts";

/** Who paid for the course that is approved after it, how long ago; who asked for the one that is approved before. */
const paid: ReadonlyArray<[mailbox: string, minutesAgo: number]> = [
  ["heba.mostafa", 3_050],
  ["aoife.osullivan", 1_310],
  ["sara.mahmoud", 240],
  ["thabo.mokoena", 95],
  ["abdulrahman.aal", 22],
  ["priya.naidoo", 12],
];
const asked: typeof paid = [
  ["youssef.dangelo", 2_700],
  ["m.elsharkawy", 1_480],
  ["ayesha.patel", 610],
  ["naledi.dube", 130],
  ["salma.ar", 47],
  ["nour.ibrahim", 18],
];

/** A queue to work in both modes, and one decision of each kind that is already made. By the product's own verbs. */
export async function seedDemoQueue(db: Db): Promise<void> {
  for (const [mailbox, minutesAgo] of paid) await payFor(db, mailbox, minutesAgo);
  for (const [mailbox, minutesAgo] of asked) await askFor(db, mailbox, minutesAgo);
  await decide(
    db,
    "thabo.mokoena",
    "reject",
    "The course asks for a first certificate. Write to us once you have it.",
  );
  await decide(db, "ayesha.patel", "approve", null);
}

const known = new Map(historyStudents.map(([name, mailbox]) => [mailbox as string, name as string]));

async function payFor(db: Db, mailbox: string, minutesAgo: number): Promise<void> {
  const course = await courseOf(db, "counselling-practice");
  const gateway = mailbox === "priya.naidoo" ? "ikhokha" : "paymob";
  const currency = gateway === "paymob" ? "EGP" : "ZAR";
  const price = await db
    .selectFrom("course_prices")
    .select("amount_minor")
    .where("course_id", "=", course)
    .where("currency", "=", currency)
    .executeTakeFirstOrThrow();
  const student = { id: await studentOf(db, mailbox), name: known.get(mailbox)!, email: emailOf(mailbox) };
  await db.transaction().execute((trx) =>
    withGuardsOff(trx, async () => {
      const payment = new HistoryPayment(trx, {
        student,
        courseId: course,
        gateway,
        currency,
        amountMinor: price.amount_minor,
        startedAt: new Date(Date.now() - minutesAgo * 60_000),
      });
      await payment.begin();
      await payment.end("paid");
    }),
  );
}

async function askFor(db: Db, mailbox: string, minutesAgo: number): Promise<void> {
  const studentId = await studentOf(db, mailbox);
  const result = await requestEnrollment(db, {
    studentId,
    courseId: await courseOf(db, "teaching-practicum"),
  });
  if (result.outcome !== "requested") throw new Error(`the demo's request came to ${result.outcome}`);
  const at = new Date(Date.now() - minutesAgo * 60_000);
  await db
    .updateTable("enrollments")
    .set({ created_at: at, updated_at: at, waiting_since: at })
    .where("id", "=", result.enrollmentId)
    .execute();
}

async function decide(
  db: Db,
  mailbox: string,
  decision: EnrollmentDecision,
  reason: string | null,
): Promise<void> {
  const row = await db
    .selectFrom("enrollments")
    .select(["id", "version"])
    .where("student_id", "=", await studentOf(db, mailbox))
    .where("course_id", "in", [
      await courseOf(db, "counselling-practice"),
      await courseOf(db, "teaching-practicum"),
    ])
    .where(sql<boolean>`status in ('requested','pending_approval')`)
    .executeTakeFirstOrThrow();
  const { id } = await db
    .selectFrom("users")
    .select("id")
    .where("email", "=", "registrar@example.com")
    .executeTakeFirstOrThrow();
  await decideEnrollment(db, {
    enrollmentId: row.id,
    decision,
    expectedVersion: row.version,
    reason,
    actor: { type: "staff", id },
  });
}

const emailOf = (mailbox: string) => `${mailbox}@example.com`;

async function studentOf(db: Db, mailbox: string): Promise<string> {
  const row = await db
    .selectFrom("users")
    .select("id")
    .where("email", "=", emailOf(mailbox))
    .executeTakeFirstOrThrow();
  return row.id;
}

async function courseOf(db: Db, slug: string): Promise<string> {
  const { title } = demoCourses.find((course) => course.slug === slug)!;
  const row = await db
    .selectFrom("courses")
    .select("id")
    .where("title", "=", title)
    .executeTakeFirstOrThrow();
  return row.id;
}
