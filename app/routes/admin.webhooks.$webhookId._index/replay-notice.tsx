import { Notice } from "#app/components/notice.tsx";
import { useRecordWords } from "#app/features/audit/use-record-words.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { DeliveryDetail } from "./queries.server.ts";

/** What came of a replay, after it. */
export function ReplayNotice({
  replayed,
  delivery,
}: {
  replayed: string | null;
  delivery: DeliveryDetail["delivery"];
}) {
  const t = useTranslations("delivery.replay");
  const outcomes = useTranslations("webhooks.outcomes");
  const record = useRecordWords();
  if (replayed === "processed" && delivery.outcome)
    return (
      <Notice tone="success" title={t("done")}>
        {outcomes(delivery.outcome)}. {delivery.note ? <bdi>{record(delivery.note)}</bdi> : null}
      </Notice>
    );
  if (replayed === "not_yet")
    return (
      <Notice tone="warning" title={t("notYet")}>
        {delivery.last_error ? <bdi>{record(delivery.last_error)}</bdi> : null} {t("notYetText")}
      </Notice>
    );
  if (replayed === "busy")
    return (
      <Notice tone="info" title={t("busy")}>
        {t("busyText")}
      </Notice>
    );
  if (replayed === "not_replayable")
    return (
      <Notice tone="warning" title={t("not")}>
        {t("notText")}
      </Notice>
    );
  return null;
}
