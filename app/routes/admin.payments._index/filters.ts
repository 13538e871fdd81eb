import { type PaymentStatus, paymentStatuses, paymentStatusLabels } from "#app/features/payments/payment.ts";
import { type GatewayName, gatewayLabels, gatewayNames, isGatewayName } from "#app/gateways/gateway.ts";
import { type Keyset, readKeyset } from "#app/lib/keyset.ts";

/** What the address asks of the list. A value nobody here knows asks for nothing. */
export interface PaymentFilters {
  search: string;
  /** A status, or a group: `open` waits for an answer, `captured` has collected money. */
  status: PaymentStatus | "open" | "captured" | null;
  gateway: GatewayName | null;
  currency: string | null;
  courseId: string | null;
  /** Days in the school's zone, `2026-12-03`, both included. */
  from: string | null;
  to: string | null;
  before: Keyset | null;
  after: Keyset | null;
}

export function readFilters(query: URLSearchParams): PaymentFilters {
  const matching = (name: string, pattern: RegExp) => {
    const value = query.get(name)?.trim() ?? "";
    return pattern.test(value) ? value : null;
  };
  const status = query.get("status");
  const gateway = query.get("gateway");
  const before = readKeyset(query.get("before"));
  return {
    search: (query.get("q") ?? "").trim().slice(0, 120),
    status: statusOptions.some((option) => option.value && option.value === status)
      ? (status as PaymentFilters["status"])
      : null,
    gateway: isGatewayName(gateway) ? gateway : null,
    currency: matching("currency", /^[A-Z]{3}$/),
    courseId: matching("course", /^crs_[0-9a-z]{1,64}$/),
    from: readDay(query.get("from")),
    to: readDay(query.get("to")),
    before,
    after: before ? null : readKeyset(query.get("after")),
  };
}

/** The filters as they stand in an address; where in the list one is, is not among them. */
export function filterQuery(filters: PaymentFilters): Record<string, string | undefined> {
  return {
    q: filters.search || undefined,
    status: filters.status ?? undefined,
    gateway: filters.gateway ?? undefined,
    currency: filters.currency ?? undefined,
    course: filters.courseId ?? undefined,
    from: filters.from ?? undefined,
    to: filters.to ?? undefined,
  };
}

export const isFiltered = (filters: PaymentFilters) => Object.values(filterQuery(filters)).some(Boolean);

export const statusOptions = [
  { value: "", label: "Any status" },
  { value: "open", label: "Waiting for an answer" },
  { value: "captured", label: "Money received" },
  ...paymentStatuses.map((status) => ({ value: status as string, label: paymentStatusLabels[status] })),
];

export const gatewayOptions = [
  { value: "", label: "Any gateway" },
  ...gatewayNames.map((name) => ({ value: name as string, label: gatewayLabels[name] })),
];

function readDay(text: string | null): string | null {
  return text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}
