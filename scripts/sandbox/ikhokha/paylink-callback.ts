import type { Outgoing, Variant, WebhookEvent } from "../delivery/delivery.ts";
import type { Sandbox } from "../sandbox.ts";
import type { PaylinkRecord } from "./paylink.ts";
import { signIkhokha } from "./sign-message.ts";

export interface PaylinkNews {
  status: "SUCCESS" | "FAILURE";
  responseCode: string;
  /** Adds the unsigned field `text` that some merchants have seen. */
  withText?: boolean | undefined;
  otherReference?: string | undefined;
}

/** The thin webhook: no amount, no time, no event id. Signed over the path of `callbackUrl`, without its query. */
export function paylinkEvent(sandbox: Sandbox, link: PaylinkRecord, news: PaylinkNews): WebhookEvent {
  return {
    gateway: "ikhokha",
    subject: link.id,
    reference: link.externalTransactionId,
    about: news.status,
    build: (variant) => buildCallback(sandbox, link, news, variant),
  };
}

function buildCallback(sandbox: Sandbox, link: PaylinkRecord, news: PaylinkNews, variant: Variant): Outgoing {
  const { appId, appSecret } = sandbox.keys.ikhokha;
  // What came before a success is a failed try on the same link; before a failure, nothing else.
  const earlier = variant === "earlier" && news.status === "SUCCESS";
  const thin = {
    paylinkID: link.id,
    status: earlier ? "FAILURE" : news.status,
    externalTransactionID:
      variant === "other_reference"
        ? (news.otherReference ?? anotherReference(sandbox, link))
        : link.externalTransactionId,
    responseCode: earlier ? "51" : news.responseCode,
  };
  const signed = JSON.stringify(thin);
  const signature = signIkhokha(new URL(link.urls.callbackUrl).pathname, signed, appSecret);
  return {
    url: link.urls.callbackUrl,
    headers: {
      "ik-appid": appId,
      "ik-sign":
        variant === "broken_signature" ? signIkhokha("/", signed, `${appSecret} of another`) : signature,
    },
    body: news.withText ? JSON.stringify({ ...thin, text: "Payment notification" }) : signed,
  };
}

function anotherReference(sandbox: Sandbox, link: PaylinkRecord): string {
  const others = [...sandbox.ikhokha.linksByReference.keys()].filter(
    (reference) => reference !== link.externalTransactionId,
  );
  return others.at(-1) ?? "att_of_somebody_else";
}
