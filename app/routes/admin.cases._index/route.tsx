import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import LifeBuoy from "lucide-react/icons/life-buoy";
import SearchX from "lucide-react/icons/search-x";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { listLinks } from "#app/components/list-links.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { steadyPage } from "#app/components/steady-page.tsx";
import { caseList } from "#app/features/support/case-list.ts";
import { listCases } from "#app/features/support/list-cases.server.ts";
import { ListFrame } from "#app/features/views/list-frame.tsx";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { isFiltered, readList } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { CaseFilterBar } from "./case-filter-bar.tsx";
import { caseTableCells } from "./case-table-cells.tsx";
import { useCaseChips, useCaseListWords } from "./case-words.ts";

export const handle: RouteHandle = { access: { read: "case:read" }, topics: ["users"], scope: "user" };

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.cases"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "case:read");
  const asked = readList(caseList, new URL(request.url).searchParams);
  const page = await listCases(db(), asked, { staffId: staff.id, timeZone: env().SCHOOL_TIME_ZONE });
  return { asked, ...page, mayExport: can(staff.role, "case:export") };
}

export default steadyPage<typeof loader>(function Cases({ data }) {
  const { asked, mayExport, ...page } = data;
  const t = useTranslations("cases.list");
  const links = listLinks(caseList, asked, adminPaths.cases);
  return (
    <ListFrame
      list={caseList}
      asked={asked}
      address={adminPaths.cases}
      page={page}
      cells={caseTableCells}
      words={useCaseListWords()}
      chips={useCaseChips(asked.filters)}
      filters={
        <CaseFilterBar
          filters={asked.filters}
          keep={links.keptByFilters}
          clearTo={isFiltered(asked) ? links.cleared() : null}
        />
      }
      href={(row) => adminPaths.case(row.id)}
      fileTo={mayExport ? adminPaths.casesFile : null}
      noMatch={
        <EmptyState
          icon={SearchX}
          title={t("none.title")}
          action={<ButtonLink to={adminPaths.cases()}>{t("none.action")}</ButtonLink>}
        >
          {t("none.text")}
        </EmptyState>
      }
      empty={
        <EmptyState icon={LifeBuoy} title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      }
    />
  );
});
