import { expect, test } from "vitest";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { loader as list } from "#app/routes/_site.payments._index/route.tsx";
import { loader as detail } from "#app/routes/_site.payments.$paymentId._index/route.tsx";
import { loader as receipt } from "#app/routes/_site.payments.$paymentId.receipt/route.tsx";
import { arrived } from "#tests/support/arrived.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);

test("the list holds one's own payments and nobody else's, whatever is searched", async () => {
  const me = await signedIn(db);
  const other = await signedIn(db);
  const course = await build.course({ title: "Data Analysis" });
  const mine = await build.payment({ studentId: me.id, courseId: course.id });
  const theirs = await build.payment({ studentId: other.id, courseId: course.id });
  expect(await idsOf(me.cookie)).toEqual([mine.id]);
  for (const q of ["data", theirs.id, theirs.attempt.orderRef])
    expect(await idsOf(me.cookie, { q })).not.toContain(theirs.id);
  expect(await idsOf(me.cookie, { before: theirs.id })).toEqual([]);
});

test("search finds a part of the title, the number's beginning, and only the whole gateway reference", async () => {
  const me = await signedIn(db);
  const arabic = await build.course({ title: "أساسيات التصميم 100% عملي" });
  const plain = await build.course({ title: "Spoken English" });
  const a = await build.payment({ studentId: me.id, courseId: arabic.id });
  const b = await build.payment({ studentId: me.id, courseId: plain.id });
  await paid(b, "192036465");
  expect(await idsOf(me.cookie, { q: "التصميم" })).toEqual([a.id]);
  expect(await idsOf(me.cookie, { q: "ENGLISH" })).toEqual([b.id]);
  expect(await idsOf(me.cookie, { q: "100%" })).toEqual([a.id]);
  expect(await idsOf(me.cookie, { q: "%" })).toEqual([a.id]);
  expect(await idsOf(me.cookie, { q: a.id.slice(0, -2).toUpperCase() })).toEqual([a.id]);
  expect(await idsOf(me.cookie, { q: "192036465" })).toEqual([b.id]);
  expect(await idsOf(me.cookie, { q: "19203646" })).toEqual([]);
  expect(await idsOf(me.cookie, { q: a.attempt.orderRef })).toEqual([a.id]);
});

test("a status choice stands for what means the same to a student; an unknown one filters nothing", async () => {
  const me = await signedIn(db);
  const waiting = await build.payment({ studentId: me.id });
  const done = await build.payment({ studentId: me.id });
  await paid(done, "77");
  expect(await idsOf(me.cookie, { status: "pending" })).toEqual([waiting.id]);
  expect(await idsOf(me.cookie, { status: "redirected" })).toEqual([waiting.id]);
  expect(await idsOf(me.cookie, { status: "succeeded" })).toEqual([done.id]);
  expect(await idsOf(me.cookie, { status: "nonsense" })).toHaveLength(2);
});

test("pages by key go back and forth without losing or repeating one, at equal moments too", async () => {
  const me = await signedIn(db);
  const made: string[] = [];
  for (let n = 0; n < 45; n++) made.push((await build.payment({ studentId: me.id })).id);
  await db
    .updateTable("payments")
    .set({ created_at: "2026-11-01T10:00:00.123456Z" })
    .where("id", "in", made.slice(0, 30))
    .execute();
  const first = await page(me.cookie);
  const second = await page(me.cookie, { before: first.olderThan! });
  const third = await page(me.cookie, { before: second.olderThan! });
  const seen = [first, second, third].flatMap((one) => one.payments.map((payment) => payment.id));
  expect(seen).toHaveLength(45);
  expect(new Set(seen)).toEqual(new Set(made));
  expect([first.newerThan, third.olderThan]).toEqual([null, null]);
  const back = await page(me.cookie, { after: third.newerThan! });
  expect(back.payments.map((payment) => payment.id)).toEqual(second.payments.map((payment) => payment.id));
  const start = await page(me.cookie, { after: second.newerThan! });
  expect(start.newerThan).toBeNull();
});

test("no payments at all, and none that match, are told apart", async () => {
  const me = await signedIn(db);
  expect(await page(me.cookie)).toMatchObject({ payments: [], any: false });
  await build.payment({ studentId: me.id });
  expect(await page(me.cookie, { q: "zzz" })).toMatchObject({ payments: [], any: true });
});

test("another student's payment and receipt do not exist, for staff neither; signed out means sign in", async () => {
  const payment = await build.payment();
  await paid(payment, "88");
  for (const look of [detail, receipt]) {
    for (const role of ["student", "owner"] as const) {
      const { cookie } = await signedIn(db, role);
      expect((await responseOf(look(at(payment.id, cookie)))).status).toBe(404);
    }
    expect((await responseOf(look(at(payment.id)))).headers.get("location")).toMatch(/^\/login\?redirectTo=/);
    const { cookie } = await signedIn(db);
    for (const id of ["pay_nothing", "../admin", "pay_' or 1=1"])
      expect((await responseOf(look(at(id, cookie)))).status).toBe(404);
  }
});

test("the detail tells the story once, however often each fact was reported", async () => {
  const me = await signedIn(db);
  const payment = await build.payment({ studentId: me.id });
  await paid(payment, "192036465");
  await paid(payment, "192036465", "poll");
  const { timeline, payment: shown } = await detail(at(payment.id, me.cookie));
  expect((await arrived(timeline)).map((event) => event.title)).toEqual([
    "Your seat was confirmed",
    "You paid EGP\u00a0450.00",
    "You went to Paymob to pay",
    "You chose to buy this course",
  ]);
  expect(shown).toMatchObject({ status: "succeeded", transactionRefs: ["192036465"], seat: "active" });
});

test("money that went back is dated by when it did, though the gateway's answer has the time of the payment", async () => {
  const me = await signedIn(db);
  const payment = await build.payment({ studentId: me.id });
  await paid(payment, "93");
  const before = Date.now();
  await tell(payment, {
    source: "poll",
    kind: "refunded",
    transaction_ref: "93",
    amount_minor: 45_000,
    currency: "EGP",
    refunded_minor: 10_000,
    gateway_at: new Date(before - 5 * 86_400_000).toISOString(),
  });
  const { timeline } = await detail(at(payment.id, me.cookie));
  expect((await arrived(timeline))[0]!.title).toBe("EGP\u00a0100.00 was given back");
  expect((await arrived(timeline))[0]!.at).toBeGreaterThanOrEqual(before - 1_000);
});

test("a receipt exists once money arrived, and stays with what was given back", async () => {
  const me = await signedIn(db, "student", "منى عبد الرحمن");
  const payment = await build.payment({ studentId: me.id });
  expect((await responseOf(receipt(at(payment.id, me.cookie)))).status).toBe(404);
  await paid(payment, "90");
  expect((await receipt(at(payment.id, me.cookie))).payment).toMatchObject({
    studentName: "منى عبد الرحمن",
    capturedMinor: 45_000,
    refundedMinor: 0,
  });
  await tell(payment, {
    kind: "refunded",
    transaction_ref: "90",
    amount_minor: 45_000,
    currency: "EGP",
    refunded_minor: 45_000,
  });
  expect((await receipt(at(payment.id, me.cookie))).payment).toMatchObject({
    status: "refunded",
    capturedMinor: 45_000,
    refundedMinor: 45_000,
  });
});

interface Made {
  id: string;
  attempt: { id: string };
}

const at = (id: string, cookie?: string) =>
  routeArgs(`/payments/${encodeURIComponent(id)}`, { cookie, params: { paymentId: id } });

function page(cookie: string, filter: Record<string, string> = {}) {
  return list(routeArgs(`/payments?${new URLSearchParams(filter)}`, { cookie }));
}

async function idsOf(cookie: string, filter: Record<string, string> = {}) {
  return (await page(cookie, filter)).payments.map((payment) => payment.id);
}

function paid(payment: Made, ref: string, source: "webhook" | "poll" = "webhook") {
  return tell(payment, {
    kind: "succeeded",
    source,
    transaction_ref: ref,
    amount_minor: 45_000,
    currency: "EGP",
  });
}

function tell(payment: Made, row: Parameters<typeof evidence>[0]) {
  return applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: null },
    evidence: [evidence({ attempt_id: payment.attempt.id, ...row })],
  });
}
