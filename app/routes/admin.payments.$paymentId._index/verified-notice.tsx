import { Notice } from "#app/components/notice.tsx";
import type { PaymentStatus } from "#app/features/payments/payment.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** What came of asking the gateway, after it was asked. */
export function VerifiedNotice({
  verified,
  status,
  gateway,
}: {
  verified: string | null;
  status: PaymentStatus;
  gateway: string;
}) {
  const t = useTranslations("dossier.verified");
  const now = { status: useTranslations("payments.status")(status) };
  if (verified === "changed")
    return (
      <Notice tone="success" title={t("changed", { gateway, ...now })}>
        {t("changedText")}
      </Notice>
    );
  if (verified === "same")
    return (
      <Notice tone="info" title={t("same", { gateway })}>
        {t("sameText", now)}
      </Notice>
    );
  if (verified === "no_answer")
    return (
      <Notice tone="warning" title={t("noAnswer", { gateway })}>
        {t("noAnswerText", now)}
      </Notice>
    );
  return null;
}
