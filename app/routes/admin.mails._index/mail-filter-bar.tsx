import { type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import type { MailFilters } from "#app/features/mail/mail-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { mailKinds, mailStates } from "#db/schema.ts";

/** Search and filters of the mails, as one GET form. */
export function MailFilterBar(bar: ListBar<MailFilters>) {
  const t = useTranslations("mail");
  return (
    <ListFilters
      {...bar}
      find={t("list.find")}
      search={t("list.search")}
      placeholder={t("list.placeholder")}
      label={(name) => t(`list.filters.${name}`)}
      selects={[
        {
          name: "state",
          any: t("list.anyState"),
          options: mailStates.map((value) => ({ value, label: t(`states.${value}`) })),
        },
        {
          name: "kind",
          any: t("list.anyKind"),
          options: mailKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
        },
      ]}
      days={["from", "to"]}
    />
  );
}
