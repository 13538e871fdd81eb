import { choicesOf, type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import { type CaseFilters, caseStateFilters } from "#app/features/support/case-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { useCaseStates } from "./case-words.ts";

/** Search and filters of the cases, as one GET form. The first state is what is open. */
export function CaseFilterBar(bar: ListBar<CaseFilters>) {
  const t = useTranslations("cases.list");
  const states = useCaseStates();
  return (
    <ListFilters
      {...bar}
      words={t}
      selects={[
        {
          name: "status",
          any: states("open"),
          options: choicesOf(caseStateFilters, states),
        },
        {
          name: "who",
          any: t("anyone"),
          options: (["mine", "unassigned"] as const).map((value) => ({ value, label: t(value) })),
        },
      ]}
    />
  );
}
