import { anotherAmount } from "../another-amount.ts";
import { type DeliveryMode, deliverAs } from "../delivery/deliver-as.ts";
import { failures, type Outcome } from "../outcomes.ts";
import type { Sandbox } from "../sandbox.ts";
import type { PaylinkRecord } from "./paylink.ts";
import { paylinkEvent } from "./paylink-callback.ts";

export interface PaylinkChoice {
  outcome: Outcome;
  delivery: DeliveryMode;
  delayMs?: number | undefined;
  times?: number | undefined;
  amountMinor?: number | undefined;
  otherReference?: string | undefined;
  withText?: boolean | undefined;
}

export type PaylinkPaid =
  | { outcome: "done"; link: PaylinkRecord; redirectUrl: string }
  | { outcome: "impossible"; reason: string };

/** One try on a link. A failed one leaves it open: FAILURE followed by SUCCESS is normal (gateways.md K1). */
export async function payPaylink(
  sandbox: Sandbox,
  link: PaylinkRecord,
  choice: PaylinkChoice,
): Promise<PaylinkPaid> {
  if (link.status === "PAID") return { outcome: "impossible", reason: "This link is already paid." };
  if (choice.outcome === "authorize")
    return { outcome: "impossible", reason: "iKhokha has no authorisations." };
  const { urls } = link;
  if (choice.outcome === "cancel")
    return { outcome: "done", link, redirectUrl: urls.cancelUrl ?? urls.failurePageUrl };
  if (choice.outcome === "pending") {
    link.status = "PENDING";
    return { outcome: "done", link, redirectUrl: urls.successPageUrl };
  }

  const paid = choice.outcome === "approve";
  link.status = paid ? "PAID" : "FAILURE";
  if (paid)
    link.paidCents =
      choice.amountMinor ??
      (choice.delivery === "other_amount" ? anotherAmount(link.amountCents) : link.amountCents);
  const event = paylinkEvent(sandbox, link, {
    status: paid ? "SUCCESS" : "FAILURE",
    responseCode: paid ? "00" : acquirerCode(choice.outcome),
    withText: choice.withText,
    otherReference: choice.otherReference,
  });
  await deliverAs(sandbox, event, {
    mode: choice.delivery,
    delayMs: choice.delayMs,
    times: choice.times,
  });
  return { outcome: "done", link, redirectUrl: paid ? urls.successPageUrl : urls.failurePageUrl };
}

function acquirerCode(outcome: Outcome): string {
  const code = failures[outcome]?.acquirerCode;
  return code && code !== "-" ? code : "96";
}
