import { paymentStatuses } from "#app/features/payments/payment.ts";
import { gatewayNames } from "#app/gateways/gateway.ts";
import { type ColumnOf, defineList, type FiltersOf } from "#app/lib/list.ts";
import { day, idOf, matching, oneOf, search } from "#app/lib/list-filters.ts";

/**
 * Groups of payments: `open` waits for an answer, `reached` a gateway has heard of, `captured` has collected money and
 * `uncollected` has not.
 */
export const paymentGroups = ["open", "reached", "captured", "uncollected"] as const;
/** Statuses as a filter takes them, groups first. */
export const paymentStatusFilters = [...paymentGroups, ...paymentStatuses] as const;

/** The office's payments. `from` and `to` are the day they were started, `paidFrom` and `paidTo` the day they were paid. */
export const paymentList = defineList({
  name: "payments",
  id: "p.id",
  filters: {
    q: search,
    status: oneOf(paymentStatusFilters),
    gateway: oneOf(gatewayNames),
    currency: matching(/^[A-Z]{3}$/),
    course: idOf("crs"),
    from: day,
    to: day,
    paidFrom: day,
    paidTo: day,
  },
  columns: [
    "status",
    "amount",
    "student",
    "course",
    "gateway",
    "captured",
    "refunded",
    "email",
    "reference",
    "id",
    "paid",
    "updated",
    "started",
  ],
  shown: ["status", "amount", "student", "course", "gateway", "started"],
  always: "student",
  sorts: {
    started: { by: [{ column: "p.created_at", kind: "moment" }] },
    updated: { by: [{ column: "p.updated_at", kind: "moment" }], moves: true },
    amount: { by: [{ column: "p.amount_minor", kind: "number" }], needs: "currency" },
  },
  sort: { name: "started", descending: true },
});

export type PaymentFilters = FiltersOf<typeof paymentList>;
export type PaymentColumn = ColumnOf<typeof paymentList>;
