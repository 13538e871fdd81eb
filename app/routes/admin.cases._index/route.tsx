import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import LifeBuoy from "lucide-react/icons/life-buoy";
import SearchX from "lucide-react/icons/search-x";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FilterSelect } from "#app/components/filter-select.tsx";
import { listLinks } from "#app/components/list-links.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { steadyPage } from "#app/components/steady-page.tsx";
import { type CaseColumn, type CaseFilters, caseList } from "#app/features/support/case-list.ts";
import { listCases } from "#app/features/support/list-cases.server.ts";
import { ListFrame } from "#app/features/views/list-frame.tsx";
import { db } from "#app/lib/db.server.ts";
import { isFiltered, readList } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { caseTableCells } from "./case-table-cells.tsx";

export const handle: RouteHandle = { access: { read: "case:read" }, topics: ["users"], scope: "user" };

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.cases"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "case:read");
  const asked = readList(caseList, new URL(request.url).searchParams);
  return { asked, ...(await listCases(db(), asked, staff.id)) };
}

export default steadyPage<typeof loader>(function Cases({ data }) {
  const { asked, ...page } = data;
  const t = useTranslations("cases.list");
  const links = listLinks(caseList, asked, adminPaths.cases);
  return (
    <ListFrame
      list={caseList}
      asked={asked}
      address={adminPaths.cases}
      page={page}
      cells={caseTableCells}
      words={{
        title: t("title"),
        lead: t("lead"),
        caption: t("caption"),
        loading: t("loading"),
        arrived: (count) => t("arrived", { count }),
        column: (column) => t(`columns.${column as CaseColumn}`),
        sort: (_, descending) => t(`sorts.moved.${descending ? "down" : "up"}`),
      }}
      chips={useChips(asked.filters)}
      filters={
        <FilterBar
          label={t("find")}
          keep={{
            ...links.keptByFilters,
            payment: asked.filters.payment ?? undefined,
            student: asked.filters.student ?? undefined,
          }}
          clearTo={isFiltered(asked) ? links.cleared() : null}
        >
          <FilterSelect
            name="status"
            label={t("filters.status")}
            any={t("open")}
            options={[
              { value: "resolved", label: t("resolved") },
              { value: "all", label: t("all") },
            ]}
            value={asked.filters.status}
          />
          <FilterSelect
            name="who"
            label={t("filters.who")}
            any={t("anyone")}
            options={[
              { value: "mine", label: t("mine") },
              { value: "unassigned", label: t("unassigned") },
            ]}
            value={asked.filters.who}
          />
        </FilterBar>
      }
      href={(row) => adminPaths.case(row.id)}
      fileTo={null}
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

/** The filters in force, in words. */
function useChips(filters: CaseFilters) {
  const t = useTranslations("cases.list");
  const say: Record<string, string> = {
    resolved: t("resolved"),
    all: t("all"),
    mine: t("mine"),
    unassigned: t("unassigned"),
  };
  return (Object.keys(filters) as Array<keyof CaseFilters>).flatMap((name) => {
    const value = filters[name];
    return value ? [{ name, label: t(`filters.${name}`), value: say[value] ?? value }] : [];
  });
}
