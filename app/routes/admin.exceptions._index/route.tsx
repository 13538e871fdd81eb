import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import type { useLoaderData } from "@remix-run/react";
import CircleCheck from "lucide-react/icons/circle-check";
import SearchX from "lucide-react/icons/search-x";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { listLinks } from "#app/components/list-links.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { steadyPage } from "#app/components/steady-page.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { exceptionList } from "#app/features/exceptions/exception-list.ts";
import {
  countKinds,
  type ExceptionListRow,
  listExceptions,
} from "#app/features/exceptions/list-exceptions.server.ts";
import { ListFrame } from "#app/features/views/list-frame.tsx";
import type { Grouping } from "#app/features/views/list-rows.tsx";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { isFiltered, readList } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { ExceptionKind } from "#db/schema.ts";
import { ExceptionFilterBar } from "./exception-filter-bar.tsx";
import { exceptionTableCells } from "./exception-table-cells.tsx";
import { useExceptionChips, useExceptionListWords, useKindNames } from "./exception-words.ts";
import { CountOf, KindsBar } from "./kinds-bar.tsx";

export const handle: RouteHandle = {
  access: { read: "exception:read" },
  topics: ["exceptions", "users", "enrollments"],
  scope: "role",
  maxAgeSeconds: 15,
};

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.exceptions"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "exception:read");
  const asked = readList(exceptionList, new URL(request.url).searchParams);
  const [page, kinds] = await Promise.all([
    listExceptions(db(), asked, env().SCHOOL_TIME_ZONE),
    countKinds(db(), asked.filters.status),
  ]);
  return { asked, ...page, kinds, mayExport: can(staff.role, "payment:export") };
}

type Kinds = ReturnType<typeof useLoaderData<typeof loader>>["kinds"];

export default steadyPage<typeof loader>(function Exceptions({ data }) {
  const { asked, kinds, mayExport, ...page } = data;
  const links = listLinks(exceptionList, asked, adminPaths.exceptions);
  const group = useKindGroups(kinds);
  return (
    <ListFrame
      list={exceptionList}
      asked={asked}
      address={adminPaths.exceptions}
      page={page}
      cells={exceptionTableCells}
      words={useExceptionListWords()}
      chips={useExceptionChips(asked.filters)}
      filters={
        <ExceptionFilterBar
          filters={asked.filters}
          keep={links.keptByFilters}
          clearTo={isFiltered(asked) ? links.cleared() : null}
        />
      }
      above={
        <KindsBar
          kinds={kinds}
          current={asked.filters.kind}
          to={(kind) =>
            adminPaths.exceptions({ ...links.keptByFilters, status: asked.filters.status ?? undefined, kind })
          }
        />
      }
      group={asked.sort.name === "kind" ? group : null}
      href={(row) => adminPaths.exception(row.id)}
      fold
      fileTo={mayExport ? adminPaths.exceptionsFile : null}
      noMatch={<NoMatch />}
      empty={<NothingOpen />}
    />
  );
});

/** Each kind under its name, with how many there are and since when. */
function useKindGroups(kinds: Kinds): Grouping<ExceptionListRow> {
  const t = useTranslations("attention");
  const names = useKindNames();
  return {
    of: (row) => row.kind,
    name: (kind) => names(kind as ExceptionKind),
    heading: (kind) => {
      const counted = kinds.find((one) => one.kind === kind);
      return (
        <>
          <h2 className="text-base font-semibold">{names(kind as ExceptionKind)}</h2>
          {counted ? (
            <>
              <CountOf count={counted.count} />
              <span className="ms-auto text-sm text-ink-muted">
                {t.rich("oldest", { when: () => <TimeAgo at={counted.oldestAt} /> })}
              </span>
            </>
          ) : null}
        </>
      );
    },
  };
}

function NoMatch() {
  const t = useTranslations("attention.none");
  return (
    <EmptyState
      icon={SearchX}
      title={t("title")}
      action={<ButtonLink to={adminPaths.exceptions()}>{t("action")}</ButtonLink>}
    >
      {t("text")}
    </EmptyState>
  );
}

function NothingOpen() {
  const t = useTranslations("attention.empty");
  return (
    <EmptyState icon={CircleCheck} title={t("title")}>
      {t("text")}
    </EmptyState>
  );
}
