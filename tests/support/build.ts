import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { evidenceRow } from "#app/features/payments/evidence-row.ts";
import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import type { ApprovalMode, Role } from "#db/schema.ts";

/** Rows for tests: what a test does not name is made up, valid and unlike any other. */
export function builders(db: Db) {
  let count = 0;

  async function user(more: { name?: string; email?: string; role?: Role; phone?: string } = {}) {
    count += 1;
    return db
      .insertInto("users")
      .values({
        id: newId("usr"),
        email: more.email ?? `person-${count}-${Date.now()}@example.com`,
        name: more.name ?? `Person ${count}`,
        phone: more.phone ?? null,
        role: more.role ?? "student",
        // Nobody signs in with it.
        password_hash: "none",
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  }

  async function course(
    more: {
      title?: string;
      capacity?: number | null;
      prices?: Record<string, number>;
      approval?: ApprovalMode;
    } = {},
  ) {
    count += 1;
    const made = await db
      .insertInto("courses")
      .values({
        id: newId("crs"),
        title: more.title ?? `Course ${count}`,
        summary: "What it teaches.",
        description: "What it teaches, at length.",
        capacity: more.capacity ?? null,
        status: "published",
        approval_mode: more.approval ?? "none",
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const prices = Object.entries(more.prices ?? { EGP: 45_000, ZAR: 90_000 });
    await db
      .insertInto("course_prices")
      .values(prices.map(([currency, amount_minor]) => ({ course_id: made.id, currency, amount_minor })))
      .execute();
    return made;
  }

  /** A payment whose one attempt is open at the gateway: the student is there now. */
  async function payment(
    more: {
      studentId?: string;
      courseId?: string;
      gateway?: GatewayName;
      amountMinor?: number;
      currency?: string;
    } = {},
  ) {
    count += 1;
    const gateway = more.gateway ?? "paymob";
    const studentId = more.studentId ?? (await user()).id;
    const courseId = more.courseId ?? (await course()).id;
    const amount = {
      amount_minor: more.amountMinor ?? 45_000,
      currency: more.currency ?? (gateway === "paymob" ? "EGP" : "ZAR"),
    };
    const id = newId("pay");
    await db
      .insertInto("payments")
      .values({
        id,
        student_id: studentId,
        course_id: courseId,
        gateway,
        idempotency_key: newId("req"),
        ...amount,
      })
      .execute();
    const attempt = await addAttempt({ paymentId: id, gateway, number: 1, ...amount });
    return {
      id,
      studentId,
      courseId,
      gateway,
      attempt,
      amountMinor: amount.amount_minor,
      currency: amount.currency,
    };
  }

  async function addAttempt(more: {
    paymentId: string;
    gateway: GatewayName;
    number: number;
    amount_minor: number;
    currency: string;
  }) {
    count += 1;
    const id = newId("att");
    const orderRef =
      more.gateway === "paymob"
        ? String(700_000_000 + Math.floor(Math.random() * 2e8))
        : newId("req").slice(4, 19);
    await db
      .insertInto("payment_attempts")
      .values({
        id,
        payment_id: more.paymentId,
        number: more.number,
        gateway: more.gateway,
        amount_minor: more.amount_minor,
        currency: more.currency,
        expires_at: new Date(Date.now() + 3_600_000),
      })
      .execute();
    await applyEvidence(db, {
      paymentId: more.paymentId,
      actor: { type: "system", id: null },
      evidence: [evidence({ attempt_id: id, kind: "redirected", source: "checkout", gateway: more.gateway })],
      attempts: [
        { id, status: "open", gateway_order_ref: orderRef, checkout_url: "https://gateway.example/pay" },
      ],
    });
    return { id, orderRef };
  }

  /** A payment that was paid: its enrollment is active, or waits for approval where the course asks for it. */
  async function paid(more: Parameters<typeof payment>[0] = {}) {
    const made = await payment(more);
    await applyEvidence(db, {
      paymentId: made.id,
      actor: { type: "gateway", id: made.gateway },
      evidence: [
        evidence({
          kind: "succeeded",
          gateway: made.gateway,
          attempt_id: made.attempt.id,
          transaction_ref: made.attempt.orderRef,
          amount_minor: made.amountMinor,
          currency: made.currency,
        }),
      ],
    });
    const enrollment = await db
      .selectFrom("enrollments")
      .selectAll()
      .where("payment_id", "=", made.id)
      .executeTakeFirst();
    return { ...made, enrollment };
  }

  /** An open exception that says nothing but that a delivery was given up: its id. */
  async function exception() {
    const id = newId("exc");
    await db
      .insertInto("exceptions")
      .values({ id, dedupe_key: id, kind: "dead_delivery", severity: "warning", facts: "{}" })
      .execute();
    return id;
  }

  return { user, course, payment, paid, addAttempt, exception };
}

/** One evidence row; its dedupe key follows from what it says unless the test names one. */
export function evidence(more: Partial<EvidenceRow> & Pick<EvidenceRow, "kind">): EvidenceRow {
  const row = evidenceRow({ source: "webhook", gateway: "paymob", dedupe_key: "", ...more });
  const said = [
    row.source,
    row.kind,
    row.attempt_id,
    row.transaction_ref,
    row.amount_minor,
    row.refunded_minor,
  ];
  return { ...row, dedupe_key: more.dedupe_key ?? said.join(":") };
}
