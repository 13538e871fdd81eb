import type { MailColumn, MailFilters } from "#app/features/mail/mail-list.ts";
import type { ListWords } from "#app/features/views/list-frame.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { MailKind, MailState } from "#db/schema.ts";

/** What the list of mails says. */
export function useMailListWords(): ListWords {
  const t = useTranslations("mail");
  return {
    title: t("title"),
    lead: t("lead"),
    caption: t("list.caption"),
    loading: t("list.loading"),
    arrived: (count) => t("list.arrived", { count }),
    column: (column) => t(`list.columns.${column as MailColumn}`),
    sort: (_, descending) => t(`list.sorts.asked.${descending ? "down" : "up"}`),
  };
}

/** What narrows it, in words. */
export function useMailChips(filters: MailFilters) {
  const t = useTranslations("mail");
  const said = {
    state: (value: string) => t(`states.${value as MailState}`),
    kind: (value: string) => t(`kinds.${value as MailKind}`),
  };
  return (Object.keys(filters) as Array<keyof MailFilters>).flatMap((name) => {
    const value = filters[name];
    const say = said[name as keyof typeof said] ?? ((text: string) => text);
    return value ? [{ name, label: t(`list.filters.${name}`), value: say(value) }] : [];
  });
}
