import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { classNames } from "#app/components/class-names.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { ReadyLink } from "#app/components/ready-link.tsx";
import { readPerformance, spans } from "#app/features/performance/read-performance.server.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { drawTrends } from "./draw-trends.server.ts";
import { LagPanel } from "./lag-panel.tsx";
import { PagesTable } from "./pages-table.tsx";
import { SlowPages } from "./slow-pages.tsx";
import { TrendChart } from "./trend-chart.tsx";
import { VitalsPanel } from "./vitals-panel.tsx";

// Written down once a minute, without an event.
export const handle: RouteHandle = {
  access: { read: "performance:read" },
  topics: [],
  scope: "role",
  maxAgeSeconds: 30,
};

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "performance")("title"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "performance:read");
  const asked = new URL(request.url).searchParams.get("span");
  return drawTrends(await readPerformance(db(), spans.find((span) => span === asked) ?? "hour"));
}

const offered = ["hour", "day", "month"] as const;

export default function Performance() {
  const { span, moments, pages, trends, vitals, vitalPages, eventLag, queueLag } =
    useLoaderData<typeof loader>();
  const t = useTranslations("performance");
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <nav aria-label={t("span.label")} className="mb-4">
        <ul className="inline-flex rounded-md border border-line bg-surface p-0.5">
          {offered.map((one) => (
            <li key={one}>
              <ReadyLink
                to={adminPaths.performance({ span: one })}
                aria-current={one === span ? "page" : undefined}
                className={classNames(
                  "flex min-h-8 items-center rounded px-3 text-sm pointer-coarse:min-h-11",
                  one === span
                    ? "bg-accent-soft font-medium text-accent-ink"
                    : "text-ink-muted hover:text-ink",
                )}
              >
                {t(`span.${one}`)}
              </ReadyLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex flex-col gap-6">
        <SlowPages pages={pages} />
        <Panel title={t("pages.title")} flush>
          <PagesTable pages={pages} />
        </Panel>
        <Panel title={t("trend.title")}>
          <TrendChart label={t("trend.label")} span={span} moments={moments} trend={trends.load} />
        </Panel>
        <VitalsPanel vitals={vitals} pages={vitalPages} />
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <LagPanel name="event" lag={eventLag} trend={trends.event} span={span} moments={moments} />
          <LagPanel name="queue" lag={queueLag} trend={trends.queue} span={span} moments={moments} />
        </div>
      </div>
    </>
  );
}
