/** What needs a person: its kinds and how it moves. problems.ts explains each in full. */
export default {
  title: "Exceptions",
  one: "Exception",
  kinds: {
    paid_not_enrolled: "Paid, not enrolled",
    enrolled_not_paid: "Enrolled, not paid",
    two_payments_one_seat: "Two payments for one seat",
    payment_mismatch: "Money that does not match",
    facts_disagree: "Facts that disagree",
    unattributed_money: "Money nobody claims",
    dead_delivery: "Dead deliveries",
    malformed_delivery: "Malformed deliveries",
    bad_signatures: "Wrong signatures",
    status_drift: "Status differs from its evidence",
    count_drift: "Seat count differs",
    ledger_drift: "Ledger differs",
    audit_altered: "Audit log altered",
  },
  states: { open: "Open", urgent: "Open, urgent", resolved: "Resolved", ignored: "Ignored" },
  moves: {
    opened: "Opened",
    reopened: "Opened again",
    seen: "Seen again",
    repair_tried: "A repair was tried and did not work",
    resolved: "Resolved",
    ignored: "Ignored",
  },
  /** "Exception opened: Paid, not enrolled", in the story of a payment and in the feed. */
  moved: {
    opened: "Exception opened: {kind}",
    reopened: "Exception opened again: {kind}",
    seen: "Exception seen again: {kind}",
    repair_tried: "Repair tried: {kind}",
    resolved: "Exception resolved: {kind}",
    ignored: "Exception ignored: {kind}",
  },
  needed: "A person is needed: {kind}",
  seeChoices: "See what can be done",
  /** Money in suspense: what came, what was asked, and what became of it. */
  /** What does not fit. */
  /** What was said, by whom: "A webhook reported a payment of EGP 45.00 (transaction 9001)." */
} as const;
