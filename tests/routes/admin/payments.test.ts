import { expect, test } from "vitest";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { pageSize } from "#app/features/payments/list-payments.server.ts";
import { loader as payments } from "#app/routes/admin.payments._index/route.tsx";
import { buildTimeline } from "#app/routes/admin.payments.$paymentId._index/build-timeline.ts";
import { loader as paymentPage } from "#app/routes/admin.payments.$paymentId._index/route.tsx";
import { action as verify } from "#app/routes/admin.payments.$paymentId.verifications/route.tsx";
import { arrived } from "#tests/support/arrived.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { englishTimeline } from "#tests/support/english-timeline.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { fact, ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
const paymob = new ScriptedGateway("paymob");
holdSingleton("gateways", new Map([["paymob", paymob]]));

async function list(query: string) {
  const { cookie } = await signedIn(db, "support");
  return payments(routeArgs(`/admin/payments${query}`, { cookie }));
}
const ids = async (query: string) => (await list(query)).rows.map((row) => row.id);

test("a payment is found by its id, its beginning, its references, and its student's name or address", async () => {
  const student = await build.user({ name: "عبد الرحمن بن عبد العزيز", email: "Aal.Saud_1@example.com" });
  const payment = await build.payment({ studentId: student.id });
  await pay(payment, "77001");
  await build.payment();
  for (const q of [
    payment.id,
    payment.id.slice(0, 28).toUpperCase(),
    payment.attempt.id,
    payment.attempt.orderRef,
    "77001",
    "عبد الرحمن",
    "aal.saud_1@",
  ])
    expect([q, await ids(`?q=${encodeURIComponent(q)}`)]).toEqual([q, [payment.id]]);
  // "_" and "%" are letters of the search, not wildcards.
  expect(await ids("?q=aal_saud")).toEqual([]);
  expect(await ids("?q=%25")).toEqual([]);
});

test("filters narrow the list, alone and together, and unknown values ask for nothing", async () => {
  const course = await build.course();
  const paid = await build.payment({ courseId: course.id });
  await pay(paid, "77002");
  const waiting = await build.payment({ courseId: course.id, gateway: "ikhokha" });
  const of = (query: string) => ids(`?course=${course.id}&${query}`);
  expect(await of("status=succeeded")).toEqual([paid.id]);
  expect(await of("status=captured")).toEqual([paid.id]);
  expect(await of("status=open")).toEqual([waiting.id]);
  expect(await of("gateway=ikhokha")).toEqual([waiting.id]);
  expect(await of("currency=ZAR&status=open")).toEqual([waiting.id]);
  expect(await of("currency=ZAR&status=succeeded")).toEqual([]);
  expect(await of("status=nonsense&gateway=stripe&from=yesterday")).toEqual([waiting.id, paid.id]);
});

test("days are the school's: a payment late in the evening there belongs to that day", async () => {
  const course = await build.course();
  const payment = await build.payment({ courseId: course.id });
  // 00:30 on 2 June in Cairo (UTC+3 in summer) is 21:30 on 1 June in UTC.
  await db
    .updateTable("payments")
    .set({ created_at: new Date("2026-06-01T21:30:00Z") })
    .where("id", "=", payment.id)
    .execute();
  const of = (query: string) => ids(`?course=${course.id}&${query}`);
  expect(await of("from=2026-06-02&to=2026-06-02")).toEqual([payment.id]);
  expect(await of("to=2026-06-01")).toEqual([]);
});

test("older and newer walk every payment once, even those of one instant", async () => {
  const course = await build.course();
  const made: string[] = [];
  for (let n = 0; n < pageSize + 7; n++) made.push((await build.payment({ courseId: course.id })).id);
  await db
    .updateTable("payments")
    .set({ created_at: new Date("2026-05-05T05:05:05.123Z") })
    .where("course_id", "=", course.id)
    .execute();
  const first = await list(`?course=${course.id}`);
  expect(first.rows).toHaveLength(pageSize);
  expect(first.newer).toBeNull();
  const second = await list(`?course=${course.id}&before=${encodeURIComponent(first.older!)}`);
  expect(second.older).toBeNull();
  const seen = [...first.rows, ...second.rows].map((row) => row.id);
  expect(seen.sort()).toEqual(made.sort());
  const back = await list(`?course=${course.id}&after=${encodeURIComponent(second.newer!)}`);
  expect(back.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id));
  expect(back.newer).toBeNull();
});

test("the timeline tells what happened, on whose word, cause below effect, with the body masked", async () => {
  const payment = await build.payment();
  const body = {
    obj: { id: 9, order: { shipping_data: { email: "mona@example.com", first_name: "Mona" } } },
  };
  await db
    .insertInto("payment_webhooks")
    .values({
      id: "whk_timeline",
      gateway: "paymob",
      kind: "transaction",
      event_key: "timeline",
      verdict: "accepted",
      status: "processing",
      raw_body: Buffer.from(JSON.stringify(body)),
      headers: "{}",
      signature: "a-signature-nobody-may-see",
      seen_count: 3,
    })
    .execute();
  await applyEvidence(db, {
    paymentId: payment.id,
    evidence: [
      paidEvidence(payment, "77003", { delivery_id: "whk_timeline", gateway_time: "2026-06-01T10:02:07.1" }),
    ],
    actor: { type: "gateway", id: "paymob", deliveryId: "whk_timeline" },
    delivery: { id: "whk_timeline", transactionRef: "77003" },
  });
  const { cookie } = await signedIn(db, "auditor");
  const page = await paymentPage(
    routeArgs(`/admin/payments/${payment.id}`, { cookie, params: { paymentId: payment.id } }),
  );
  expect(page.mayVerify).toBe(false);
  expect(JSON.stringify(page)).not.toMatch(/mona@|Mona"|a-signature|idempotency/);
  const timeline = buildTimeline(page.payment, await arrived(page.timeline), englishTimeline());
  const titles = timeline.map((item) => item.title);
  expect(titles.slice(0, 3)).toEqual(["Seat granted", "Now “Succeeded”", "Paid EGP\u00a0450.00"]);
  expect(titles.at(-1)).toBe("The student pressed Buy");
  expect(timeline.find((item) => item.icon === "evidence")).toMatchObject({
    source: "signed webhook",
    note: null,
    gatewayAt: null,
    facts: expect.arrayContaining([["gateway time", "2026-06-01T10:02:07.1"]]),
  });
  expect(timeline.find((item) => item.icon === "webhook")).toMatchObject({
    actor: "Signed by the gateway",
    source: "Changed the payment",
    note: "Received 3 times, counted once.",
  });
  expect(timeline[1]).toMatchObject({ actor: "Paymob’s webhook", source: "was “At the gateway”" });
});

test("asking the gateway applies its answer under the name of who asked", async () => {
  const payment = await build.payment();
  const { id, cookie } = await signedIn(db, "support", "Thandi Nkosi");
  const ask = () =>
    responseOf(
      verify(
        routeArgs(`/admin/payments/${payment.id}/verifications`, {
          cookie,
          form: {},
          params: { paymentId: payment.id },
        }),
      ),
    );
  paymob.answer = async () => ({ outcome: "unknown", code: "unavailable", reason: "timed out" });
  expect((await ask()).headers.get("location")).toBe(`/admin/payments/${payment.id}?verified=no_answer`);
  paymob.answer = async () => ({
    outcome: "answered",
    facts: [fact({ state: "succeeded", transactionRef: "77004", orderRef: payment.attempt.orderRef })],
  });
  const answer = await ask();
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(`/admin/payments/${payment.id}?verified=changed`);
  expect((await ask()).headers.get("location")).toContain("verified=same");
  const audit = await db
    .selectFrom("audit_log")
    .selectAll()
    .where("subject_id", "=", payment.id)
    .where("action", "=", "payment.succeeded")
    .execute();
  expect(audit).toMatchObject([{ actor_type: "staff", actor_id: id }]);
});

type Built = Awaited<ReturnType<typeof build.payment>>;

function paidEvidence(payment: Built, ref: string, more: Partial<Parameters<typeof evidence>[0]> = {}) {
  return evidence({
    kind: "succeeded",
    attempt_id: payment.attempt.id,
    transaction_ref: ref,
    amount_minor: payment.amountMinor,
    currency: payment.currency,
    ...more,
  });
}

const pay = (payment: Built, ref: string) =>
  applyEvidence(db, {
    paymentId: payment.id,
    evidence: [paidEvidence(payment, ref)],
    actor: { type: "system", id: null },
  });
