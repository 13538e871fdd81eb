import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { type Definition, DefinitionList, FactGroups } from "#app/components/definition-list.tsx";
import { EmailText } from "#app/components/email-text.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import type { Person } from "#app/features/people/find-person.server.ts";
import { isLocale, localeNames } from "#app/messages/locales.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { Panels } from "./queries.server.ts";

/** Who this is; `merged` stands below. */
export function PersonFacts({ person, merged }: { person: Person; merged: ReactNode }) {
  const t = useTranslations("person.page");
  const roles = useTranslations("people.roles");
  const items: Definition[] = [
    { term: t("email"), value: <EmailText>{person.email}</EmailText> },
    { term: t("phone"), value: person.phone ? <bdi dir="ltr">{person.phone}</bdi> : t("noPhone") },
    { term: t("role"), value: roles(person.role) },
    {
      term: t("language"),
      value: isLocale(person.locale) ? localeNames[person.locale] : person.locale,
    },
    { term: t("joined"), value: <MomentText at={person.created_at} /> },
    { term: t("id"), value: <Identifier value={person.id} /> },
  ];
  return (
    <FactGroups>
      <DefinitionList items={items} />
      {merged}
    </FactGroups>
  );
}

/** The accounts that became part of this one. */
export function AlsoKnown({ merged }: { merged: Panels["merged"] }) {
  const t = useTranslations("person.page");
  if (merged.length === 0) return null;
  const others = (
    <ul>
      {merged.map((other) => (
        <li key={other.id} className="break-all">
          <Link className="link" to={adminPaths.user(other.id)}>
            <bdi>{other.name}</bdi> <bdi dir="ltr">({other.email})</bdi>
          </Link>
        </li>
      ))}
    </ul>
  );
  return <DefinitionList items={[{ term: t("alsoKnown"), value: others }]} />;
}
