import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation, useNavigation } from "@remix-run/react";
import SearchX from "lucide-react/icons/search-x";
import Webhook from "lucide-react/icons/webhook";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { useHeldRows } from "#app/components/held-rows.ts";
import { NewRows } from "#app/components/new-rows.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { Select } from "#app/components/select.tsx";
import { SkeletonRows } from "#app/components/skeleton.tsx";
import { useLiveRevalidation } from "#app/features/outbox/live-updates.tsx";
import { db } from "#app/lib/db.server.ts";
import { adminPaths } from "#app/paths.ts";
import { DeliveriesTable } from "./deliveries-table.tsx";
import { filterQuery, filterSelects, isFiltered, readFilters } from "./filters.ts";
import { findDeliveries } from "./queries.server.ts";

// A delivery's arrival is no event: it must cost its sender nothing but the one insert.
export const handle: RouteHandle = {
  access: { read: "webhook:read" },
  topics: ["webhooks", "payments"],
  scope: "role",
  maxAgeSeconds: 2,
};

export const meta: MetaFunction = ({ matches }) => pageTitle("Webhooks", matches);

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "webhook:read");
  const filters = readFilters(new URL(request.url).searchParams);
  return { filters, ...(await findDeliveries(db(), filters)) };
}

export default function Webhooks() {
  const { filters, rows, newer, older } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const navigation = useNavigation();
  useLiveRevalidation(["webhooks"]);
  const { shown, waiting, letIn } = useHeldRows(rows, search, older !== null);
  const loading = navigation.location?.pathname === adminPaths.webhooks();
  const link = (more: Record<string, string | undefined>) =>
    adminPaths.webhooks({ ...filterQuery(filters), ...more });
  return (
    <>
      <PageHeader title="Webhooks" lead="Everything the gateways delivered, and what became of it." />
      <FilterBar
        label="Find deliveries"
        search={{
          name: "q",
          value: filters.search,
          label: "Search deliveries",
          placeholder: "Delivery id, payment id or transaction",
        }}
        clearTo={isFiltered(filters) ? adminPaths.webhooks() : null}
      >
        {filterSelects.map((select) => (
          <div key={select.name} className="w-[calc(50%-0.25rem)] min-w-0 sm:w-40">
            <Select
              key={filters[select.name]}
              hiddenLabel
              {...select}
              defaultValue={filters[select.name] ?? ""}
            />
          </div>
        ))}
      </FilterBar>
      <Panel flush>
        {newer ? null : <NewRows count={waiting} noun="delivery" plural="deliveries" onShow={letIn} />}
        {loading ? (
          <SkeletonRows label="Loading deliveries" rows={12} />
        ) : shown.length > 0 ? (
          <DeliveriesTable rows={shown} />
        ) : (
          <NoDeliveries filtered={isFiltered(filters)} />
        )}
      </Panel>
      <Pagination newer={newer && link({ after: newer })} older={older && link({ before: older })} />
    </>
  );
}

function NoDeliveries({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState
      icon={SearchX}
      title="No delivery matches"
      action={<ButtonLink to={adminPaths.webhooks()}>Show all deliveries</ButtonLink>}
    >
      Transactions and payment ids are found whole; delivery ids by their beginning.
    </EmptyState>
  ) : (
    <EmptyState icon={Webhook} title="No deliveries yet">
      When a gateway calls with news of a payment, its delivery appears here within a second: whether its
      signature is right, what it said, and what it changed.
    </EmptyState>
  );
}
