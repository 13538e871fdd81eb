/**
 * Sentences that Bursar writes into notes and reasons. They stand in the database in English; app/features/audit/
 * use-record-words.ts knows them again and says them in the reader's language. What a person or a gateway wrote stays as it is.
 */
export default {
  notPaidInTime: "It was not paid in time.",
  inHistory: "Found in the gateway’s own history.",
  countDiffered: "The count differed from the live enrollments.",
  priceChanged: "The price of the course changed.",
  begunAnew: "The price of the course changed, and the student began again at the new one.",
  firstWentBack: "The first payment went back; another of the same student stayed.",
  neverPaid: "The time to pay ran out and the gateway knows of no payment.",
  cardSaved: "A card was saved at the gateway.",
  subscription: "Subscription {ref}: {what}.",
  courier: "Courier status of order {ref}: {what}.",
  unknownCallback: "A callback of an unknown type.",
  olderCallback: "A callback of iKhokha’s older e-commerce API.",
  notConfirmed: "The callback speaks of money; the gateway, asked directly, does not confirm it.",
  nobodysOrder: "No payment of ours has order {ref}.",
  otherReference: "The callback names reference {ref}; the order is ours as {own}.",
  notConfirmedYet: "The gateway does not confirm it yet.",
  couldNotConfirm: "The gateway could not confirm it: {why}",
  notShownYet: "The gateway does not show the money given back yet.",
  neverEnded: "It was begun again and again and never ended.",
  notSetUp: "{gateway} is not set up: the delivery waits.",
  repairedItself: "Repaired by itself.",
  soNoLonger: "What was wrong is no longer so.",
  oneLeft: "One payment for the seat is left.",
  agreesAgain: "The stored status agrees with the evidence again.",
  seatGranted: "The seat was granted.",
  seatHeld: "A seat is held; the school decides about it.",
  movedTo: "The payment moved to “{status}”.",
  noMailServer: "No mail server is set up (SMTP_URL).",
  noMailAnswer:
    "The mail server was given it and did not answer: it may have been sent, and is not sent again by itself.",
  mailGivenUp: "Given up after {count, plural, one {# try} other {# tries}}: {why}",
} as const;
