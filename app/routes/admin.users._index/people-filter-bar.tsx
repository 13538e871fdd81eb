import { choicesOf, type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import type { PeopleFilters } from "#app/features/people/people-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { roles } from "#db/schema.ts";

/** Search and filters of the people, as one GET form; with script the search answers while one types. */
export function PeopleFilterBar(bar: ListBar<PeopleFilters>) {
  const t = useTranslations("people.list");
  const names = useTranslations("people.roles");
  return (
    <ListFilters
      {...bar}
      instant
      words={t}
      selects={[
        {
          name: "role",
          any: t("anyRole"),
          options: choicesOf(roles, names),
        },
        { name: "case", any: t("anyCase"), options: [{ value: "open", label: t("openCase") }] },
        { name: "waiting", any: t("anyWaiting"), options: [{ value: "yes", label: t("waiting") }] },
      ]}
    />
  );
}
