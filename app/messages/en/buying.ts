/** A course as one who may buy it sees it: facts, prices, how they stand, and what stands in the way. */
export default {
  courses: {
    title: "Courses",
    find: "Find a course",
    search: "Search courses",
    pages: "Pages",
    first: "Back to the first courses",
    more: "More courses",
    loading: "Loading courses",
    noMatch: "No course matches “{search}”",
    noMatchHint: "Try one word of the title, or look through them all.",
    showAll: "Show all courses",
    none: "No courses are on sale right now",
    noneHint:
      "New courses appear here as soon as the school publishes them. What you have bought already is under “My payments”.",
  },
  facts: {
    starts: "Starts <day></day>",
    started: "Started <day></day>",
    anyTime: "Start at any time",
    seats: "{left, plural, =0 {Full} one {# seat left} other {# seats left}}",
    noLimit: "No limit on seats",
    notOnSale: "Not on sale now",
    or: "or <amount></amount>",
  },
  course: {
    none: "No such course",
    back: "Courses",
    buy: "Buy this course",
  },
  learn: {
    title: "Your course",
    enrolled: "You’re enrolled",
    open: "Open the course",
    payment: "See your payment",
    seat: "The seat is yours.",
    first: "The first session is on <when></when>.",
    anyTime: "Start whenever you like.",
    onSite: "The course itself is on the school’s learning site.",
    linkComes: "The school will send you the link.",
  },
  currency: {
    EGP: "Egyptian pound",
    ZAR: "South African rand",
    USD: "US dollar",
    SAR: "Saudi riyal",
    AED: "UAE dirham",
    OMR: "Omani rial",
    KWD: "Kuwaiti dinar",
    BHD: "Bahraini dinar",
    QAR: "Qatari riyal",
    JOD: "Jordanian dinar",
  },
  checkout: {
    how: "How do you want to pay?",
    currency: "In which currency?",
    opening: "Opening {gateway}…",
    pay: "Pay {money} with {gateway}",
    resume: "Resume payment of {money} with {gateway}",
    whereSignedIn: "You pay on the provider’s own page. We never see your card number.",
    whereSignedOut: "You sign in first, then pay on the provider’s own page. We never see your card number.",
  },
  enrolled: { title: "You’re enrolled", text: "The seat is yours.", open: "Go to the course" },
  awaiting: {
    title: "Paid. The school is checking your enrollment",
    text: "A seat is held for you. The school looks at each enrollment in this course; there is nothing more for you to do, and this page changes when it is decided.",
  },
  suspended: {
    title: "Your access is paused",
    text: "The school has paused your seat. <ask>Write to <mail></mail></ask> to find out why.",
  },
  paid: {
    title: "We have your payment",
    text: "Your seat is not open yet. Do not pay again: the school sees this and sorts it out.",
    see: "See your payment",
  },
  full: {
    title: "This course is full",
    text: "Every seat is taken. A seat may come free before the start; look again, or see what else there is.",
    others: "See other courses",
  },
  notOnSale: {
    title: "This course cannot be bought right now",
    text: "No way of paying is open for it at the moment. <ask>Write to <mail></mail></ask> to hear when there is.",
  },
  asked: {
    title: "You have asked for a seat",
    text: "The school looks at each request before anyone pays; you asked <when></when>. Nothing was charged. Once it is approved, you can pay here.",
    withdraw: "Withdraw the request",
    withdrawing: "Withdrawing…",
  },
  overdue: {
    title: "The time to pay is over",
    text: "If you have just paid, your seat follows as soon as the payment is confirmed. If not, the seat is free again in a moment, and you can ask for it anew.",
  },
  approved:
    "<strong>You’re approved.</strong> Your seat is held until <when></when>; pay by then to keep it.",
  priceChanged:
    "The price has changed since: it is <amount></amount> now. If you have not paid yet, pay the new price below; it opens a new checkout, and the earlier one is not needed. If you have paid, do not pay again: your payment counts.",
  openPending:
    "Your payment of <amount></amount> with {gateway} is not confirmed yet; you began it <when></when>.",
  openBegun: "You began to pay <amount></amount> with {gateway} <when></when>.",
  seeStand: "See how it stands",
  ask: {
    last: {
      rejected: "The school did not accept your last request.",
      revoked: "The school withdrew its approval.",
      lapsed: "Your seat was approved and not paid in time, so it is free again.",
    },
    fullTitle: "This course is full",
    fullText: "You can ask all the same: the school decides when a seat becomes free.",
    reason: "The school writes: “<reason></reason>”",
    why: "The school approves each seat before it is paid. Asking costs nothing and takes one press.",
    ask: "Ask for a seat",
    askAgain: "Ask again for a seat",
    asking: "Asking…",
    thenSignedIn: "You pay once you are approved. Your seat is then held for some days.",
    thenSignedOut: "You sign in first, and pay once you are approved. Your seat is then held for some days.",
  },
  problem: {
    full: {
      title: "The last seat was taken a moment ago",
      text: "No money moved: the checkout was not opened.",
    },
    needs_approval: {
      title: "The school approves each seat before it is paid",
      text: "No money moved. Ask for a seat below, or see how your request stands.",
    },
    not_needed: { title: "This course needs no request", text: "You can buy it below." },
    too_often: {
      title: "You have asked for this course three times",
      text: "Write to the school if something has changed since: pressing again would not be seen sooner.",
    },
    not_sold: {
      title: "This course is not sold with that way of paying",
      text: "No money moved. Choose another way to pay, if there is one below.",
    },
    gateway_off: {
      title: "That way of paying is switched off right now",
      text: "No money moved. Choose another way to pay, or come back later.",
    },
    key_reused: {
      title: "That form was already used for another purchase",
      text: "No money moved for this course. This page is fresh: press the button again.",
    },
    price_changed: {
      title: "The price of this course has changed",
      text: "Nothing was charged. Below is the price as it is now: press the button again if you want to go on. A checkout you opened at the old price is not needed any more; should you still pay it, we see it.",
    },
    already_enrolled: {
      title: "You already have a seat in this course",
      text: "No money moved: there is nothing to pay.",
    },
    withdrawn: {
      title: "Your request is withdrawn",
      text: "The school does not look at it any more. You can ask anew at any time.",
    },
    left: {
      title: "You are not on the waiting list any more",
      text: "Your place goes to the next in line. While the course is full you can join again.",
    },
    not_waiting: {
      title: "There is no request to withdraw any more",
      text: "It was decided, or withdrawn already. How it stands is below.",
    },
    form: {
      title: "The form did not arrive whole",
      text: "Nothing was charged. This page is fresh: choose how to pay and press the button again.",
    },
    other: {
      title: "The payment could not be started",
      text: "Nothing was charged. Press the button again, or choose another way to pay.",
    },
  },
} as const;
