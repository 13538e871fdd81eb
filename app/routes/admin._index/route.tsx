import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import CircleCheck from "lucide-react/icons/circle-check";
import { promiseHash } from "remix-utils/promise";
import { can, topicPermissions } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { Amount } from "#app/components/amount.tsx";
import { DueText } from "#app/components/due-text.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { exceptionLabels } from "#app/features/exceptions/explain-exception.ts";
import { useLiveRevalidation } from "#app/features/outbox/live-updates.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { adminPaths } from "#app/paths.ts";
import { Figure } from "./figure.tsx";
import { LiveFeed } from "./live-feed.tsx";
import { mostCounted } from "./most-counted.ts";
import {
  countOpenByKind,
  countTroubled,
  findLatestEvents,
  findOldestCheck,
  sumToday,
} from "./queries.server.ts";

// Today's date, and when a gateway is asked next, move without an event.
export const handle: RouteHandle = {
  access: { read: "office:open" },
  topics: ["payments", "enrollments", "webhooks", "exceptions"],
  scope: "role",
  maxAgeSeconds: 10,
};

export const meta: MetaFunction = ({ matches }) => pageTitle("Overview", matches);

const feedTopics = ["payments", "enrollments", "webhooks", "exceptions"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "office:open");
  const topics = feedTopics.filter((topic) => can(staff.role, topicPermissions[topic]));
  return promiseHash({
    topics: Promise.resolve(topics),
    exceptions: countOpenByKind(db()),
    today: sumToday(db(), env().SCHOOL_TIME_ZONE),
    deliveries: countTroubled(db()),
    oldestCheck: findOldestCheck(db()),
    events: findLatestEvents(db(), topics),
  });
}

type Overview = Awaited<ReturnType<typeof loader>>;

export default function OverviewPage() {
  const overview = useLoaderData<typeof loader>();
  useLiveRevalidation(["payments", "webhooks", "exceptions"]);
  return (
    <>
      <PageHeader title="Overview" />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="flex flex-col gap-6">
          <OpenExceptions exceptions={overview.exceptions} />
          <Today today={overview.today} />
          <Machinery deliveries={overview.deliveries} oldestCheck={overview.oldestCheck} />
        </div>
        <Panel title="Happening now" flush>
          <LiveFeed latest={overview.events} topics={overview.topics} />
        </Panel>
      </div>
    </>
  );
}

function OpenExceptions({ exceptions }: Pick<Overview, "exceptions">) {
  return (
    <Panel title="Needs a person" flush>
      {exceptions.length === 0 ? (
        <p className="flex items-center gap-2 px-4 py-3 text-success-ink">
          <CircleCheck size={16} aria-hidden /> Nothing. Every payment, seat and ledger entry agrees.
        </p>
      ) : (
        <div className="divide-y divide-line">
          {exceptions.map((group) => (
            <Figure
              key={group.kind}
              to={adminPaths.exceptions({ kind: group.kind })}
              name={exceptionLabels[group.kind]}
              note={
                <>
                  oldest <TimeAgo at={group.oldest_at} />
                </>
              }
              value={upTo(group.count)}
              tone="warning"
            />
          ))}
        </div>
      )}
    </Panel>
  );
}

function Today({ today }: Pick<Overview, "today">) {
  return (
    <Panel title="Payments started today" flush>
      <div className="divide-y divide-line">
        {today.currencies.map(({ currency, payments, minor }) => (
          <Figure
            key={currency}
            to={adminPaths.payments({ status: "captured", currency, from: today.day, to: today.day })}
            name={`Collected in ${currency}`}
            note={`${payments} ${payments === 1 ? "payment" : "payments"}`}
            value={<Amount money={{ minor, currency }} />}
          />
        ))}
        {today.currencies.length === 0 ? (
          <p className="px-4 py-3 text-ink-muted">No money has come in yet today.</p>
        ) : null}
      </div>
    </Panel>
  );
}

function Machinery({ deliveries, oldestCheck }: Pick<Overview, "deliveries" | "oldestCheck">) {
  return (
    <Panel title="Deliveries and checks" flush>
      <div className="divide-y divide-line">
        <Figure
          to={adminPaths.webhooks({ status: "failed" })}
          name="Trying again"
          value={upTo(deliveries.failed)}
          tone={deliveries.failed > 0 ? "warning" : "neutral"}
        />
        <Figure
          to={adminPaths.webhooks({ status: "dead" })}
          name="Dead letters"
          value={upTo(deliveries.dead)}
          tone={deliveries.dead > 0 ? "danger" : "neutral"}
        />
        {oldestCheck ? (
          <Figure
            to={adminPaths.payment(oldestCheck.paymentId)}
            name={`Next: asks ${gatewayLabels[oldestCheck.gateway]}`}
            value={
              <span className="text-base font-normal">
                <DueText at={oldestCheck.at} />
              </span>
            }
          />
        ) : (
          <p className="px-4 py-3 text-ink-muted">No check with a gateway is due.</p>
        )}
      </div>
    </Panel>
  );
}

const upTo = (count: number) => (count >= mostCounted ? "1,000+" : count);
