import { openException } from "#app/features/exceptions/open-exception.server.ts";
import { recordChanges, systemActor } from "#app/features/outbox/record-changes.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { dateBack, withGuardsOff } from "#db/seeds/demo-history-clock.server.ts";
import { storeCallback } from "#db/seeds/demo-history-deliveries.ts";
import { HistoryPayment } from "#db/seeds/demo-history-payment.server.ts";
import { historyStudents, type PlannedPayment, planHistory } from "#db/seeds/demo-history-plan.ts";

/**
 * A month of payments for a demo that was just loaded: made by the same code that makes real ones, then dated back,
 * so that every status, seat and ledger entry follows from its evidence. All of it or nothing.
 */
export async function seedDemoHistory(db: Db): Promise<void> {
  await db.transaction().execute((trx) =>
    withGuardsOff(trx, async () => {
      const students = await addStudents(trx);
      const courses = await findCourses(trx);
      await addStrayDeliveries(trx);
      for (const planned of planHistory()) await addPayment(trx, planned, students, courses);
    }),
  );
}

type Student = { id: string; name: string; email: string };
type Course = { id: string; prices: Map<string, number> };

async function addStudents(trx: Trx): Promise<Student[]> {
  const students = historyStudents.map(([name, mailbox]) => ({
    id: newId("usr"),
    name,
    email: `${mailbox}@example.com`,
  }));
  await trx
    .insertInto("users")
    // Nobody signs in as them: no password has this hash.
    .values(students.map((student) => ({ ...student, role: "student" as const, password_hash: "none" })))
    .execute();
  return students;
}

/** Courses with room for the history's students, and the one without a seat left. */
async function findCourses(trx: Trx): Promise<{ open: Course[]; full: Course }> {
  const rows = await trx
    .selectFrom("courses")
    .select(["id", "capacity", "enrolled_count"])
    .where("status", "=", "published")
    .orderBy("id")
    .execute();
  const prices = await trx.selectFrom("course_prices").selectAll().execute();
  const course = (id: string): Course => ({
    id,
    prices: new Map(
      prices.filter((price) => price.course_id === id).map((price) => [price.currency, price.amount_minor]),
    ),
  });
  const left = (row: (typeof rows)[number]) =>
    row.capacity === null ? Number.POSITIVE_INFINITY : row.capacity - row.enrolled_count;
  const full = rows.find((row) => left(row) === 0);
  if (!full) throw new Error("the demo school has no full course");
  return { open: rows.filter((row) => left(row) > 15).map((row) => course(row.id)), full: course(full.id) };
}

async function addPayment(
  trx: Trx,
  planned: PlannedPayment,
  students: Student[],
  courses: { open: Course[]; full: Course },
): Promise<void> {
  const student = students[planned.student]!;
  const course =
    planned.course === "full" ? courses.full : courses.open[planned.course % courses.open.length]!;
  const currency = planned.gateway === "paymob" ? "EGP" : "ZAR";
  const payment = new HistoryPayment(trx, {
    student,
    courseId: course.id,
    gateway: planned.gateway,
    currency,
    amountMinor: course.prices.get(currency)!,
    startedAt: new Date(Date.now() - planned.minutesAgo * 60_000),
  });
  await payment.begin();
  await payment.end(planned.ending);
}

/** What belongs to no payment of ours: a stranger's guess, and money for an order nobody knows. */
async function addStrayDeliveries(trx: Trx): Promise<void> {
  const stray = {
    gateway: "paymob" as const,
    attemptId: "ORDER-REF-0001",
    orderRef: "217503754",
    transactionRef: "192036465",
    minor: 45_000,
    currency: "EGP",
    success: true,
    student: { name: "Test Customer", email: "customer@example.com" },
  };
  await storeCallback(trx, { ...stray, at: minutesAgo(27) }, { status: "rejected" });
  const at = minutesAgo(3 * 24 * 60);
  const unclaimed = await storeCallback(trx, { ...stray, at });
  await trx
    .updateTable("payment_webhooks")
    .set({
      status: "processed",
      outcome: "unattributed",
      processed_at: at,
      note: "No payment of ours has order 217503754.",
    })
    .where("id", "=", unclaimed)
    .execute();
  await openException(trx, {
    id: newId("exc"),
    dedupe_key: "unattributed_money:paymob:192036465:217503754",
    kind: "unattributed_money",
    severity: "critical",
    delivery_id: unclaimed,
    facts: {
      gateway: "paymob",
      transaction: "192036465",
      order: "217503754",
      amountMinor: 45_000,
      currency: "EGP",
    },
  });
  await recordChanges(trx, {
    actor: { ...systemActor, deliveryId: unclaimed },
    changes: [
      {
        topic: "webhooks",
        kind: "delivery.processed",
        subject: { type: "delivery", id: unclaimed, version: 1 },
        before: null,
        after: { status: "processed", outcome: "unattributed" },
        data: { gateway: "paymob", status: "processed", outcome: "unattributed" },
        audience: [],
      },
    ],
  });
  await dateBack(trx, "", at);
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
