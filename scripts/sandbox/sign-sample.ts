import type { Outgoing } from "./delivery/delivery.ts";
import { signIkhokha } from "./ikhokha/sign-message.ts";
import type { SandboxKeys } from "./keys.ts";
import {
  signCardToken,
  signDeliveryStatus,
  signSubscription,
  signTransaction,
} from "./paymob/sign-callback.ts";

export interface Sample {
  name: string;
  gateway: string;
  kind: string;
  channel: string;
  // biome-ignore lint/suspicious/noExplicitAny: recorded bodies of every shape
  body?: any;
}

/** Which payment a sample is to be about, instead of the recorded one. */
export interface SampleSubject {
  /** Paymob order id, iKhokha paylink id. */
  order?: string | undefined;
  /** Our attempt id, as the gateway echoes it. */
  reference?: string | undefined;
  amountMinor?: number | undefined;
  currency?: string | undefined;
}

/** The samples that are callbacks, so that they can be posted. */
export function postableSamples(samples: Sample[]): Sample[] {
  return samples.filter((each) => /^POST (callback|webhook)/.test(each.channel) && each.body);
}

/** The sample as a webhook to `origin`, about the given payment, signed with the account's secrets. */
export function signSample(
  sample: Sample,
  origin: string,
  keys: SandboxKeys,
  subject: SampleSubject,
): Outgoing {
  const body = structuredClone(sample.body);
  const url = new URL(`/api/payments/webhook/${sample.gateway}`, origin);
  if (sample.gateway === "ikhokha") {
    if (subject.order) body.paylinkID = subject.order;
    if (subject.reference) body.externalTransactionID = subject.reference;
    const text = JSON.stringify(body);
    const sign = signIkhokha(url.pathname, text, keys.ikhokha.appSecret);
    return { url: url.href, headers: { "ik-appid": keys.ikhokha.appId, "ik-sign": sign }, body: text };
  }
  const secret = keys.paymob.hmacSecret;
  if (body.type === "TRANSACTION") aimTransaction(body.obj, keys, subject);
  if (body.type === "TOKEN" && subject.order) body.obj.order_id = subject.order;
  if (body.type === "DELIVERY_STATUS" && subject.order) body.obj.order_id = Number(subject.order);
  if (body.subscription_data) body.hmac = signSubscription(body, secret);
  else url.searchParams.set("hmac", sign(body, secret));
  return { url: url.href, headers: {}, body: JSON.stringify(body) };
}

function sign(body: { type: string; obj: Record<string, unknown> }, secret: string): string {
  if (body.type === "TOKEN") return signCardToken(body.obj, secret);
  if (body.type === "DELIVERY_STATUS") return signDeliveryStatus(body.obj, secret);
  return signTransaction(body.obj, secret);
}

/** Makes a recorded transaction one of ours: our order, amount and integration. */
// biome-ignore lint/suspicious/noExplicitAny: recorded bodies of every shape
function aimTransaction(obj: any, keys: SandboxKeys, subject: SampleSubject): void {
  if (subject.amountMinor !== undefined) obj.amount_cents = obj.order.amount_cents = subject.amountMinor;
  if (subject.currency) obj.currency = obj.order.currency = subject.currency;
  if (subject.reference) obj.order.merchant_order_id = subject.reference;
  if (!subject.order) return;
  obj.order.id = Number(subject.order);
  const method = obj.source_data.type === "aggregator" ? "kiosk" : obj.source_data.type;
  const ours = keys.paymob.integrations.filter((each) => each.currency === obj.currency);
  obj.integration_id = (ours.find((each) => each.method === method) ?? ours[0])?.id ?? obj.integration_id;
}
