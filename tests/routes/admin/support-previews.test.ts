import { expect, test } from "vitest";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { loader as transfer } from "#app/routes/admin.enrollments.$enrollmentId.transfers/route.tsx";
import { loader as question } from "#app/routes/admin.payments.$paymentId.verifications/route.tsx";
import { loader as view } from "#app/routes/admin.users.$userId.view/route.tsx";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
const paymob = new ScriptedGateway("paymob");
holdSingleton("gateways", new Map([["paymob", paymob]]));

async function previewOf(enrollmentId: string, courseId: string) {
  const { cookie } = await signedIn(db, "admin");
  const path = `/admin/enrollments/${enrollmentId}/transfers?course=${courseId}`;
  return (await transfer(routeArgs(path, { cookie, params: { enrollmentId } }))).preview;
}

test("a move compares what was really paid and is still here with the price of the other course", async () => {
  const payment = await build.paid({ amountMinor: 45_000 });
  const target = await build.course({ prices: { EGP: 30_000 } });
  // What the course that is left costs by now has nothing to do with it.
  await db
    .updateTable("course_prices")
    .set({ amount_minor: 99_000 })
    .where("course_id", "=", payment.courseId)
    .execute();
  const paid = { currency: "EGP", capturedMinor: 45_000, keptMinor: 45_000 };
  expect(await previewOf(payment.enrollment!.id, target.id)).toMatchObject({ paid, priceMinor: 30_000 });
  await applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: "paymob" },
    evidence: [
      evidence({
        kind: "refunded",
        attempt_id: payment.attempt.id,
        transaction_ref: payment.attempt.orderRef,
        amount_minor: 45_000,
        refunded_minor: 20_000,
        currency: "EGP",
      }),
    ],
  });
  expect(await previewOf(payment.enrollment!.id, target.id)).toMatchObject({
    paid: { ...paid, keptMinor: 25_000 },
    priceMinor: 30_000,
  });
  const other = await build.course({ prices: { ZAR: 10_000 } });
  expect(await previewOf(payment.enrollment!.id, other.id)).toMatchObject({ priceMinor: null });
});

test("a seat without a payment compares nothing", async () => {
  const student = await build.user();
  const course = await build.course();
  const seat = await db
    .insertInto("enrollments")
    .values({
      id: "enr_granted",
      student_id: student.id,
      course_id: course.id,
      status: "active",
      source: "staff",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  expect(await previewOf(seat.id, (await build.course()).id)).toMatchObject({ paid: null });
});

test("before a gateway is asked, it is said which attempts are asked about and which never reached one", async () => {
  const payment = await build.payment();
  const attempt = {
    paymentId: payment.id,
    gateway: "paymob" as const,
    amount_minor: 45_000,
    currency: "EGP",
  };
  const refused = await build.addAttempt({ ...attempt, number: 2 });
  await db.updateTable("payment_attempts").set({ status: "refused" }).where("id", "=", refused.id).execute();
  const elsewhere = await build.addAttempt({ ...attempt, gateway: "ikhokha", number: 3 });
  const { cookie } = await signedIn(db, "support");
  const ask = (paymentId: string, as = cookie) =>
    question(routeArgs(`/admin/payments/${paymentId}/verifications`, { cookie: as, params: { paymentId } }));
  const seen = (await ask(payment.id)).question;
  expect(seen.asked).toMatchObject([
    { id: elsewhere.id, gateway: "ikhokha", setUp: false },
    { id: payment.attempt.id, gateway: "paymob", reference: payment.attempt.orderRef, setUp: true },
  ]);
  expect(seen).toMatchObject({ unasked: 1, payment: { status: "redirected", captured_minor: 0 } });
  // Looking asks nobody.
  expect(paymob.inquiries).toEqual([]);
  expect((await responseOf(ask("pay_01m8p13n8mzcmwpnh3mmzye3r1"))).status).toBe(404);
  const { cookie: registrar } = await signedIn(db, "registrar");
  expect((await responseOf(ask(payment.id, registrar))).status).toBe(403);
});

test("what a student sees is told with the language they read it in", async () => {
  const student = await build.user();
  await db.updateTable("users").set({ locale: "ar" }).where("id", "=", student.id).execute();
  const { cookie } = await signedIn(db, "support");
  const path = `/admin/users/${student.id}/view`;
  const { person } = await view(routeArgs(path, { cookie, params: { userId: student.id } }));
  expect(person).toMatchObject({ id: student.id, locale: "ar" });
});
