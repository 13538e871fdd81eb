import type { CaseColumn, CaseFilters, caseStateFilters } from "#app/features/support/case-list.ts";
import type { ListWords } from "#app/features/views/list-frame.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

type CaseState = (typeof caseStateFilters)[number];

/** What the list of cases says. */
export function useCaseListWords(): ListWords {
  const t = useTranslations("cases.list");
  return {
    title: t("title"),
    lead: t("lead"),
    caption: t("caption"),
    loading: t("loading"),
    arrived: (count) => t("arrived", { count }),
    column: (column) => t(`columns.${column as CaseColumn}`),
    sort: (sort, descending) => t(`sorts.${sort as "moved" | "opened"}.${descending ? "down" : "up"}`),
  };
}

/** A state that a filter takes, in words: an open case by whose turn it is. */
export function useCaseStates(): (state: CaseState | "open") => string {
  const t = useTranslations("cases");
  return (state) => (state === "all" ? t("list.all") : t(`states.${state}`));
}

/** What narrows it, in words. */
export function useCaseChips(filters: CaseFilters) {
  const t = useTranslations("cases.list");
  const states = useCaseStates();
  const said = {
    status: (value: string) => states(value as CaseState),
    who: (value: string) => t(value as "mine" | "unassigned"),
  };
  return (Object.keys(filters) as Array<keyof CaseFilters>).flatMap((name) => {
    const value = filters[name];
    const say = said[name as keyof typeof said] ?? ((text: string) => text);
    return value ? [{ name, label: t(`filters.${name}`), value: say(value) }] : [];
  });
}
