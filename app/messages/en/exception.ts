/** The page on which one exception is decided or repaired. */
export default {
  page: {
    since: "opened <when></when>",
    happened: "happened {count, plural, one {once} other {# times}}",
    known: "What we know",
    unknown: "What we do not know",
    choices: "What can be done",
    decide: "Decide",
    takeBack: "Take the decision back",
    history: "History",
    historyLabel: "History, newest first",
    itself: "Bursar, by itself",
    through: "<amount></amount> through {gateway}",
    ask: "Ask {gateway} now",
    asking: "Asking…",
    mayNotAsk: "Your role may not ask",
    delivery: "Open the delivery, dry run or replay",
    refused: "See what was refused",
  },
  decide: {
    noReason: "Write in a few words what you found or did. Whoever looks next will rely on it.",
    reason: "Reason",
    whatFound: "What you found or did. It stays in the history.",
    whyAgain: "Why it needs a person again.",
    resolve: "Resolve exception",
    ignore: "Ignore, even if it returns",
    reopen: "Reopen exception",
    resolving: "Resolving…",
    ignoring: "Ignoring…",
    reopening: "Reopening…",
    mayNot: "Your role may look, not decide",
  },
  repair: {
    title: "Proposed repair",
    grant: "Grant the seat",
    recount: "Count the seats again",
    unpaid: "Call it not paid",
    pending: "Repairing…",
    mayNot: "Your role may look, not repair",
    noSeat: "No seat is free",
    notAsked: "The payment asks for no seat now",
    someStudent: "The student",
    full: "All {capacity, number} seats are taken. As soon as one is free it goes to whoever paid first, by itself. Until then: raise the course’s capacity, or give the money back at the gateway.",
    seat: "<student></student> gets an active enrollment. No money moves.",
    seats: "Seats taken",
    of: "{taken, number} of {capacity, number}",
    unpaidEffect:
      "The gateway’s word is <words></words>. Without it the payment reads failed, unless a newer attempt says more, and the student can pay again. No money moves, and money that still arrives is booked as always.",
    found: "What the gateway’s dashboard says",
    foundHint: "It stays with the payment and in the audit log.",
    recountEffect:
      "The course’s count is set to its live enrollments. No enrollment changes; if the result would say the course is oversold, nothing changes at all.",
  },
  told: {
    no_reason: {
      title: "Write what you found",
      meaning: "Nothing was changed: calling a payment not paid needs a reason.",
    },
    resolved: { title: "Resolved", meaning: "It opens again by itself if the problem returns." },
    ignored: {
      title: "Ignored",
      meaning: "It stays closed even if it is seen again. Reopen it below if that was not meant.",
    },
    open: { title: "Open again", meaning: "It counts as needing a person." },
    stale: {
      title: "Someone was first: your decision was not written",
      meaning: "Below is how it stands now, and who decided what. Decide again only if you still want to.",
    },
    repaired: { title: "Repaired", meaning: "What was wrong is put right, and the history says so." },
    full: {
      title: "No seat is free any more",
      meaning:
        "Someone took the last one a moment ago. The student keeps their place at the front of the queue.",
    },
    nothing_to_do: {
      title: "There was nothing to repair",
      meaning:
        "The payment does not ask for this any more. The next sweep closes the exception if it is settled.",
    },
    not_open: { title: "It is not open any more", meaning: "Nothing was changed." },
  },
} as const;
