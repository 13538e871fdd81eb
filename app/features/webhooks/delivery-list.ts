import { gatewayNames } from "#app/gateways/gateway.ts";
import { type ColumnOf, defineList, type FiltersOf } from "#app/lib/list.ts";
import { day, oneOf, search } from "#app/lib/list-filters.ts";
import { webhookOutcomes, webhookStatuses, webhookVerdicts } from "#db/schema.ts";

/** What the gateways delivered, and what became of it. */
export const deliveryList = defineList({
  name: "webhooks",
  id: "w.id",
  filters: {
    q: search,
    gateway: oneOf(gatewayNames),
    status: oneOf(webhookStatuses),
    outcome: oneOf(webhookOutcomes),
    verdict: oneOf(webhookVerdicts),
    from: day,
    to: day,
  },
  columns: [
    "delivery",
    "status",
    "outcome",
    "about",
    "counts",
    "verdict",
    "transaction",
    "id",
    "processed",
    "received",
  ],
  shown: ["delivery", "status", "outcome", "about", "counts", "received"],
  always: "delivery",
  sorts: { received: { by: [{ column: "w.received_at", kind: "moment" }] } },
  sort: { name: "received", descending: true },
});

export type DeliveryFilters = FiltersOf<typeof deliveryList>;
export type DeliveryColumn = ColumnOf<typeof deliveryList>;
