/** The words of mail. They stay on the server: no browser loads them. */
export default {
  frame: {
    greeting: "Hello {name},",
    questions: "Questions? Reply to this message, or write to {support}.",
    automatic: "You get this message because you have an account at {school}.",
    privateLink: "[private link]",
  },
  fact: {
    course: "Course",
    starts: "Starts",
    amountPaid: "Amount paid",
    givenBack: "Given back",
    paidAt: "Paid at",
    paidWith: "Paid with",
    transaction: "Transaction",
    number: "Receipt number",
    reason: "Reason",
  },
  receipt: {
    subject: "Receipt: {course}",
    heading: "We have your payment",
    lead: "Thank you. We received {amount} for {course}.",
    seated: "You’re enrolled, and your course is open to you.",
    waiting:
      "Our staff look at each enrollment in this course before it begins. We write to you as soon as yours is decided.",
    unseated: "Your seat is not confirmed yet. Our staff have been told and will write to you.",
    openCourse: "Go to the course",
    seeReceipt: "See the receipt",
  },
  payment_failed: {
    subject: "Your payment for {course} did not go through",
    heading: "Your payment did not go through",
    lead: "You wanted to pay {amount} for {course}. The payment did not go through, and no money reached us.",
    next: "If you still want the seat, try again with the same or another way to pay.",
    once: "If you have changed your mind, you need not do anything. We do not remind you again.",
    tryAgain: "Try again",
  },
  payment_link: {
    subject: "Your link to pay for {course}",
    heading: "Pay for your course",
    lead: "Here is your link to pay {amount} for {course}. It is meant for you alone: please do not pass it on.",
    until: "It can be paid until {until}.",
    pay: "Pay {amount}",
  },
  enrollment_approved: {
    subject: "You’re in: {course}",
    heading: "You’re in",
    lead: "Your enrollment in {course} is approved.",
    openCourse: "Go to the course",
  },
  pay_invitation: {
    subject: "Approved: you can now pay for {course}",
    heading: "Your request is approved",
    lead: "Your request to join {course} is approved. The seat is yours once you have paid.",
    until: "We keep it for you until {until}.",
    pay: "See the price and pay",
  },
  enrollment_rejected: {
    subject: "About your enrollment in {course}",
    heading: "We cannot offer you this seat",
    lead: "We have looked at your enrollment in {course}, and cannot offer you a seat.",
    refund:
      "You paid {amount} for it. Our staff are looking at giving it back and will write to you about it.",
  },
  enrollment_revoked: {
    subject: "Your seat in {course} has ended",
    heading: "Your seat has ended",
    lead: "Your seat in {course} has been taken back, and the course is closed to you.",
    refund: "You paid {amount} for it. Our staff will write to you about the money.",
  },
  waitlist_offer: {
    subject: "A seat is free in {course}",
    heading: "A seat is free",
    lead: "A seat in {course} has become free, and you are next in line.",
    until: "We keep it for you until {until}. After that it goes to the next in line.",
    take: "Take the seat",
  },
  case_answer: {
    subject: "Re: {subject}",
    heading: "Our answer",
    lead: "You asked us about “{subject}”. Our answer:",
  },
} as const;
