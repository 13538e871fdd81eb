import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import CircleCheck from "lucide-react/icons/circle-check";
import SearchX from "lucide-react/icons/search-x";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { Select } from "#app/components/select.tsx";
import { SkeletonRows } from "#app/components/skeleton.tsx";
import { useLiveRevalidation } from "#app/features/outbox/live-updates.tsx";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { type ExceptionKind, exceptionKinds, exceptionStatuses } from "#db/schema.ts";
import { ExceptionGroup } from "./exception-group.tsx";
import { findExceptionGroups } from "./queries.server.ts";

export const handle: RouteHandle = {
  access: { read: "exception:read" },
  topics: ["exceptions", "users", "enrollments"],
  scope: "role",
  maxAgeSeconds: 15,
};

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.exceptions"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "exception:read");
  const query = new URL(request.url).searchParams;
  const status = exceptionStatuses.find((one) => one === query.get("status")) ?? "open";
  const kind: ExceptionKind | null = exceptionKinds.find((one) => one === query.get("kind")) ?? null;
  return { status, kind, groups: await findExceptionGroups(db(), status, kind) };
}

const statusOptions = [
  { value: "", label: "Open" },
  { value: "resolved", label: "Resolved" },
  { value: "ignored", label: "Ignored" },
];

export default function Exceptions() {
  const { status, kind, groups } = useLoaderData<typeof loader>();
  const t = useTranslations("exceptions");
  const kindOptions = [
    { value: "", label: "Any kind" },
    ...exceptionKinds.map((kind) => ({ value: kind as string, label: t(`kinds.${kind}`) })),
  ];
  const navigation = useNavigation();
  useLiveRevalidation(["exceptions"]);
  const loading = navigation.location?.pathname === adminPaths.exceptions();
  const filtered = kind !== null || status !== "open";
  return (
    <>
      <PageHeader
        title="Exceptions"
        lead="What needs a person. Each opens by itself, once, and closes by itself when it is no longer so."
      />
      <FilterBar label="Find exceptions" clearTo={filtered ? adminPaths.exceptions() : null}>
        <div className="w-36">
          <Select
            key={status}
            label="State"
            hiddenLabel
            name="status"
            defaultValue={status === "open" ? "" : status}
            options={statusOptions}
          />
        </div>
        <div className="w-60">
          <Select
            key={kind}
            label="Kind"
            hiddenLabel
            name="kind"
            defaultValue={kind ?? ""}
            options={kindOptions}
          />
        </div>
      </FilterBar>
      {loading ? (
        <Panel flush>
          <SkeletonRows label="Loading exceptions" rows={6} />
        </Panel>
      ) : groups.length > 0 ? (
        <div className="flex flex-col gap-4">
          {groups.map((group) => (
            <ExceptionGroup
              key={group.kind}
              group={group}
              more={
                group.count > group.rows.length && !kind
                  ? adminPaths.exceptions({
                      kind: group.kind,
                      status: status === "open" ? undefined : status,
                    })
                  : null
              }
            />
          ))}
        </div>
      ) : (
        <Panel flush>
          <NoExceptions filtered={filtered} />
        </Panel>
      )}
    </>
  );
}

function NoExceptions({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState
      icon={SearchX}
      title="No exception matches"
      action={<ButtonLink to={adminPaths.exceptions()}>Show what is open</ButtonLink>}
    />
  ) : (
    <EmptyState icon={CircleCheck} title="Nothing needs a person">
      Every paid student has a seat, every seat its payment, and the ledger agrees with both. Should that
      change, it appears here within a minute.
    </EmptyState>
  );
}
