/** Each kind of exception in full: only pages that explain one load it. */
export default {
  explain: {
    paid_not_enrolled: {
      headline: "A student has paid and has no seat",
      unknown: "Whether the student would rather wait for a seat or have the money back.",
      choices: {
        grant:
          "If a seat is free, grant it below. One that becomes free is granted by itself, first paid first served.",
        refund:
          "If none is: raise the course’s capacity, or give the money back at the gateway. Bursar sees the refund and closes this.",
      },
      known: {
        collected: "{money} was collected.",
        courseFull: "The course was full when the money arrived.",
        noEnrollment: "There was a seat, and no enrollment was made.",
      },
    },
    enrolled_not_paid: {
      headline: "A seat is held by money that was given back",
      unknown: "Whether the student was meant to keep the seat.",
      choices: {
        withdraw: "If the seat should go with the money, revoke it on the enrollment’s page.",
        keep: "If the student keeps it on purpose, ignore this with the reason: it stays closed.",
      },
      known: { status: "The payment is “{status}”.", refunded: "{money} was given back." },
    },
    two_payments_one_seat: {
      headline: "One student paid more than once for one seat",
      unknown: "Which of them the student meant to make.",
      choices: {
        refund:
          "Give all but one back at the gateway. Bursar sees the refund, leaves the seat with the payment that stays, and closes this by itself.",
        other: "If the second was meant for someone else, write down who, and settle it with the student.",
      },
      known: {
        payments: "{count, plural, one {# payment holds} other {# payments hold}} money for the same course.",
        transactions:
          "{count, plural, one {# transaction} other {# transactions}} of one payment collected money.",
        oneSeat: "The student has one seat. No payment was lost.",
      },
    },
    paid_beside_free_seat: {
      headline: "A student paid for a course in which they have a free seat",
      unknown: "Whether the student still wants to pay.",
      choices: {
        refund:
          "Give the payment back at the gateway. Bursar sees the refund, leaves the free seat, and closes this by itself.",
        revoke:
          "Or revoke the free seat: the payment then gets a seat of its own, and this closes by itself.",
      },
      known: {
        collected: "{money} was collected.",
        freeSeat: "The student has a seat in this course already, which staff granted without payment.",
      },
    },
    payment_mismatch: {
      headline: "The gateway speaks of money that is not what was asked",
      unknown: "Whether the student was charged the wrong amount, or someone tampered with the order.",
      choices: {
        ask: "Ask the gateway: if its own record says the right amount, the payment completes by itself.",
        refund:
          "If the record says the wrong amount too, give the money back there and let the student pay again. Bursar sees the refund, takes it out of suspense and closes this.",
      },
      known: {
        asked: "We asked for {money}.",
        noSeat: "No seat was given.",
        nothing: "Nothing was booked and no seat was given.",
      },
    },
    unread_status: {
      headline: "The gateway speaks of a payment in a word nobody here knows",
      unknown: "Whether the student has paid.",
      choices: {
        look: "Look the transaction up in the gateway’s dashboard: does it hold money?",
        unpaid:
          "If it does not, call it not paid below: the payment goes on as failed, and the student can pay again.",
        ask: "If it does, ask the gateway once it says so in words we know: the payment then completes by itself.",
      },
      known: { word: "Its word is “{word}”." },
    },
    facts_disagree: {
      headline: "Two answers about the same payment contradict each other",
      unknown: "Which of the two is true.",
      choices: {
        ask: "Ask the gateway once more, then compare with its dashboard.",
        resolve: "When they agree, resolve this with what you found.",
      },
      known: {
        booked: "{money} is booked as collected.",
        stands: "What was booked stands until a person decides.",
      },
    },
    unattributed_money: {
      headline: "Money arrived for an order that is not ours",
      unknown: "Whose money it is.",
      choices: {
        look: "Look the transaction up in the gateway’s dashboard: its billing details name the payer.",
        other:
          "If another system of the school uses the same account, point its callbacks there and ignore this.",
        replay: "If a payment here should have this order, replay the delivery once it does.",
      },
      known: {
        listed: "{gateway}’s own list names it: it is real.",
        signed: "{gateway} signed it: it is real.",
        about: "It is about {money}.",
        transaction: "Transaction {ref}.",
        order: "Order {ref}, which no payment here has.",
      },
    },
    dead_delivery: {
      headline: "A delivery could not be processed and was put aside",
      unknown:
        "Whether the payment it speaks of is right meanwhile: asking the gateway may have told us already.",
      choices: {
        dryRun: "Do a dry run: it shows what the delivery would change, without changing it.",
        replay: "Replay it once what stood in its way is gone. Doing so twice changes nothing twice.",
      },
      known: {
        from: "It came from {gateway}, rightly signed.",
        tries: "It was tried {count, plural, one {once} other {# times}}.",
        said: "The last try said: {error}.",
        others: "Deliveries after it were not held up.",
      },
    },
    malformed_delivery: {
      headline: "A rightly signed delivery cannot be what the gateway meant",
      unknown:
        "Whether digits were moved between signed fields on purpose, or the gateway changed its format.",
      choices: {
        compare:
          "Compare it with the gateway’s dashboard. If the transaction there is real, ask the gateway about its payment.",
        tell: "If it is not, tell the gateway: someone may be sending its signatures on.",
      },
      known: {
        signed: "Its signature is {gateway}’s, and its fields do not make sense.",
        problem: "What is wrong with it: {problem}",
        order: "It names order {ref}.",
        notApplied: "It was not applied to any payment.",
      },
    },
    bad_signatures: {
      headline: "Deliveries arrive with a wrong signature",
      unknown: "Whether our secret differs from the gateway’s, or a stranger is guessing.",
      choices: {
        compare:
          "If all of the gateway’s deliveries fail, compare the webhook secret with the one in its dashboard.",
        stranger: "If others arrive well, a stranger is trying: there is nothing to do.",
      },
      known: {
        claim: "They claim to come from {gateway}.",
        lastHour: "{count, number} in the hour before this was last looked at.",
        unread: "None of them was read. Payments are checked with the gateway meanwhile, so nothing is lost.",
      },
    },
    status_drift: {
      headline: "A stored status is not what its evidence says",
      unknown: "What wrote to the payment other than Bursar’s one writer.",
      choices: {
        ask: "Ask the gateway: the next piece of evidence sets the status right.",
        tell: "Tell whoever runs the database.",
      },
      known: { stored: "Stored: “{status}”.", evidence: "The evidence says: “{status}”." },
    },
    count_drift: {
      headline: "A course counts other seats than it has enrollments",
      unknown: "What changed one without the other.",
      choices: {
        recount:
          "Count again below: the number is set to the live enrollments, unless that would oversell the course.",
      },
      known: {
        counted: "The course says {count, plural, one {# seat is} other {# seats are}} taken.",
        live: "{count, plural, one {# enrollment is} other {# enrollments are}} live.",
        capacity: "Its capacity is {count, number}.",
      },
    },
    ledger_drift: {
      headline: "A payment and the ledger say different amounts",
      unknown: "What wrote to one of them other than Bursar’s one writer.",
      choices: {
        compare: "Compare both with the gateway’s dashboard.",
        tell: "Tell whoever runs the database: entries are added, never changed.",
      },
      known: {
        collected: "The payment has collected {money}.",
        refunded: "It has given back {money}.",
        booked: "The ledger’s balance of it is {money}.",
      },
    },
    audit_altered: {
      headline: "The audit log is not as it was written",
      unknown: "Who wrote to the database other than through Bursar, and why.",
      choices: {
        compare:
          "Compare these entries with a backup from before: what is there is what was written and sealed.",
        tell: "Tell whoever runs the database. This closes by itself with the first check that finds all as it was.",
      },
      known: {
        altered: "{count, plural, one {# entry is} other {# entries are}} not what was sealed.",
        missing: "{count, plural, one {# sealed entry is} other {# sealed entries are}} gone.",
        added:
          "{count, plural, one {# entry was} other {# entries were}} put among those sealed long before.",
        unchained:
          "{count, plural, one {# seal does} other {# seals do}} not follow from the one before, or from the last check.",
        entries: "The first of them: {ids}. Each is found in the audit log by its number.",
      },
    },
  },
  held: {
    asked: {
      back: "{money} received, {asked} asked: given back in full.",
      rest: "{money} received, {asked} asked: {rest} still held in suspense.",
      whole: "{money} received, {asked} asked: held in suspense.",
    },
    received: {
      back: "{money} received: given back in full.",
      rest: "{money} received: {rest} still held in suspense.",
      whole: "{money} received: held in suspense.",
    },
  },
  why: {
    amount: "The amount is another one.",
    currency: "The currency is another one.",
    order: "It names another order.",
    account: "It was taken with an account that is not ours.",
    unknown_status: "The gateway used a status that nobody here knows.",
    conflicting_overrides: "Two overrides by staff disagree.",
    other: "The reason given is “{reason}”.",
  },
  said: {
    webhook: {
      both: "A webhook reported a payment of {money} (transaction {ref}).",
      money: "A webhook reported a payment of {money}.",
      ref: "A webhook reported a payment (transaction {ref}).",
      none: "A webhook reported a payment.",
    },
    asked: {
      both: "The gateway, asked directly, reported a payment of {money} (transaction {ref}).",
      money: "The gateway, asked directly, reported a payment of {money}.",
      ref: "The gateway, asked directly, reported a payment (transaction {ref}).",
      none: "The gateway, asked directly, reported a payment.",
    },
    gateway: {
      both: "The gateway reported a payment of {money} (transaction {ref}).",
      money: "The gateway reported a payment of {money}.",
      ref: "The gateway reported a payment (transaction {ref}).",
      none: "The gateway reported a payment.",
    },
    failed: "It calls the transaction failed.",
    not_in_history: "The gateway’s own list does not name it, and asked directly it knows nothing of it.",
    transaction: "Transaction {ref}.",
    not_confirmed: "It speaks of money that the gateway, asked directly, does not confirm.",
  },
} as const;
