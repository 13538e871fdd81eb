/** Words of the refunds that are to be made. */
export default {
  title: "Refunds to be made",
  lead: "Money the school decided to give back and the gateway still holds. No money moves by itself.",
  loading: "Loading the refunds to be made",
  arrived: "{count, plural, one {# more refund to be made} other {# more refunds to be made}}",
  find: "Find refunds to be made",
  search: "Search the refunds to be made",
  placeholder: "Name, e-mail, payment id or gateway reference",
  anyGateway: "Any gateway",
  anyCurrency: "Any currency",
  anyCourse: "Any course",
  filters: {
    q: "Search",
    gateway: "Gateway",
    currency: "Currency",
    course: "Course",
    from: "Decided from",
    to: "Decided to",
  },
  columns: {
    student: "Student",
    amount: "To give back",
    course: "Course",
    gateway: "Paid through",
    reference: "Gateway reference",
    reason: "Told to the student",
    by: "Decided by",
    email: "E-mail",
    payment: "Payment id",
    id: "Id",
    since: "Since",
  },
  sorts: { since: { down: "Decided latest first", up: "Waiting longest first" } },
  next: "What happens next",
  steps: {
    make: "Make the refund in the gateway’s own dashboard; the reference beside each line finds the transaction there.",
    hear: "Paymob tells Bursar: the payment reads as refunded, and its line leaves this list.",
    unheard:
      "iKhokha sends no word of a refund: its line stays on this list. Note the refund on the student’s page.",
    disputed:
      "A payment that the bank questions is not listed until that is decided: a refund would pay its money twice.",
    orRestore: "Restoring the seat withdraws the refund instead.",
  },
  none: {
    title: "No refund to be made matches",
    text: "Names and e-mail addresses are found by their beginning, references whole.",
    action: "Show all that are to be made",
  },
  empty: {
    title: "No refund to be made",
    text: "Rejecting a paid enrollment makes one. It stands here until the gateway has given the money back.",
  },
} as const;
