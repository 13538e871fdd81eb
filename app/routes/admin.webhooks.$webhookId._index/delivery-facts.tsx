import { Link } from "@remix-run/react";
import { type Definition, DefinitionList } from "#app/components/definition-list.tsx";
import { DueText } from "#app/components/due-text.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import {
  deliveryKindLabels,
  deliveryOutcomeLabels,
  deliveryStatusMeanings,
  verdictLabels,
  verdictReasons,
} from "#app/features/webhooks/delivery-labels.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { adminPaths } from "#app/paths.ts";
import type { DeliveryDetail } from "./queries.server.ts";

/** What is known of the delivery itself; what is not known is left out. */
export function DeliveryFacts({ detail }: { detail: DeliveryDetail }) {
  const { delivery, signatureLength } = detail;
  const waits = delivery.status === "received" || delivery.status === "failed";
  const items: Array<Definition | false> = [
    { term: "Gateway", value: gatewayLabels[delivery.gateway] },
    { term: "Kind", value: deliveryKindLabels[delivery.kind] ?? delivery.kind },
    {
      term: "Signature",
      value: (
        <>
          {verdictLabels[delivery.verdict]}
          <span className="block text-sm text-ink-muted">
            {verdictReasons[delivery.verdict_reason ?? ""] ?? `${signatureLength ?? 0} characters, not shown`}
          </span>
        </>
      ),
    },
    { term: "Status", value: deliveryStatusMeanings[delivery.status] },
    delivery.outcome !== null && { term: "Outcome", value: deliveryOutcomeLabels[delivery.outcome] },
    delivery.note !== null && { term: "Note", value: delivery.note },
    delivery.last_error !== null && { term: "Last error", value: delivery.last_error },
    delivery.payment_id !== null && {
      term: "Payment",
      value: (
        <Link to={adminPaths.payment(delivery.payment_id)} className="link break-all">
          {delivery.payment_id}
        </Link>
      ),
    },
    delivery.transaction_ref !== null && {
      term: "Transaction",
      value: <Identifier value={delivery.transaction_ref} />,
    },
    { term: "Received", value: <TimeAgo at={delivery.received_at} /> },
    delivery.seen_count > 1 && {
      term: "Seen",
      value: (
        <>
          {delivery.seen_count} times, counted once; last <TimeAgo at={delivery.last_seen_at} />
        </>
      ),
    },
    { term: "Tries", value: String(delivery.attempts) },
    waits && { term: "Next try", value: <DueText at={delivery.next_attempt_at} /> },
    delivery.processed_at !== null && { term: "Settled", value: <TimeAgo at={delivery.processed_at} /> },
    delivery.request_ip !== null && {
      term: "From address",
      value: <Identifier value={delivery.request_ip} />,
    },
    delivery.request_id !== null && { term: "Request id", value: <Identifier value={delivery.request_id} /> },
    { term: "Delivery id", value: <Identifier value={delivery.id} /> },
  ];
  return <DefinitionList items={items.filter((item) => item !== false)} />;
}
