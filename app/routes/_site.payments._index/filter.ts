import { type PaymentStatus, paymentStatuses, paymentStatusLabels } from "#app/features/payments/payment.ts";

/** What a student asks of their payments. One choice stands for the statuses that mean the same to them. */
export const statusChoices: ReadonlyArray<{ value: string; label: string; statuses: PaymentStatus[] }> = [
  { value: "pending", label: "Waiting", statuses: ["created", "redirected", "pending"] },
  { value: "succeeded", label: "Succeeded", statuses: ["succeeded"] },
  { value: "failed", label: "Failed", statuses: ["failed"] },
  { value: "expired", label: "Expired", statuses: ["expired"] },
  { value: "needs_review", label: "Under review", statuses: ["needs_review"] },
  { value: "refunded", label: "Refunded", statuses: ["partially_refunded", "refunded", "voided"] },
  { value: "disputed", label: "Disputed", statuses: ["disputed", "lost"] },
];

/** The statuses a filter value stands for: a choice above, any single status, or null for all of them. */
export function statusesOf(value: string): PaymentStatus[] | null {
  const choice = statusChoices.find((one) => one.value === value);
  if (choice) return choice.statuses;
  return paymentStatuses.some((status) => status === value) ? [value as PaymentStatus] : null;
}

/** The select's options; an address that names a single status keeps it visible. */
export function statusOptions(value: string) {
  const options = [
    { value: "", label: "Any status" },
    ...statusChoices.map(({ value, label }) => ({ value, label })),
  ];
  if (!value || options.some((option) => option.value === value) || !statusesOf(value)) return options;
  return [...options, { value, label: paymentStatusLabels[value as PaymentStatus] }];
}

export interface PaymentFilter {
  q: string;
  status: string;
  /** Older than this payment; newer than that one. At most one of them. */
  before: string | null;
  after: string | null;
}

export function readFilter(query: URLSearchParams): PaymentFilter {
  const key = (name: string) => {
    const value = query.get(name) ?? "";
    return /^pay_[0-9a-z]{1,64}$/.test(value) ? value : null;
  };
  const status = query.get("status") ?? "";
  const after = key("after");
  return {
    q: (query.get("q") ?? "").trim().slice(0, 200),
    status: statusesOf(status) ? status : "",
    before: after ? null : key("before"),
    after,
  };
}
