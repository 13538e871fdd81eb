import { DayField } from "#app/components/day-field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FilterSelect } from "#app/components/filter-select.tsx";
import type { MailFilters } from "#app/features/mail/mail-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { mailKinds, mailStates } from "#db/schema.ts";

/** Search and filters of the mails, as one GET form. */
export function MailFilterBar({
  filters,
  keep,
  clearTo,
}: {
  filters: MailFilters;
  keep: Record<string, string | undefined>;
  clearTo: string | null;
}) {
  const t = useTranslations("mail");
  return (
    <FilterBar
      label={t("list.find")}
      search={{
        name: "q",
        value: filters.q ?? "",
        label: t("list.search"),
        placeholder: t("list.placeholder"),
      }}
      clearTo={clearTo}
      keep={keep}
    >
      <FilterSelect
        name="state"
        label={t("list.filters.state")}
        any={t("list.anyState")}
        value={filters.state}
        options={mailStates.map((value) => ({ value, label: t(`states.${value}`) }))}
      />
      <FilterSelect
        name="kind"
        label={t("list.filters.kind")}
        any={t("list.anyKind")}
        value={filters.kind}
        options={mailKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <DayField label={t("list.filters.from")} name="from" value={filters.from} />
      <DayField label={t("list.filters.to")} name="to" value={filters.to} />
    </FilterBar>
  );
}
