import Check from "lucide-react/icons/check";
import Hourglass from "lucide-react/icons/hourglass";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { type Column, Table } from "#app/components/table.tsx";
import type { PageFigures } from "#app/features/performance/read-performance.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { useDuration } from "./use-duration.ts";
import { usePageName } from "./use-page-name.ts";

/** On a tablet; a phone's cards and a desk have it. */
const noRoom = "md:max-lg:hidden";

/** Each page's loads: how many were spared, how long the others took, what they asked of the database. */
export function PagesTable({ pages }: { pages: readonly PageFigures[] }) {
  const t = useTranslations("performance");
  const duration = useDuration();
  const nameOf = usePageName();
  if (pages.length === 0) return <p className="p-4 text-base text-ink-muted">{t("none")}</p>;
  const share = (value: number) => <bdi>{`${Math.round(value * 100)}%`}</bdi>;
  const number = (
    key: string,
    header: string,
    cell: Column<PageFigures>["cell"],
    className?: string,
  ): Column<PageFigures> => ({ key, header, align: "digits", card: "named", cell, className });
  const columns: Array<Column<PageFigures>> = [
    {
      key: "page",
      header: t("pages.page"),
      primary: true,
      className: "md:max-w-40 lg:max-w-72",
      cell: (page) => (
        <span dir="auto" className="block min-w-0 text-match-parent wrap-anywhere md:truncate">
          {nameOf(page.route)}
        </span>
      ),
    },
    {
      key: "budget",
      header: t("pages.budget"),
      card: "line",
      cell: (page) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {page.overBudget ? (
            <StatusBadge tone="warning" icon={TriangleAlert} label={t("pages.over")} />
          ) : page.fewLoads ? (
            <StatusBadge tone="neutral" icon={Hourglass} label={t("pages.few")} />
          ) : (
            <StatusBadge tone="success" icon={Check} label={t("pages.within")} />
          )}
          <span className="text-sm text-ink-muted">{duration(page.budget)}</span>
        </span>
      ),
    },
    number("asked", t("pages.asked"), (page) => <bdi>{page.loads.toLocaleString("en")}</bdi>),
    number("spared", t("pages.spared"), (page) => share(page.spared), noRoom),
    number("p50", "p50", (page) => duration(page.p50), noRoom),
    number("p95", "p95", (page) => duration(page.p95)),
    number("p99", "p99", (page) => duration(page.p99)),
    number(
      "queries",
      t("pages.queries"),
      (page) => (
        <span title={`${duration(page.queryMs)} ${t("pages.queryTime")}`}>
          <bdi>{Math.round(page.queries * 10) / 10}</bdi>
        </span>
      ),
      noRoom,
    ),
  ];
  return (
    <div className="overflow-x-auto">
      <Table caption={t("pages.caption")} columns={columns} rows={pages} rowKey={(page) => page.route} />
    </div>
  );
}
