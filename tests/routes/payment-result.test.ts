import { expect, test } from "vitest";
import { resultPath, resultToken } from "#app/features/checkout/result-link.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { explainPayment } from "#app/features/payments/explain-payment.ts";
import { translatorFor } from "#app/messages/translate.ts";
import { loader } from "#app/routes/_site.courses.$courseId_.payment.result/route.tsx";
import { arrived } from "#tests/support/arrived.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { fact, ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
const paymob = new ScriptedGateway("paymob");
const ikhokha = new ScriptedGateway("ikhokha");
holdSingleton("gateways", new Map([["paymob", paymob] as const, ["ikhokha", ikhokha] as const]));

test("the owner sees their payment; another student, and nobody, do not", async () => {
  const owner = await signedIn(db);
  const other = await signedIn(db);
  const payment = await build.payment({ studentId: owner.id });
  const page = await result(payment, { cookie: owner.cookie });
  expect(page.payment).toMatchObject({ id: payment.id, status: "redirected" });
  expect((await responseOf(result(payment, { cookie: other.cookie }))).status).toBe(404);
  const anonymous = await responseOf(result(payment));
  expect(anonymous.status).toBe(302);
  expect(decodeURIComponent(anonymous.headers.get("location")!)).toBe(
    `/login?redirectTo=/courses/${payment.courseId}/payment/result?payment=${payment.id}`,
  );
});

test("staff who may read payments see it, and are offered no way to pay", async () => {
  const payment = await build.payment();
  const { cookie } = await signedIn(db, "support");
  const page = await result(payment, { cookie });
  expect(page.payment.id).toBe(payment.id);
  expect(await arrived(page.offers)).toEqual([]);
});

test("the signed link opens this one payment without a session, and no other", async () => {
  const payment = await build.payment();
  const other = await build.payment({ courseId: payment.courseId });
  const token = resultToken(payment.id);
  const page = await result(payment, { link: `${payment.id}.${token}` });
  expect(page.statusUrl).toBe(`/api/payments/${payment.id}/status?token=${token}`);
  expect(page.signedIn).toBe(false);
  for (const link of [
    `${other.id}.${token}`,
    `${payment.id}.${token.slice(0, -1)}`,
    `${payment.id}.${"0".repeat(32)}`,
  ])
    expect((await responseOf(result(payment, { link }))).status).toBe(302);
});

test("a payment is not shown under another course", async () => {
  const owner = await signedIn(db);
  const payment = await build.payment({ studentId: owner.id });
  const elsewhere = { ...payment, courseId: (await build.course()).id };
  expect((await responseOf(result(elsewhere, { cookie: owner.cookie }))).status).toBe(404);
});

test("nothing the gateway adds to the address is believed, kept, or carried through sign-in", async () => {
  const owner = await signedIn(db);
  const payment = await build.payment({ studentId: owner.id });
  const lies = "&success=true&pending=false&id=99&order=1&source_data.pan=2346&hmac=abc";
  const bearer = await responseOf(
    result(payment, { link: `${payment.id}.${resultToken(payment.id)}`, more: lies }),
  );
  expect(bearer.status).toBe(303);
  expect(bearer.headers.get("location")).toBe(resultPath(payment.courseId, payment.id));
  const anonymous = await responseOf(result(payment, { more: lies }));
  expect(anonymous.headers.get("location")).not.toMatch(/success|hmac|2346/);
  const page = await result(payment, { cookie: owner.cookie });
  expect(page.payment.status).toBe("redirected");
});

test("without a link it is one's own latest payment for this course", async () => {
  const owner = await signedIn(db);
  const payment = await build.payment({ studentId: owner.id });
  const page = await loader(
    routeArgs(`/courses/${payment.courseId}/payment/result`, {
      cookie: owner.cookie,
      params: { courseId: payment.courseId },
    }),
  );
  expect(page.payment.id).toBe(payment.id);
  const stranger = await signedIn(db);
  const nothing = await responseOf(
    loader(
      routeArgs(`/courses/${payment.courseId}/payment/result`, {
        cookie: stranger.cookie,
        params: { courseId: payment.courseId },
      }),
    ),
  );
  expect(nothing.status).toBe(404);
});

test("looking heals: the gateway is asked and the page tells what it said", async () => {
  const owner = await signedIn(db);
  const payment = await build.payment({ studentId: owner.id });
  paymob.answer = async () => ({
    outcome: "answered",
    facts: [fact({ state: "succeeded", orderRef: payment.attempt.orderRef, transactionRef: "192036465" })],
  });
  const page = await result(payment, { cookie: owner.cookie });
  expect(page.payment).toMatchObject({ status: "succeeded", seat: "active", transactionRefs: ["192036465"] });
  expect(explainPayment(page.payment, translatorFor("en", "explain")).headline).toBe("You’re in.");
  paymob.answer = async () => ({ outcome: "nothing" });
});

test("a silent gateway does not hold the page up: it says that it waits", async () => {
  const owner = await signedIn(db);
  const payment = await build.payment({ studentId: owner.id });
  let answer: (reply: { outcome: "nothing" }) => void = () => undefined;
  paymob.answer = () => new Promise((resolve) => (answer = resolve));
  const page = await result(payment, { cookie: owner.cookie });
  expect(explainPayment(page.payment, translatorFor("en", "explain"))).toMatchObject({
    waiting: true,
    pay: "resume",
  });
  answer({ outcome: "nothing" });
  paymob.answer = async () => ({ outcome: "nothing" });
});

test("failed: retry with the same or another gateway, under a fresh key each time", async () => {
  const owner = await signedIn(db);
  const payment = await build.payment({ studentId: owner.id });
  await tell(payment, { kind: "failed", transaction_ref: "5", code: "insufficient_funds" });
  const page = await result(payment, { cookie: owner.cookie });
  expect(explainPayment(page.payment, translatorFor("en", "explain")).pay).toBe("retry");
  expect((await arrived(page.offers)).map((offer) => offer.gateway)).toEqual(["paymob", "ikhokha"]);
  expect((await result(payment, { cookie: owner.cookie })).idempotencyKey).not.toBe(page.idempotencyKey);
});

test("paid for a full course: the money is known, the seat is being sorted out, nothing is sold again", async () => {
  const owner = await signedIn(db);
  const course = await build.course({ capacity: 1 });
  const first = await build.payment({ courseId: course.id });
  const late = await build.payment({ courseId: course.id, studentId: owner.id });
  await tell(first, { kind: "succeeded", transaction_ref: "6", amount_minor: 45_000, currency: "EGP" });
  await tell(late, { kind: "succeeded", transaction_ref: "7", amount_minor: 45_000, currency: "EGP" });
  const page = await result(late, { cookie: owner.cookie });
  expect(page.payment).toMatchObject({ status: "succeeded", seat: null, courseFull: true });
  expect(explainPayment(page.payment, translatorFor("en", "explain")).headline).toContain(
    "sorting out your seat",
  );
  expect(await arrived(page.offers)).toEqual([]);
});

test("another amount than agreed is under review and offers no second payment", async () => {
  const owner = await signedIn(db);
  const payment = await build.payment({ studentId: owner.id });
  await tell(payment, {
    kind: "mismatch",
    code: "amount",
    transaction_ref: "8",
    amount_minor: 1,
    currency: "EGP",
  });
  const page = await result(payment, { cookie: owner.cookie });
  expect(page.payment).toMatchObject({ status: "needs_review", reviewReason: "amount", seat: null });
  expect(await arrived(page.offers)).toEqual([]);
});

interface Made {
  id: string;
  courseId: string;
  attempt: { id: string };
}

function result(payment: Made, options: { cookie?: string; link?: string; more?: string } = {}) {
  const path = `/courses/${payment.courseId}/payment/result?payment=${options.link ?? payment.id}${options.more ?? ""}`;
  return loader(routeArgs(path, { cookie: options.cookie, params: { courseId: payment.courseId } }));
}

function tell(payment: Made, row: Parameters<typeof evidence>[0]) {
  return applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: null },
    evidence: [evidence({ attempt_id: payment.attempt.id, ...row })],
  });
}
