import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import SearchX from "lucide-react/icons/search-x";
import Users from "lucide-react/icons/users";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { listLinks } from "#app/components/list-links.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { steadyPage } from "#app/components/steady-page.tsx";
import { listPeople } from "#app/features/people/list-people.server.ts";
import { peopleList } from "#app/features/people/people-list.ts";
import { ListFrame } from "#app/features/views/list-frame.tsx";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { isFiltered, readList } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { PeopleFilterBar } from "./people-filter-bar.tsx";
import { peopleTableCells } from "./people-table-cells.tsx";
import { usePeopleChips, usePeopleListWords } from "./people-words.ts";

export const handle: RouteHandle = {
  access: { read: "user:read" },
  topics: ["users", "enrollments"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.users"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "user:read");
  const asked = readList(peopleList, new URL(request.url).searchParams);
  const page = await listPeople(db(), asked, env().SCHOOL_TIME_ZONE);
  return { asked, ...page, mayExport: can(staff.role, "user:export") };
}

export default steadyPage<typeof loader>(function People({ data }) {
  const { asked, mayExport, ...page } = data;
  const links = listLinks(peopleList, asked, adminPaths.users);
  return (
    <ListFrame
      list={peopleList}
      asked={asked}
      address={adminPaths.users}
      page={page}
      cells={peopleTableCells}
      words={usePeopleListWords()}
      chips={usePeopleChips()(asked.filters)}
      filters={
        <PeopleFilterBar
          filters={asked.filters}
          keep={links.keptByFilters}
          clearTo={isFiltered(asked) ? links.cleared() : null}
        />
      }
      href={(row) => adminPaths.user(row.id)}
      fileTo={mayExport ? adminPaths.usersFile : null}
      noMatch={<NoMatch />}
      empty={<Nobody />}
    />
  );
});

function NoMatch() {
  const t = useTranslations("people.list.none");
  return (
    <EmptyState
      icon={SearchX}
      title={t("title")}
      action={<ButtonLink to={adminPaths.users()}>{t("action")}</ButtonLink>}
    >
      {t("text")}
    </EmptyState>
  );
}

function Nobody() {
  const t = useTranslations("people.list.empty");
  return (
    <EmptyState icon={Users} title={t("title")}>
      {t("text")}
    </EmptyState>
  );
}
