import { type CheckoutInput, pricesFor } from "#app/features/checkout/begin-checkout.server.ts";
import { seatCourse } from "#app/features/enrollments/seat-course.server.ts";
import { healPayment } from "#app/features/payments/heal-payment.server.ts";
import { openStatuses } from "#app/features/payments/payment.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** A gateway that is slow to answer keeps nobody from paying with another. */
const patienceMs = 3_000;

/**
 * Before a checkout in one currency opens beside an open one in another: the gateway is asked what became of that one.
 * Paid there, and not told yet, it is known now, and nothing is asked for a second time. Never throws.
 */
export async function askAboutOthers(db: Db, gateways: Gateways, input: CheckoutInput): Promise<void> {
  const currency = input.currency ?? (await pricesFor(db, gateways, input))[0]?.currency;
  if (!currency) return;
  const others = await db
    .selectFrom("payments")
    .select("id")
    .where("student_id", "=", input.studentId)
    .where(seatCourse("payments"), "=", input.courseId)
    .where("status", "in", openStatuses)
    .where("currency", "<>", currency)
    .limit(5)
    .execute();
  if (others.length === 0) return;
  let patience: NodeJS.Timeout | undefined;
  await Promise.race([
    Promise.all(others.map(({ id }) => healPayment(db, gateways, id))),
    new Promise((resolve) => {
      patience = setTimeout(resolve, patienceMs);
    }),
  ]);
  clearTimeout(patience);
}
