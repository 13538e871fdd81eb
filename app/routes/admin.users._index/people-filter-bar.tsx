import { type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import type { PeopleFilters } from "#app/features/people/people-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { roles } from "#db/schema.ts";

/** Search and filters of the people, as one GET form; with script the search answers while one types. */
export function PeopleFilterBar(bar: ListBar<PeopleFilters>) {
  const t = useTranslations("people");
  return (
    <ListFilters
      {...bar}
      instant
      find={t("list.find")}
      search={t("list.search")}
      placeholder={t("list.placeholder")}
      label={(name) => t(`list.filters.${name}`)}
      selects={[
        {
          name: "role",
          any: t("list.anyRole"),
          options: roles.map((value) => ({ value, label: t(`roles.${value}`) })),
        },
        { name: "case", any: t("list.anyCase"), options: [{ value: "open", label: t("list.openCase") }] },
        { name: "waiting", any: t("list.anyWaiting"), options: [{ value: "yes", label: t("list.waiting") }] },
      ]}
      days={["from", "to"]}
    />
  );
}
