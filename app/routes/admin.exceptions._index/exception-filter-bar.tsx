import { choicesOf, type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import type { ExceptionFilters } from "#app/features/exceptions/exception-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { exceptionKinds } from "#db/schema.ts";
import { useKindNames } from "./exception-words.ts";

/** Search and filters of the exceptions, as one GET form. The first state is what needs a person now. */
export function ExceptionFilterBar(bar: ListBar<ExceptionFilters>) {
  const t = useTranslations("attention");
  const kinds = useKindNames();
  return (
    <ListFilters
      {...bar}
      words={t}
      selects={[
        {
          name: "status",
          any: t("states.open"),
          options: (["resolved", "ignored", "all"] as const).map((value) => ({
            value,
            label: t(`states.${value}`),
          })),
        },
        {
          name: "kind",
          any: t("anyKind"),
          options: choicesOf(exceptionKinds, kinds),
        },
        {
          name: "severity",
          any: t("anySeverity"),
          options: (["critical", "warning"] as const).map((value) => ({
            value,
            label: t(`severities.${value}`),
          })),
        },
      ]}
    />
  );
}
