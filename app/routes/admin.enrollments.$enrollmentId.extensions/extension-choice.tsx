import { MomentText } from "#app/components/moment-text.tsx";
import { ActChoice } from "#app/features/support/act-choice.tsx";
import { type Extension, extensions } from "#app/features/support/deadline.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** The first of two steps: how much longer. */
export function ExtensionChoice({
  action,
  payBy,
  chosen,
}: {
  action: string;
  payBy: Date | string | number;
  chosen: Extension | null;
}) {
  const t = useTranslations("support.extend");
  return (
    <ActChoice
      label={t("longer")}
      action={action}
      name="hours"
      chosen={String(chosen ?? extensions[1])}
      options={extensions.map((hours) => ({ value: String(hours), label: t("days", { count: hours / 24 }) }))}
      now={t.rich("now", { until: () => <MomentText at={payBy} /> })}
    />
  );
}
