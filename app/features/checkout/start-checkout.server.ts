import { askAboutOthers } from "#app/features/checkout/ask-about-others.server.ts";
import {
  type Attempt,
  beginCheckout,
  type CheckoutInput,
} from "#app/features/checkout/begin-checkout.server.ts";
import { openingMs } from "#app/features/checkout/make-attempt.server.ts";
import { resultPath } from "#app/features/checkout/result-link.server.ts";
import { splitName } from "#app/features/checkout/split-name.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { checkoutLife } from "#app/features/payments/check-ladder.ts";
import type { AttemptUpdate } from "#app/features/payments/evidence-input.ts";
import { evidenceRow } from "#app/features/payments/evidence-row.ts";
import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";
import type { CheckoutReply, GatewayErrorCode } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log, withLogScope } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";

export interface StartCheckoutInput extends Omit<CheckoutInput, "studentId"> {
  student: { id: string; name: string; email: string; phone: string | null };
  /** Origin (and path prefix) of this deployment, without a trailing slash. */
  appUrl: string;
}

export type CheckoutResult =
  | { outcome: "redirect"; url: string; paymentId: string }
  | { outcome: "already_enrolled"; enrollmentId: string }
  /** Money for this seat has arrived already, or is being looked at. */
  | { outcome: "paid"; paymentId: string; courseId: string }
  | { outcome: "full" | "needs_approval" | "not_sold" | "gateway_off" | "key_reused" | "price_changed" }
  /** The gateway said no: this attempt is over, another may be made. */
  | { outcome: "refused"; paymentId: string; code: GatewayErrorCode }
  /** No usable answer: no money can have moved, since no one was sent to pay. */
  | { outcome: "unknown"; paymentId: string };

/**
 * Buys a course: payment and attempt are committed before the gateway is asked, its answer is committed before the
 * student is sent there. Killed in between, the attempt is found again by its reference. Two clicks open one checkout.
 */
export async function startCheckout(
  db: Db,
  gateways: Gateways,
  input: StartCheckoutInput,
): Promise<CheckoutResult> {
  const asked = { ...input, studentId: input.student.id };
  await askAboutOthers(db, gateways, asked);
  const begun = await beginCheckout(db, gateways, asked);
  if (begun.outcome === "resume") return resume(db, begun.payment.id, begun.attempt);
  if (begun.outcome !== "open_it") return begun;
  wake("outbox");
  const { payment, attempt, title } = begun;
  return withLogScope({ paymentId: payment.id }, async () => {
    const gateway = gateways.get(attempt.gateway)!;
    const back = `${input.appUrl}${resultPath(payment.course_id, payment.id)}`;
    const reply = await gateway.createCheckout({
      attemptId: attempt.id,
      paymentId: payment.id,
      amount: { minor: attempt.amount_minor, currency: attempt.currency },
      description: title,
      student: { ...splitName(input.student.name), email: input.student.email, phone: input.student.phone },
      notificationUrl: `${input.appUrl}/api/payments/webhook/${attempt.gateway}`,
      returnUrls: { success: back, failure: back, cancel: back },
      expiresInSeconds: checkoutLife / 1000,
    });
    log.info(
      { attemptId: attempt.id, gateway: attempt.gateway, answer: reply.outcome },
      "checkout asked for",
    );
    await applyEvidence(db, {
      paymentId: payment.id,
      actor: { type: "student", id: input.student.id },
      evidence: [evidenceOf(attempt, reply)].filter((row) => row !== null),
      attempts: [updateOf(attempt, reply)],
    });
    if (reply.outcome === "redirect") return { outcome: "redirect", url: reply.url, paymentId: payment.id };
    if (reply.outcome === "refused") return { outcome: "refused", paymentId: payment.id, code: reply.code };
    return { outcome: "unknown", paymentId: payment.id };
  });
}

/** Another click is opening this attempt: wait for its answer rather than open a second one. */
async function resume(db: Db, paymentId: string, attempt: Attempt): Promise<CheckoutResult> {
  const giveUp = Date.now() + openingMs;
  for (let current: Attempt | undefined = attempt; current; ) {
    if (current.status === "open") return { outcome: "redirect", url: current.checkout_url!, paymentId };
    if (current.status === "refused")
      return { outcome: "refused", paymentId, code: (current.error_code ?? "unknown") as GatewayErrorCode };
    if (current.status !== "creating" || Date.now() > giveUp) break;
    await new Promise((resolve) => setTimeout(resolve, 150));
    current = await db
      .selectFrom("payment_attempts")
      .selectAll()
      .where("id", "=", attempt.id)
      .executeTakeFirst();
  }
  return { outcome: "unknown", paymentId };
}

function updateOf(attempt: Attempt, reply: CheckoutReply): AttemptUpdate {
  if (reply.outcome === "redirect")
    return {
      id: attempt.id,
      status: "open",
      checkout_url: reply.url,
      gateway_order_ref: reply.orderRef,
      gateway_intention_ref: reply.intentionRef,
    };
  if (reply.outcome === "refused")
    return {
      id: attempt.id,
      status: "refused",
      error_code: reply.code,
      error_message: reply.message.slice(0, 500),
    };
  // Unsent: the gateway never heard of it. Unknown: it may have made an order, but nobody was sent to pay it.
  const status = reply.outcome === "unsent" ? "abandoned" : "unknown";
  return { id: attempt.id, status, error_code: "unavailable", error_message: reply.reason.slice(0, 500) };
}

function evidenceOf(attempt: Attempt, reply: CheckoutReply): EvidenceRow | null {
  if (reply.outcome === "unknown") return null;
  const opened = reply.outcome === "redirect";
  const code = reply.outcome === "refused" ? reply.code : opened ? null : "unavailable";
  return evidenceRow({
    attempt_id: attempt.id,
    kind: opened ? "redirected" : "refused",
    source: "checkout",
    gateway: attempt.gateway,
    amount_minor: attempt.amount_minor,
    currency: attempt.currency,
    code,
    reason:
      reply.outcome === "refused"
        ? reply.message.slice(0, 500)
        : reply.outcome === "unsent"
          ? reply.reason.slice(0, 500)
          : null,
    dedupe_key: `checkout:${opened ? "redirected" : "refused"}:${attempt.id}`,
  });
}
