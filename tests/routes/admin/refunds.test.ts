import { expect, test } from "vitest";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { countRefundsToMake } from "#app/features/payments/refunds-to-make.server.ts";
import { loader as refunds } from "#app/routes/admin.refunds._index/route.tsx";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);

async function rejectedAfterPayment(registrar: { id: string }) {
  const { id: courseId } = await build.course({ approval: "after_payment" });
  const payment = await build.paid({ courseId });
  const decide = (decision: "reject" | "undo", expectedVersion: number) =>
    decideEnrollment(db, {
      enrollmentId: payment.enrollment!.id,
      decision,
      expectedVersion,
      reason: "No experience with O'Reilly's book",
      actor: { type: "staff", id: registrar.id },
    });
  const decided = await decide("reject", payment.enrollment!.version);
  return { payment, decide, version: (decided as { version: number }).version };
}

test("the refund of a rejected seat is listed and counted until the gateway gave it back, or the decision was", async () => {
  const registrar = await signedIn(db, "registrar", "Salma O'Hara");
  const finance = await signedIn(db, "finance");
  const list = async () => (await refunds(routeArgs("/admin/refunds", { cookie: finance.cookie }))).rows;
  const kept = await rejectedAfterPayment(registrar);
  const given = await rejectedAfterPayment(registrar);
  const undone = await rejectedAfterPayment(registrar);
  expect((await list()).map((row) => row.payment_id)).toEqual(
    [undone, given, kept].map(({ payment }) => payment.id),
  );

  expect((await undone.decide("undo", undone.version)).outcome).toBe("decided");
  await applyEvidence(db, {
    paymentId: given.payment.id,
    actor: { type: "gateway", id: "paymob" },
    evidence: [
      evidence({
        kind: "refunded",
        gateway: given.payment.gateway,
        attempt_id: given.payment.attempt.id,
        transaction_ref: given.payment.attempt.orderRef,
        amount_minor: given.payment.amountMinor,
        refunded_minor: given.payment.amountMinor,
        currency: given.payment.currency,
      }),
    ],
  });
  expect(await list()).toMatchObject([
    {
      payment_id: kept.payment.id,
      amount_minor: kept.payment.amountMinor,
      currency: kept.payment.currency,
      reason: "No experience with O'Reilly's book",
      reference: kept.payment.attempt.orderRef,
      created_by_name: "Salma O'Hara",
    },
  ]);
  expect(await countRefundsToMake(db, 100)).toEqual({ count: 1, oldestAt: expect.any(Date) });
});
