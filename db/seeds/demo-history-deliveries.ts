import { randomBytes } from "node:crypto";
import { maxAttempts } from "#app/features/webhooks/settle-delivery.server.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";
import type { Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";

export interface DemoCallback {
  gateway: GatewayName;
  attemptId: string;
  orderRef: string;
  transactionRef: string;
  minor: number;
  currency: string;
  success: boolean;
  at: Date;
  student: { name: string; email: string };
}

/** A callback's body as the gateway sends it: every signed field, and a buyer for the masker to hide. */
export function callbackBody(callback: DemoCallback): Buffer {
  const body = callback.gateway === "paymob" ? paymobBody(callback) : ikhokhaBody(callback);
  return Buffer.from(JSON.stringify(body));
}

/** Paymob's own time of a moment: Cairo's clock without a zone (gateways.md P3). */
function paymobTime(at: Date): string {
  const cairo = new Date(at.getTime() + 2 * 3_600_000);
  return `${cairo.toISOString().slice(0, 23)}000`;
}

/** The gateway's time of a moment, verbatim and as an instant. */
export function gatewayTime(gateway: GatewayName, at: Date) {
  const verbatim = gateway === "paymob" ? paymobTime(at) : at.toISOString();
  return { gateway_time: verbatim, gateway_at: at.toISOString() };
}

function paymobBody(callback: DemoCallback) {
  const [first_name, ...rest] = callback.student.name.split(" ");
  const time = paymobTime(callback.at);
  return {
    type: "TRANSACTION",
    obj: {
      id: Number(callback.transactionRef),
      pending: false,
      amount_cents: callback.minor,
      success: callback.success,
      is_auth: false,
      is_capture: false,
      is_standalone_payment: true,
      is_voided: false,
      is_refunded: false,
      is_3d_secure: true,
      integration_id: 4_097_558,
      has_parent_transaction: false,
      order: {
        id: Number(callback.orderRef),
        merchant_order_id: callback.attemptId,
        shipping_data: { first_name, last_name: rest.join(" "), email: callback.student.email },
      },
      created_at: time,
      currency: callback.currency,
      source_data: { pan: "2346", type: "card", sub_type: "MasterCard" },
      is_void: false,
      is_refund: false,
      error_occured: false,
      refunded_amount_cents: 0,
      owner: 302_852,
      parent_transaction: null,
      data: callback.success
        ? { message: "Approved", txn_response_code: "APPROVED" }
        : { message: "Do not honour", txn_response_code: "DECLINED", acq_response_code: "05" },
    },
  };
}

function ikhokhaBody(callback: DemoCallback) {
  return {
    paylinkID: callback.orderRef,
    status: callback.success ? "SUCCESS" : "FAILURE",
    externalTransactionID: callback.attemptId,
    responseCode: callback.success ? "00" : "05",
  };
}

/** The try that finds a delivery begun as often as may be, and buries it unread. */
export const deadAfter = maxAttempts + 1;

/** A delivery as the inbox stores it, received at the callback's time. What became of it is the caller's to write. */
export async function storeCallback(
  trx: Trx,
  callback: DemoCallback,
  more: { status?: "received" | "dead" | "failed" | "rejected"; seen?: number; error?: string } = {},
): Promise<string> {
  const id = newId("whk", callback.at.getTime());
  const status = more.status ?? "received";
  const bad = status === "rejected";
  await trx
    .insertInto("payment_webhooks")
    .values({
      id,
      gateway: callback.gateway,
      kind: bad ? "unknown" : "transaction",
      event_key: bad ? null : `demo:${callback.transactionRef}:${callback.success}:${id}`,
      verdict: bad ? "bad_signature" : "accepted",
      verdict_reason: bad ? "wrong" : null,
      status,
      raw_body: callbackBody(callback),
      headers: JSON.stringify({
        "content-type": "application/json",
        "user-agent": `${callback.gateway}-callbacks`,
      }),
      // Demo data has no secret to sign with; the signature is never shown and never checked again.
      signature: randomBytes(64).toString("hex"),
      request_ip: "203.0.113.7",
      seen_count: more.seen ?? 1,
      attempts: status === "dead" ? deadAfter : status === "failed" ? 3 : bad ? 0 : 1,
      last_error: more.error ?? null,
      transaction_ref: bad ? null : callback.transactionRef,
      received_at: callback.at,
      last_seen_at: new Date(callback.at.getTime() + (more.seen ?? 1) * 45_000 - 45_000),
      next_attempt_at: status === "failed" ? new Date(Date.now() + 6 * 3_600_000) : callback.at,
    })
    .execute();
  return id;
}
