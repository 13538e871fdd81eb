import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { can, topicPermissions } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { db } from "#app/lib/db.server.ts";
import { loadParts } from "#app/lib/defer-part.server.ts";
import { env } from "#app/lib/env.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { readRange } from "./asked-range.ts";
import { Charts } from "./charts.tsx";
import { DashboardPart } from "./dashboard-part.tsx";
import { Deliveries, Exceptions, Success, Today, Waiting } from "./figures.tsx";
import { LiveFeed } from "./live-feed.tsx";
import { overviewParts } from "./overview-parts.server.ts";

// The sums say that they moved as "operations". Today's date, and when a gateway is asked next, move without an event.
export const handle: RouteHandle = {
  access: { read: "office:open" },
  topics: ["payments", "enrollments", "webhooks", "exceptions", "operations", "rollups"],
  scope: "role",
  maxAgeSeconds: 10,
};

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.home"), matches);

/** The first picture has the figures in it: a browser that draws the bare frame first is the later for them. */
export const links: LinksFunction = () => [{ rel: "expect", href: "#figures", blocking: "render" } as const];

const feedTopics = ["payments", "enrollments", "webhooks", "exceptions"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "office:open");
  const topics = feedTopics.filter((topic) => can(staff.role, topicPermissions[topic]));
  const range = readRange(new URL(request.url).searchParams);
  const parts = overviewParts(db(), env().SCHOOL_TIME_ZONE, range, topics);
  return { topics, range, ...(await loadParts(request, parts)) };
}

export type Overview = ReturnType<typeof useLoaderData<typeof loader>>;

export default function OverviewPage() {
  const overview = useLoaderData<typeof loader>();
  const t = useTranslations("dashboard");
  return (
    <>
      <PageHeader title={t("title")} />
      <div id="figures" className="grid items-stretch gap-4 md:grid-cols-2 xl:grid-cols-4">
        <DashboardPart name="today" part={overview.today} rows={2}>
          {(today) => <Today today={today} />}
        </DashboardPart>
        <DashboardPart name="success" part={overview.success} rows={2}>
          {(success) => <Success success={success} />}
        </DashboardPart>
        <DashboardPart name="waiting" part={overview.waiting} rows={1}>
          {(waiting) => <Waiting waiting={waiting} />}
        </DashboardPart>
        <DashboardPart name="deliveries" part={overview.deliveries} rows={3}>
          {(deliveries) => <Deliveries deliveries={deliveries} />}
        </DashboardPart>
      </div>
      <div className="mt-4 grid items-start gap-4 xl:grid-cols-3">
        <div className="flex min-w-0 flex-col gap-4 xl:col-span-2">
          <Charts overview={overview} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <DashboardPart name="exceptions" part={overview.exceptions} rows={3}>
            {(exceptions) => <Exceptions exceptions={exceptions} />}
          </DashboardPart>
          <DashboardPart name="feed" part={overview.feed} rows={12}>
            {(latest) => <LiveFeed latest={latest} topics={overview.topics} />}
          </DashboardPart>
        </div>
      </div>
    </>
  );
}
