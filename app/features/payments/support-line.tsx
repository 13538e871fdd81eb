import { useSchool } from "#app/components/school.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Whom to write to about a payment, its number already in the letter. */
export function SupportLine({ paymentId }: { paymentId: string }) {
  const school = useSchool();
  const t = useTranslations("payments");
  if (!school) return null;
  const subject = encodeURIComponent(t("support.subject", { id: paymentId }));
  return (
    <p className="text-base text-ink-muted">
      {t.rich("support.line", {
        mail: () => (
          <a className="link" dir="ltr" href={`mailto:${school.supportEmail}?subject=${subject}`}>
            {school.supportEmail}
          </a>
        ),
      })}
    </p>
  );
}
