import { choicesOf, type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import { type CaseFilters, caseStateFilters } from "#app/features/support/case-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { useCaseStates } from "./case-words.ts";

/** Search and filters of the cases, as one GET form. The first state is what is open. */
export function CaseFilterBar({ keep, ...bar }: ListBar<CaseFilters>) {
  const { payment, student } = bar.filters;
  const t = useTranslations("cases.list");
  const states = useCaseStates();
  return (
    <ListFilters
      {...bar}
      // One payment's or one student's are asked for by their pages, and leave as chips.
      keep={{ ...keep, payment: payment ?? undefined, student: student ?? undefined }}
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
