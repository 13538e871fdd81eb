import { Notice } from "#app/components/notice.tsx";
import { deliveryOutcomeLabels } from "#app/features/webhooks/delivery-labels.ts";
import type { DeliveryDetail } from "./queries.server.ts";

/** What came of a replay, after it. */
export function ReplayNotice({
  replayed,
  delivery,
}: {
  replayed: string | null;
  delivery: DeliveryDetail["delivery"];
}) {
  if (replayed === "processed" && delivery.outcome)
    return (
      <Notice tone="success" title="The delivery was replayed and settled">
        {deliveryOutcomeLabels[delivery.outcome]}. {delivery.note}
      </Notice>
    );
  if (replayed === "not_yet")
    return (
      <Notice tone="warning" title="The delivery was replayed and could not be settled yet">
        {delivery.last_error}. It comes back by itself.
      </Notice>
    );
  if (replayed === "busy")
    return (
      <Notice tone="info" title="A worker has this delivery right now">
        Nothing was done twice. This page shows how it ends.
      </Notice>
    );
  if (replayed === "not_replayable")
    return (
      <Notice tone="warning" title="It cannot be replayed">
        Its signature is wrong: it is nobody’s event, and it is never read.
      </Notice>
    );
  return null;
}
