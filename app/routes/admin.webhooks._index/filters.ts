import {
  deliveryOutcomeLabels,
  deliveryStatusLabels,
  verdictLabels,
} from "#app/features/webhooks/delivery-labels.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { type Keyset, readKeyset } from "#app/lib/keyset.ts";
import type { PaymentWebhooksTable } from "#db/tables/webhooks.ts";

/** What the address asks of the deliveries. A value nobody here knows asks for nothing. */
export interface DeliveryFilters {
  search: string;
  gateway: PaymentWebhooksTable["gateway"] | null;
  status: PaymentWebhooksTable["status"] | null;
  outcome: NonNullable<keyof typeof deliveryOutcomeLabels> | null;
  verdict: keyof typeof verdictLabels | null;
  before: Keyset | null;
  after: Keyset | null;
}

export function readFilters(query: URLSearchParams): DeliveryFilters {
  const before = readKeyset(query.get("before"));
  return {
    search: (query.get("q") ?? "").trim().slice(0, 120),
    gateway: oneOf(gatewayLabels, query.get("gateway")),
    status: oneOf(deliveryStatusLabels, query.get("status")),
    outcome: oneOf(deliveryOutcomeLabels, query.get("outcome")),
    verdict: oneOf(verdictLabels, query.get("verdict")),
    before,
    after: before ? null : readKeyset(query.get("after")),
  };
}

/** The filters as they stand in an address; where in the list one is, is not among them. */
export function filterQuery(filters: DeliveryFilters): Record<string, string | undefined> {
  return {
    q: filters.search || undefined,
    gateway: filters.gateway ?? undefined,
    status: filters.status ?? undefined,
    outcome: filters.outcome ?? undefined,
    verdict: filters.verdict ?? undefined,
  };
}

export const isFiltered = (filters: DeliveryFilters) => Object.values(filterQuery(filters)).some(Boolean);

/** The selects of the filter bar: name, label and options, "any" first. */
export const filterSelects = [
  { name: "gateway", label: "Gateway", options: optionsOf("Any gateway", gatewayLabels) },
  { name: "status", label: "Status", options: optionsOf("Any status", deliveryStatusLabels) },
  { name: "outcome", label: "Outcome", options: optionsOf("Any outcome", deliveryOutcomeLabels) },
  { name: "verdict", label: "Signature", options: optionsOf("Any signature", verdictLabels) },
] as const;

function oneOf<Name extends string>(labels: Record<Name, string>, value: string | null): Name | null {
  return value !== null && Object.hasOwn(labels, value) ? (value as Name) : null;
}

function optionsOf(any: string, labels: Record<string, string>) {
  return [{ value: "", label: any }, ...Object.entries(labels).map(([value, label]) => ({ value, label }))];
}
