import { findSuspense } from "#app/features/ledger/find-suspense.server.ts";
import { findRefundDraft } from "#app/features/payments/find-refund-draft.server.ts";
import { findCasesAbout } from "#app/features/support/cases-about.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { once } from "#app/lib/once.ts";
import { findTimeline } from "./find-timeline.server.ts";

/** What one screen can hold; a payment with more of anything is shown its latest. */
export const most = 100;

/** The payment itself, whose and for what; null: there is none. */
export async function findPayment(db: Db, paymentId: string) {
  const payment = await db
    .selectFrom("payments as p")
    .innerJoin("users as u", "u.id", "p.student_id")
    .innerJoin("courses as c", "c.id", "p.course_id")
    .selectAll("p")
    .select(["u.name as student_name", "u.email as student_email", "c.title as course_title"])
    .where("p.id", "=", paymentId)
    .executeTakeFirst();
  if (!payment) return null;
  const { idempotency_key: _, ...shown } = payment;
  return shown;
}

export type Payment = NonNullable<Awaited<ReturnType<typeof findPayment>>>;

/** Everything else the page draws of a payment: what fails of it leaves the payment and what can be done about it. */
export function paymentParts(db: Db, paymentId: string) {
  const seats = once(() => findSeats(db, paymentId));
  const exceptions = once(() => findExceptions(db, paymentId));
  return {
    exceptions,
    related: () => findRelated(db, paymentId, seats()),
    timeline: () => findTimeline(db, paymentId, { seats: seats(), exceptions: exceptions() }),
    attempts: () => findAttempts(db, paymentId),
  };
}

type Found<Name extends keyof ReturnType<typeof paymentParts>> = Awaited<
  ReturnType<ReturnType<typeof paymentParts>[Name]>
>;
export type Related = Found<"related">;
export type Attempt = Found<"attempts">[number];
export type Exceptions = Found<"exceptions">;
export type Seats = Awaited<ReturnType<typeof findSeats>>;

/** The seat it pays, money that is held for it, the refund that is asked for, cases about it. */
async function findRelated(db: Db, paymentId: string, seats: Promise<Seats>) {
  const [[seat], held, draft, cases] = await Promise.all([
    seats,
    findSuspense(db, paymentId),
    findRefundDraft(db, { paymentId }),
    findCasesAbout(db, { paymentId }),
  ]);
  return { seat: seat ?? null, held, draft, cases };
}

function findSeats(db: Db, paymentId: string) {
  return db
    .selectFrom("enrollments")
    .select(["id", "status", "created_at"])
    .where("payment_id", "=", paymentId)
    .orderBy("created_at", "desc")
    .limit(10)
    .execute();
}

function findExceptions(db: Db, paymentId: string) {
  return db
    .selectFrom("exceptions")
    .select(["id", "kind", "status", "history"])
    .where("payment_id", "=", paymentId)
    .orderBy("last_seen_at", "desc")
    .limit(20)
    .execute();
}

function findAttempts(db: Db, paymentId: string) {
  return db
    .selectFrom("payment_attempts")
    .selectAll("payment_attempts")
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom("payment_evidence as e")
            .select("e.id")
            .whereRef("e.payment_id", "=", "payment_attempts.payment_id")
            .whereRef("e.attempt_id", "=", "payment_attempts.id")
            .where("e.kind", "=", "succeeded"),
        )
        .as("paid"),
    )
    .where("payment_id", "=", paymentId)
    .orderBy("number", "desc")
    .limit(most)
    .execute();
}
