import { choicesOf, type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import type { MailFilters } from "#app/features/mail/mail-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { mailKinds, mailStates } from "#db/schema.ts";

/** Search and filters of the mails, as one GET form. */
export function MailFilterBar(bar: ListBar<MailFilters>) {
  const t = useTranslations("mail.list");
  const states = useTranslations("mail.states");
  const kinds = useTranslations("mail.kinds");
  return (
    <ListFilters
      {...bar}
      words={t}
      selects={[
        {
          name: "state",
          any: t("anyState"),
          options: choicesOf(mailStates, states),
        },
        {
          name: "kind",
          any: t("anyKind"),
          options: choicesOf(mailKinds, kinds),
        },
      ]}
    />
  );
}
