const anotherWay = "Try again, with another card or another way to pay.";
const hold =
  "No money was taken. If your bank shows an amount as reserved, it releases it by itself within a few days.";
const notOpened = "The fault is between us and {gateway}, not with you. No money was taken.";
const ourSide = "Try the other way to pay, or write to us and we will sort it out.";
const notOpenedAtAll = {
  headline: "We could not open the payment page",
  meaning: notOpened,
  next: ourSide,
} as const;
const mismatch = "We received something that does not match what you were to pay";

/** What became of a payment, for the student who made it: the answer, what it means, what to do. */
export default {
  failure: {
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
    invalid_request: notOpenedAtAll,
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
    integration: notOpenedAtAll,
    auth: notOpenedAtAll,
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
  },
  review: {
    headline: "A person is looking at this payment",
    next: "You need do nothing, and please do not pay again. We know of it; quote the payment’s number if you write to us.",
    seated: "Your seat in the course is yours meanwhile.",
    meaning: {
      amount: `${mismatch}: {gateway} reports another amount.`,
      currency: `${mismatch}: {gateway} reports another currency.`,
      order: `${mismatch}: {gateway} reports it for another order.`,
      account: `${mismatch}: {gateway} reports it for another account.`,
      unknown_status: "{gateway} told us something about this payment that we cannot read.",
      two_successes:
        "It looks as if you paid twice for this course. What you paid too much comes back to you.",
      two_payments_one_seat:
        "You already had a seat in this course when this payment arrived. What you paid too much comes back to you.",
      conflicting_overrides: "Two people at the school decided differently about this payment.",
      other: `${mismatch}.`,
    },
  },
  open: {
    unseen: {
      headline: "Still waiting for your payment",
      meaning:
        "{gateway} has not told us yet that you paid. If you just did, it usually takes a few seconds.",
      next: "This page becomes right by itself. If you have paid, do not pay again.",
    },
    cash: {
      headline: "Waiting for you to pay in cash",
      meaning:
        "Pay at the shop with the reference that {gateway} gave you. We hear of it within an hour or so of that.",
    },
    seen: {
      headline: "Still waiting for {gateway}",
      wallet:
        "Confirm the payment in your wallet’s app if it asks you to. Your seat follows as soon as we hear of it.",
      card: "Your payment is on its way: {gateway} has seen it and your bank has not answered yet.",
    },
    next: "You can close this page and come back. Do not pay again.",
  },
  partiallyRefunded: {
    headline: "{money} of your payment was given back",
    meaning: "You paid {money}.",
    next: "Your bank may need up to 14 days to show it. There is nothing for you to do.",
  },
  refunded: {
    headline: "Your money was given back",
    meaning: "{gateway} has sent back {money}.",
    next: "Your bank may need up to 14 days to show it. If it has not come by then, write to us.",
  },
  voided: {
    headline: "This payment was taken back",
    meaning: "It was cancelled before your bank paid it out.",
    next: "If your bank still shows the amount as reserved, it releases it by itself within a few days.",
  },
  disputed: {
    headline: "Your bank has questioned this payment",
    meaning: "It asked {gateway} for the money back and the school is answering.",
    next: "If you did not ask your bank to do so, tell your bank and us.",
  },
  lost: {
    headline: "Your bank took this payment back",
    meaning: "The school no longer has this money.",
    next: "If this is not what you wanted, write to us.",
  },
  paid: {
    active: {
      headline: "You’re in.",
      meaning: "Your payment of {money} has arrived and your seat is confirmed.",
      next: "The course is open to you from now on.",
    },
    pending_approval: {
      headline: "Paid. The school is checking your enrollment",
      meaning:
        "Your payment of {money} has arrived and a seat is held for you. A person at the school looks at each enrollment.",
      next: "There is nothing for you to do. This page shows when it is decided.",
    },
    noSeat: {
      headline: "We have your money and are sorting out your seat",
      full: "Your payment of {money} arrived just after the last seat was taken. A person at the school is finding you a seat or giving your money back.",
      soon: "Your payment of {money} has arrived. Your seat usually follows within a minute; if not, a person is told.",
      next: "Do not pay again. There is nothing for you to do.",
    },
    rejected: {
      headline: "The school did not accept your enrollment",
      meaning: "Your payment of {money} had arrived.",
      next: "If you have questions about your money, write to us with the payment’s number.",
      givingBack: "The school prepares to give you back {money}. This page shows when it is sent.",
    },
    otherwise: {
      headline: "Your payment of {money} has arrived",
      next: "If this surprises you, write to us with the payment’s number.",
    },
  },
  seatReason: "The school writes: “{reason}”",
  seat: {
    requested: "You have asked for a seat, and the school has not decided yet.",
    approved: "Your seat is approved and waits for its payment.",
    withdrawn: "You took your request for a seat back.",
    lapsed: "Your seat was approved and not paid in time.",
    active: "Your seat in the course is still yours.",
    pending_approval: "The school is still checking your enrollment.",
    suspended: "Your access to the course is paused.",
    rejected: "The school did not confirm your seat.",
    revoked: "Your seat in the course was given back.",
    transferred: "Your seat was moved to another course.",
    none: "You have no seat in the course from this payment.",
  },
  timeline: {
    created: "You chose to buy this course",
    seat: "Your seat was confirmed",
    seatRefused: "The school did not accept your enrollment",
    redirected: "You went to {gateway} to pay",
    refused: "{gateway} did not open its payment page",
    pending: "{gateway} is waiting for the payment",
    authorized: "Your bank has reserved {money}",
    succeeded: "You paid {money}",
    failed: "The payment did not go through",
    expired: "The time to pay ran out",
    refunded: "{money} was given back",
    voided: "The payment was taken back before your bank paid it out",
    review: "A person began to look at this payment",
    seatReleased: "This payment stands for your seat",
    disputed: "Your bank questioned the payment",
    disputeWon: "Your bank decided that the payment stands",
    disputeLost: "Your bank took the payment back",
    override: "The school decided about this payment",
    someGateway: "The gateway",
    someMoney: "the amount",
  },
} as const;
