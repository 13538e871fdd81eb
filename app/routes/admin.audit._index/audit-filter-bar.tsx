import { choicesOf, type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import { useActionWords } from "#app/features/audit/action-words.ts";
import type { AuditFilters } from "#app/features/audit/audit-list.ts";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { actorTypes } from "#db/schema.ts";

/** Who, what and when, as one GET form. */
export function AuditFilterBar({ actions, ...bar }: ListBar<AuditFilters> & { actions: readonly string[] }) {
  const t = useTranslations("audit");
  const say = useActionWords();
  const locale = useLocale();
  return (
    <ListFilters
      {...bar}
      words={t}
      selects={[
        {
          name: "actor",
          any: t("anyActor"),
          options: choicesOf(actorTypes, (value) => t(`actors.${value}`)),
        },
        {
          name: "action",
          any: t("anyAction"),
          options: actions
            .map((value) => ({ value, label: say(value) }))
            .sort((a, b) => a.label.localeCompare(b.label, locale)),
        },
      ]}
    />
  );
}
