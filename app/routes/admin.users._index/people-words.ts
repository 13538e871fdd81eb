import type { PeopleColumn, PeopleFilters } from "#app/features/people/people-list.ts";
import type { ListWords } from "#app/features/views/list-frame.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { Role } from "#db/schema.ts";

/** What the list of people says. */
export function usePeopleListWords(): ListWords {
  const t = useTranslations("people.list");
  return {
    title: t("title"),
    caption: t("caption"),
    loading: t("loading"),
    arrived: (count) => t("arrived", { count }),
    column: (column) => t(`columns.${column as PeopleColumn}`),
    sort: (sort, descending) => t(`sorts.${sort as "joined" | "name"}.${descending ? "down" : "up"}`),
  };
}

/** The filters in force, in words. */
export function usePeopleChips() {
  const t = useTranslations("people");
  const said: Partial<Record<keyof PeopleFilters, (value: string) => string>> = {
    role: (value) => t(`roles.${value as Role}`),
    case: () => t("list.openCase"),
    waiting: () => t("list.waiting"),
  };
  return (filters: PeopleFilters) =>
    (Object.keys(filters) as Array<keyof PeopleFilters>).flatMap((name) => {
      const value = filters[name];
      const say = said[name] ?? ((text: string) => text);
      return value ? [{ name, label: t(`list.filters.${name}`), value: say(value) }] : [];
    });
}
