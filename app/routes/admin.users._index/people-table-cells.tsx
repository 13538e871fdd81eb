import { EmailText } from "#app/components/email-text.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import type { PeopleListRow } from "#app/features/people/list-people.server.ts";
import type { PeopleColumn } from "#app/features/people/people-list.ts";
import type { Cell } from "#app/features/views/list-frame.tsx";
import { isLocale, localeNames } from "#app/messages/locales.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { Role } from "#db/schema.ts";

/** How each column of the people is drawn. */
export const peopleTableCells: Record<PeopleColumn, Cell<PeopleListRow>> = {
  name: {
    sort: "name",
    className: "md:max-w-48 lg:max-w-72",
    cell: (row) => <NameText>{row.name}</NameText>,
  },
  email: {
    card: "text",
    className: "md:max-w-40 lg:max-w-72",
    cell: (row) => <EmailText>{row.email}</EmailText>,
  },
  // Beside the narrow rail there is no room for it.
  phone: {
    card: "line",
    className: "md:max-lg:hidden",
    cell: (row) => (row.phone ? <bdi dir="ltr">{row.phone}</bdi> : null),
  },
  role: { card: "line", cell: (row) => <RoleText role={row.role} /> },
  language: { cell: (row) => (isLocale(row.locale) ? localeNames[row.locale] : row.locale) },
  id: { className: "md:max-w-48", cell: (row) => <NameText>{row.id}</NameText> },
  joined: { card: "line", align: "end", sort: "joined", cell: (row) => <TimeAgo at={row.created_at} /> },
};

function RoleText({ role }: { role: Role }) {
  const t = useTranslations("people.roles");
  return t(role);
}
