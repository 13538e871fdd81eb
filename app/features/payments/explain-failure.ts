import { type GatewayErrorCode, gatewayErrorCodes } from "#app/gateways/gateway.ts";

/** Why a payment failed, for the person who made it. `{gateway}` stands for the gateway's name. */
export interface FailureWords {
  /** The answer in one line. */
  headline: string;
  meaning: string;
  /** What to do. */
  next: string;
}

const anotherWay = "Try again, with another card or another way to pay.";
const hold =
  "No money was taken. If your bank shows an amount as reserved, it releases it by itself within a few days.";
const notOpened = "The fault is between us and {gateway}, not with you. No money was taken.";
const ourSide = "Try the other way to pay, or write to us and we will sort it out.";

const words: Record<GatewayErrorCode, FailureWords> = {
  declined: {
    headline: "Your bank declined this payment",
    meaning: "{gateway} says the card was declined. No money was taken.",
    next: "Try another card or another way to pay. Only your bank can say why it declined.",
  },
  insufficient_funds: {
    headline: "There was not enough money on this card",
    meaning: "{gateway} says the balance or limit was too low. No money was taken.",
    next: "Try again when there is enough on it, or pay another way.",
  },
  expired_card: {
    headline: "This card has expired",
    meaning: "{gateway} could not use it. No money was taken.",
    next: "Try again with a card that is still valid.",
  },
  invalid_card: {
    headline: "The card details were not accepted",
    meaning: "The number, expiry date or security code does not fit the card. No money was taken.",
    next: "Try again and check each of them against the card.",
  },
  authentication_failed: {
    headline: "Your bank could not confirm that it was you",
    meaning: `The code or the confirmation in your banking app did not come through. ${hold}`,
    next: "Try again with your phone at hand, or pay another way.",
  },
  risk: {
    headline: "A security check stopped this payment",
    meaning: `{gateway} was not sure that this payment was yours. ${hold}`,
    next: "Try another card or another way to pay. If it happens again, write to us.",
  },
  cancelled: {
    headline: "You cancelled this payment",
    meaning: "You left {gateway}’s page before paying. No money was taken.",
    next: "Your seat is not booked yet. Pay whenever you are ready.",
  },
  expired: {
    headline: "The time to pay ran out",
    meaning: "{gateway} received no payment while the checkout was open. No money was taken.",
    next: "Start again. Should a payment of yours still arrive, we see it and your seat follows.",
  },
  replaced: {
    headline: "This payment was replaced by another",
    meaning:
      "The price of the course changed while it was open, and you began again at the new price. No money was taken for this one.",
    next: "Pay with the newer checkout only. Should money for this one still arrive, we see it and your seat follows.",
  },
  processing_error: {
    headline: "{gateway} could not finish this payment",
    meaning: `Something went wrong on the way to your bank. ${hold}`,
    next: anotherWay,
  },
  invalid_request: { headline: "We could not open the payment page", meaning: notOpened, next: ourSide },
  invalid_customer: {
    headline: "{gateway} did not accept your details",
    meaning: "It could not use your name, e-mail address or phone number. No money was taken.",
    next: "Check them in your account, then try again.",
  },
  amount_too_large: {
    headline: "This is more than {gateway} lets you pay at once",
    meaning: "The price is above its limit for one payment. No money was taken.",
    next: ourSide,
  },
  amount_mismatch: {
    headline: "The amount did not fit",
    meaning:
      "{gateway} was asked for another amount than this course costs, and refused. No money was taken.",
    next: ourSide,
  },
  integration: { headline: "We could not open the payment page", meaning: notOpened, next: ourSide },
  auth: { headline: "We could not open the payment page", meaning: notOpened, next: ourSide },
  not_found: {
    headline: "{gateway} does not know this payment",
    meaning: "It was never begun there. No money was taken.",
    next: "Start again.",
  },
  not_supported: {
    headline: "This way of paying is not possible here",
    meaning: "{gateway} does not offer it for this card or wallet. No money was taken.",
    next: anotherWay,
  },
  unavailable: {
    headline: "{gateway} is not answering right now",
    meaning: "The payment page did not open. No money was taken.",
    next: "Try again in a few minutes, or pay another way now.",
  },
  unknown: {
    headline: "This payment did not go through",
    meaning: `{gateway} did not say why. ${hold}`,
    next: anotherWay,
  },
};

/** The words for a failure code; a code nobody here knows is explained as "unknown". */
export function explainFailure(code: string | null, gatewayLabel: string): FailureWords {
  const known = (gatewayErrorCodes as readonly string[]).includes(code ?? "")
    ? (code as GatewayErrorCode)
    : "unknown";
  const fill = (text: string) => text.replaceAll("{gateway}", gatewayLabel);
  const { headline, meaning, next } = words[known];
  return { headline: fill(headline), meaning: fill(meaning), next: fill(next) };
}
