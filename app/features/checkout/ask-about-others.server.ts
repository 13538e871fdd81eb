import { type CheckoutInput, pricesFor } from "#app/features/checkout/begin-checkout.server.ts";
import { seatCourse } from "#app/features/enrollments/seat-course.server.ts";
import { healPayment } from "#app/features/payments/heal-payment.server.ts";
import { openStatuses } from "#app/features/payments/payment.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** A gateway that is slow to answer keeps nobody from paying with another. */
const patienceMs = 3_000;

/**
 * Before a checkout opens beside one that can still be paid, in another currency, at another gateway or price, or after
 * a card was declined there: the gateway is asked what became of that one. Paid there, and not told yet, it is known
 * now, and nothing is asked for a second time. The one that would be resumed needs no question. Never throws.
 */
export async function askAboutOthers(db: Db, gateways: Gateways, input: CheckoutInput): Promise<void> {
  const prices = await pricesFor(db, gateways, input);
  const price = input.currency ? prices.find((one) => one.currency === input.currency) : prices[0];
  if (!price) return;
  const others = await db
    .selectFrom("payments")
    .select("id")
    .where("student_id", "=", input.studentId)
    .where(seatCourse("payments"), "=", input.courseId)
    .where("status", "in", [...openStatuses, "failed", "expired"])
    // What has no next question can be paid no more.
    .where((eb) => eb.or([eb("status", "in", openStatuses), eb("next_check_at", "is not", null)]))
    .where((eb) =>
      eb.not(
        eb.and([
          eb("status", "in", openStatuses),
          eb("gateway", "=", input.gateway),
          eb("currency", "=", price.currency),
          eb("amount_minor", "=", price.amount_minor),
        ]),
      ),
    )
    .orderBy("created_at", "desc")
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
