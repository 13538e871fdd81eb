import { gatewayNames } from "#app/gateways/gateway.ts";
import { type Asked, type ColumnOf, defineList, type FiltersOf } from "#app/lib/list.ts";
import { day, idOf, matching, oneOf, search } from "#app/lib/list-filters.ts";

/** Refunds to be made. `from` and `to` are the day they were decided. */
export const refundList = defineList({
  name: "refunds",
  id: "d.id",
  filters: {
    q: search,
    gateway: oneOf(gatewayNames),
    currency: matching(/^[A-Z]{3}$/),
    course: idOf("crs"),
    from: day,
    to: day,
  },
  columns: [
    "student",
    "amount",
    "course",
    "gateway",
    "reference",
    "reason",
    "by",
    "email",
    "payment",
    "id",
    "since",
  ],
  shown: ["student", "amount", "course", "gateway", "reference", "reason", "since"],
  always: "student",
  sorts: { since: { by: [{ column: "d.created_at", kind: "moment" }] } },
  sort: { name: "since", descending: true },
});

export type RefundFilters = FiltersOf<typeof refundList>;
export type RefundColumn = ColumnOf<typeof refundList>;
export type AskedRefunds = Asked<RefundFilters, RefundColumn>;
