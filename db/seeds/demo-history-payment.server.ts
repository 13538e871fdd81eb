import { openException } from "#app/features/exceptions/open-exception.server.ts";
import { applyInTransaction } from "#app/features/payments/apply-evidence.server.ts";
import type { AttemptUpdate } from "#app/features/payments/evidence-input.ts";
import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";
import type { Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { dateBack } from "#db/seeds/demo-history-clock.server.ts";
import { deadAfter, gatewayTime, storeCallback } from "#db/seeds/demo-history-deliveries.ts";
import { type EvidenceSaid, historyEvidence, type Intent } from "#db/seeds/demo-history-evidence.ts";
import type { Ending } from "#db/seeds/demo-history-plan.ts";

let serial = 0;

/** One payment of the demo's history, taken step by step through the domain's one writer. */
export class HistoryPayment {
  readonly #trx: Trx;
  readonly #intent: Intent;
  readonly #id: string;
  #attempt = { id: "", number: 0, orderRef: "", transactionRef: "" };

  constructor(trx: Trx, intent: Intent) {
    this.#trx = trx;
    this.#intent = intent;
    this.#id = newId("pay", intent.startedAt.getTime());
  }

  async begin(): Promise<void> {
    const { student, courseId, gateway, currency, amountMinor, startedAt } = this.#intent;
    await this.#trx
      .insertInto("payments")
      .values({
        id: this.#id,
        student_id: student.id,
        course_id: courseId,
        amount_minor: amountMinor,
        currency,
        gateway,
        idempotency_key: newId("req"),
        created_at: startedAt,
      })
      .execute();
    await this.#beginAttempt(0);
  }

  async end(ending: Ending): Promise<void> {
    switch (ending) {
      case "at_the_gateway":
        return;
      case "waiting_at_kiosk":
        return this.#told(70, { kind: "pending", method: "kiosk" });
      case "declined":
        return this.#callback(85, false);
      case "declined_then_paid":
        await this.#callback(64, false);
        await this.#beginAttempt(150);
        return this.#callback(215, true);
      case "expired":
        return this.#expire();
      case "other_amount":
        return this.#mismatch(95);
      case "late_webhook":
        return this.#deadLetter(110);
      case "partly_refunded":
      case "refunded":
        await this.#callback(75, true);
        return this.#refund(26 * 3_600, ending === "refunded" ? 1 : 0.4);
      case "paid_by_wallet":
        return this.#told(140, { kind: "succeeded", method: "wallet", ...this.#money() });
      case "paid":
      case "seat_gone":
      case "paid_twice":
        return this.#callback(60 + (serial % 7) * 11, true);
    }
  }

  async #beginAttempt(afterSeconds: number): Promise<void> {
    const { gateway, currency, amountMinor } = this.#intent;
    const at = this.#at(afterSeconds);
    serial += 1;
    const paymob = gateway === "paymob";
    this.#attempt = {
      id: newId("att", at.getTime()),
      number: this.#attempt.number + 1,
      orderRef: paymob ? String(310_400_000 + serial * 137) : newId("req").slice(-15),
      transactionRef: String(248_100_000 + serial * 211),
    };
    if (!paymob) this.#attempt.transactionRef = this.#attempt.orderRef;
    await this.#trx
      .insertInto("payment_attempts")
      .values({
        id: this.#attempt.id,
        payment_id: this.#id,
        number: this.#attempt.number,
        gateway,
        amount_minor: amountMinor,
        currency,
        expires_at: new Date(at.getTime() + 3_600_000),
        created_at: at,
      })
      .execute();
    await this.#apply(
      afterSeconds + 2,
      [this.#evidence({ kind: "redirected", source: "checkout", transaction_ref: null })],
      {
        attempts: [
          {
            id: this.#attempt.id,
            status: "open",
            gateway_order_ref: this.#attempt.orderRef,
            checkout_url: "https://gateway.example/pay",
          },
        ],
      },
    );
  }

  /** A signed callback; iKhokha's is a hint that asking confirmed. */
  async #callback(afterSeconds: number, success: boolean): Promise<void> {
    const at = this.#at(afterSeconds);
    const deliveryId = await storeCallback(this.#trx, this.#callbackAt(at, success), {
      seen: serial % 6 === 0 ? 3 : 1,
    });
    const row = this.#evidence({
      kind: success ? "succeeded" : "failed",
      source: this.#intent.gateway === "ikhokha" && success ? "poll" : "webhook",
      method: "card",
      delivery_id: deliveryId,
      ...gatewayTime(this.#intent.gateway, at),
      ...(success ? this.#money() : { code: "declined", gateway_code: "05", reason: "Do not honour" }),
    });
    await this.#apply(afterSeconds + 1, [row], { deliveryId });
  }

  /** The gateway's own answer to an inquiry. */
  async #told(afterSeconds: number, more: Partial<EvidenceRow> & Pick<EvidenceRow, "kind">): Promise<void> {
    const at = this.#at(afterSeconds);
    await this.#apply(afterSeconds + 1, [
      this.#evidence({ source: "poll", ...gatewayTime(this.#intent.gateway, at), ...more }),
    ]);
  }

  async #refund(afterSeconds: number, share: number): Promise<void> {
    const refunded_minor = Math.round((this.#intent.amountMinor * share) / 100) * 100;
    // A refund of tomorrow has not happened yet.
    const after = Math.min(afterSeconds, (Date.now() - this.#intent.startedAt.getTime()) / 1_000 - 600);
    await this.#told(after, { kind: "refunded", method: "card", ...this.#money(), refunded_minor });
  }

  async #mismatch(afterSeconds: number): Promise<void> {
    const at = this.#at(afterSeconds);
    const callback = { ...this.#callbackAt(at, true), minor: Math.round(this.#intent.amountMinor / 10) };
    const deliveryId = await storeCallback(this.#trx, callback);
    const row = this.#evidence({
      kind: "mismatch",
      source: this.#intent.gateway === "ikhokha" ? "poll" : "webhook",
      code: "amount",
      amount_minor: callback.minor,
      currency: callback.currency,
      method: "card",
      delivery_id: deliveryId,
      ...gatewayTime(this.#intent.gateway, at),
    });
    await this.#apply(afterSeconds + 1, [row], { deliveryId, outcome: "mismatch" });
  }

  async #expire(): Promise<void> {
    const row = this.#evidence({
      kind: "expired",
      source: "system",
      transaction_ref: null,
      code: "expired",
      reason: "The time to pay ran out and the gateway knows of no payment.",
    });
    await this.#apply(62 * 60, [row]);
  }

  /** The student paid, and each worker that took up the delivery that says so was gone before its lease ran out. */
  async #deadLetter(afterSeconds: number): Promise<void> {
    const error = "it was begun again and again and never ended";
    const deliveryId = await storeCallback(this.#trx, this.#callbackAt(this.#at(afterSeconds), true), {
      status: "dead",
      error,
    });
    await openException(this.#trx, {
      id: newId("exc"),
      dedupe_key: `dead_delivery:${deliveryId}`,
      kind: "dead_delivery",
      severity: "critical",
      delivery_id: deliveryId,
      facts: { gateway: this.#intent.gateway, kind: "transaction", attempts: deadAfter, error },
    });
    await dateBack(this.#trx, this.#id, this.#at(afterSeconds + 600));
  }

  async #apply(
    afterSeconds: number,
    evidence: EvidenceRow[],
    more: { attempts?: AttemptUpdate[]; deliveryId?: string; outcome?: "mismatch" } = {},
  ): Promise<void> {
    const { deliveryId, outcome } = more;
    const fromGateway = deliveryId !== undefined;
    await applyInTransaction(this.#trx, {
      paymentId: this.#id,
      evidence,
      attempts: more.attempts,
      actor: fromGateway
        ? { type: "gateway", id: this.#intent.gateway, deliveryId }
        : { type: "system", id: null },
      delivery: deliveryId
        ? { id: deliveryId, transactionRef: this.#attempt.transactionRef, outcome }
        : undefined,
    });
    await dateBack(this.#trx, this.#id, this.#at(afterSeconds));
  }

  #evidence(more: EvidenceSaid): EvidenceRow {
    return historyEvidence(this.#attempt, this.#intent.gateway, more);
  }

  #callbackAt(at: Date, success: boolean) {
    const { gateway, amountMinor, currency, student } = this.#intent;
    const { id, orderRef, transactionRef } = this.#attempt;
    return {
      gateway,
      attemptId: id,
      orderRef,
      transactionRef,
      minor: amountMinor,
      currency,
      success,
      at,
      student,
    };
  }

  #money() {
    return { amount_minor: this.#intent.amountMinor, currency: this.#intent.currency };
  }

  #at(afterSeconds: number): Date {
    return new Date(this.#intent.startedAt.getTime() + afterSeconds * 1_000);
  }
}
