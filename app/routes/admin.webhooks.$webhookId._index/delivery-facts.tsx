import { Link } from "@remix-run/react";
import { type Definition, DefinitionList } from "#app/components/definition-list.tsx";
import { DueText } from "#app/components/due-text.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { useRecordWords } from "#app/features/audit/use-record-words.ts";
import { deliveryKind, deliveryState, verdictReason } from "#app/features/webhooks/delivery-labels.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { DeliveryDetail } from "./queries.server.ts";

/** What is known of the delivery itself; what is not known is left out. */
export function DeliveryFacts({ detail }: { detail: DeliveryDetail }) {
  const { delivery, signatureLength } = detail;
  const t = useTranslations("webhooks");
  const facts = useTranslations("delivery.facts");
  const record = useRecordWords();
  const waits = delivery.status === "received" || delivery.status === "failed";
  const items: Array<Definition | false> = [
    { term: facts("gateway"), value: gatewayLabels[delivery.gateway] },
    { term: facts("kind"), value: deliveryKind(delivery.kind, t) },
    {
      term: facts("signature"),
      value: (
        <>
          {t(`verdicts.${delivery.verdict}`)}
          <span className="block text-sm text-ink-muted">
            {verdictReason(delivery.verdict_reason, t) ??
              facts("signatureLength", { count: signatureLength ?? 0 })}
          </span>
        </>
      ),
    },
    { term: facts("status"), value: t(`meanings.${deliveryState(delivery)}`) },
    delivery.outcome !== null && {
      term: facts("outcome"),
      value: t(`outcomes.${delivery.outcome}`),
    },
    delivery.note !== null && { term: facts("note"), value: <bdi>{record(delivery.note)}</bdi> },
    delivery.last_error !== null && {
      term: facts("lastError"),
      value: <bdi>{record(delivery.last_error)}</bdi>,
    },
    delivery.payment_id !== null && {
      term: facts("payment"),
      value: (
        <Link to={adminPaths.payment(delivery.payment_id)} className="link">
          <Identifier value={delivery.payment_id} plain />
        </Link>
      ),
    },
    delivery.transaction_ref !== null && {
      term: facts("transaction"),
      value: <Identifier value={delivery.transaction_ref} />,
    },
    { term: facts("received"), value: <TimeAgo at={delivery.received_at} /> },
    delivery.seen_count > 1 && {
      term: facts("seen"),
      value: facts.rich("seenTimes", {
        count: delivery.seen_count,
        when: () => <TimeAgo at={delivery.last_seen_at} />,
      }),
    },
    { term: facts("tries"), value: String(delivery.attempts) },
    waits && { term: facts("nextTry"), value: <DueText at={delivery.next_attempt_at} /> },
    delivery.processed_at !== null && {
      term: facts("settled"),
      value: <TimeAgo at={delivery.processed_at} />,
    },
    delivery.request_ip !== null && {
      term: facts("address"),
      value: <Identifier value={delivery.request_ip} />,
    },
    delivery.request_id !== null && {
      term: facts("request"),
      value: <Identifier value={delivery.request_id} />,
    },
    { term: facts("id"), value: <Identifier value={delivery.id} /> },
  ];
  return <DefinitionList items={items.filter((item) => item !== false)} />;
}
