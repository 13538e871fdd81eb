import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  useLoaderData,
  useLocation,
  useNavigation,
  useRouteError,
} from "@remix-run/react";
import ReceiptText from "lucide-react/icons/receipt-text";
import SearchX from "lucide-react/icons/search-x";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireUser } from "#app/auth/session.server.ts";
import { buttonClass } from "#app/components/button-class.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorPanel } from "#app/components/error-panel.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { Unreachable } from "#app/components/route-error.tsx";
import { Select } from "#app/components/select.tsx";
import { SkeletonRows } from "#app/components/skeleton.tsx";
import { isUnreachable } from "#app/components/unreachable.ts";
import { LiveIndicator } from "#app/features/outbox/live-indicator.tsx";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";
import { readFilter, statusOptions } from "#app/routes/_site.payments._index/filter.ts";
import { PaymentsTable } from "#app/routes/_site.payments._index/payments-table.tsx";
import { hasPayments, listMyPayments } from "#app/routes/_site.payments._index/queries.server.ts";

export const handle: RouteHandle = {
  access: { read: "signed_in" },
  topics: ["payments", "enrollments"],
  own: true,
};

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "site")("payments.title"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const user = await requireUser(request);
  const filter = readFilter(new URL(request.url).searchParams);
  const page = await listMyPayments(db(), user.id, filter);
  return { ...page, filter, any: page.payments.length > 0 || (await hasPayments(db(), user.id)) };
}

export default function MyPayments() {
  const { payments, newerThan, olderThan, filter, any } = useLoaderData<typeof loader>();
  const t = useTranslations("site.payments");
  const statuses = useTranslations("payments.status");
  const { q, status } = filter;
  const filtered = q !== "" || status !== "";
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        small
        actions={<LiveIndicator className="self-center" />}
      />
      {any ? (
        <FilterBar
          label={t("filter")}
          search={{
            name: "q",
            value: q,
            label: t("search"),
            placeholder: t("searchHint"),
          }}
          clearTo={filtered ? paths.payments() : null}
        >
          <Select
            key={status}
            label={t("status")}
            hiddenLabel
            name="status"
            defaultValue={status}
            options={statusOptions(status, t, statuses)}
          />
        </FilterBar>
      ) : null}
      <Panel flush>
        <Rows />
      </Panel>
      <Pagination
        newer={newerThan && paths.payments({ q, status, after: newerThan })}
        older={olderThan && payments.length > 0 ? paths.payments({ q, status, before: olderThan }) : null}
      />
    </>
  );
}

function Rows() {
  const { payments, any } = useLoaderData<typeof loader>();
  const t = useTranslations("site.payments");
  if (useIsSearching()) return <SkeletonRows rows={Math.max(payments.length, 3)} label={t("loading")} />;
  if (payments.length > 0) return <PaymentsTable payments={payments} />;
  if (any)
    return (
      <EmptyState
        icon={SearchX}
        title={t("noMatch")}
        action={<ButtonLink to={paths.payments()}>{t("showAll")}</ButtonLink>}
      >
        {t("noMatchHint")}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={ReceiptText}
      title={t("none")}
      action={
        <ButtonLink to={paths.courses()} variant="primary">
          {t("toCourses")}
        </ButtonLink>
      }
    >
      {t("noneHint")}
    </EmptyState>
  );
}

/** Another search or page of this list is on its way. */
function useIsSearching(): boolean {
  const { pathname, search } = useLocation();
  const { location } = useNavigation();
  return location?.pathname === pathname && location.search !== search;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const t = useTranslations("site.payments");
  const { pathname, search } = useLocation();
  if (isUnreachable(error)) return <Unreachable />;
  const errorId = isRouteErrorResponse(error) ? (error.data?.errorId ?? null) : null;
  return (
    <ErrorPanel
      title={t("failed")}
      errorId={errorId}
      actions={
        <a href={`${pathname}${search}`} className={buttonClass("primary", "normal")}>
          {t("loadAgain")}
        </a>
      }
    >
      <p>{t("failedHint")}</p>
    </ErrorPanel>
  );
}
