import { type PaymentStatus, paymentStatuses } from "#app/features/payments/payment.ts";
import type { useTranslations } from "#app/messages/use-translations.ts";

/** What a student asks of their payments. One choice stands for the statuses that mean the same to them. */
export const statusChoices = [
  { value: "pending", statuses: ["created", "redirected", "pending"] },
  { value: "succeeded", statuses: ["succeeded"] },
  { value: "failed", statuses: ["failed"] },
  { value: "expired", statuses: ["expired"] },
  { value: "needs_review", statuses: ["needs_review"] },
  { value: "refunded", statuses: ["partially_refunded", "refunded", "voided"] },
  { value: "disputed", statuses: ["disputed", "lost"] },
] as const satisfies ReadonlyArray<{ value: string; statuses: PaymentStatus[] }>;

/** The statuses a filter value stands for: a choice above, any single status, or null for all of them. */
export function statusesOf(value: string): PaymentStatus[] | null {
  const choice = statusChoices.find((one) => one.value === value);
  if (choice) return [...choice.statuses];
  return paymentStatuses.some((status) => status === value) ? [value as PaymentStatus] : null;
}

/** The select's options; an address that names a single status keeps it visible. */
export function statusOptions(
  value: string,
  t: ReturnType<typeof useTranslations<"site.payments">>,
  statuses: ReturnType<typeof useTranslations<"payments.status">>,
) {
  const options = [
    { value: "", label: t("anyStatus") },
    ...statusChoices.map(({ value }) => ({ value: value as string, label: t(`choice.${value}`) })),
  ];
  if (!value || options.some((option) => option.value === value) || !statusesOf(value)) return options;
  return [...options, { value, label: statuses(value as PaymentStatus) }];
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
