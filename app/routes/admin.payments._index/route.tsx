import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation, useNavigation } from "@remix-run/react";
import CreditCard from "lucide-react/icons/credit-card";
import SearchX from "lucide-react/icons/search-x";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useHeldRows } from "#app/components/held-rows.ts";
import { NewRows } from "#app/components/new-rows.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { SkeletonRows } from "#app/components/skeleton.tsx";
import { useLiveRevalidation } from "#app/features/outbox/live-updates.tsx";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { adminPaths } from "#app/paths.ts";
import { filterQuery, isFiltered, readFilters } from "./filters.ts";
import { PaymentFilterBar } from "./payment-filter-bar.tsx";
import { PaymentsTable } from "./payments-table.tsx";
import { findFilterOptions, findPayments } from "./queries.server.ts";

export const handle: RouteHandle = {
  access: { read: "payment:read" },
  topics: ["payments", "users", "enrollments"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) => pageTitle("Payments", matches);

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "payment:read");
  const filters = readFilters(new URL(request.url).searchParams);
  const [page, options] = await Promise.all([
    findPayments(db(), filters, env().SCHOOL_TIME_ZONE),
    findFilterOptions(db()),
  ]);
  return { filters, ...page, options };
}

export default function Payments() {
  const { filters, rows, newer, older, options } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const navigation = useNavigation();
  useLiveRevalidation(["payments"]);
  const { shown, waiting, letIn } = useHeldRows(rows, search, older !== null);
  const loading = navigation.location?.pathname === adminPaths.payments();
  const link = (more: Record<string, string | undefined>) =>
    adminPaths.payments({ ...filterQuery(filters), ...more });
  return (
    <>
      <PageHeader title="Payments" />
      <PaymentFilterBar filters={filters} options={options} />
      <Panel flush>
        {/* On a later page new payments have no place. */}
        {newer ? null : <NewRows count={waiting} noun="payment" onShow={letIn} />}
        {loading ? (
          <SkeletonRows label="Loading payments" rows={12} />
        ) : shown.length > 0 ? (
          <PaymentsTable rows={shown} />
        ) : (
          <NoPayments filtered={isFiltered(filters)} />
        )}
      </Panel>
      <Pagination newer={newer && link({ after: newer })} older={older && link({ before: older })} />
    </>
  );
}

function NoPayments({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState
      icon={SearchX}
      title="No payment matches"
      action={<ButtonLink to={adminPaths.payments()}>Show all payments</ButtonLink>}
    >
      References are found whole; payment ids, names and e-mail addresses by their beginning.
    </EmptyState>
  ) : (
    <EmptyState icon={CreditCard} title="No payments yet">
      The moment a student presses Buy, their payment appears here and changes by itself as the gateway
      answers.
    </EmptyState>
  );
}
