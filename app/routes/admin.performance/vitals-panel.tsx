import { Panel } from "#app/components/panel.tsx";
import { Table } from "#app/components/table.tsx";
import type { VitalFigures, VitalPage } from "#app/features/performance/read-performance.server.ts";
import type { Vital } from "#app/features/performance/vitals.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { useDuration } from "./use-duration.ts";
import { usePageName } from "./use-page-name.ts";

/** What real browsers measured: each metric with its bands, then page by page. */
export function VitalsPanel({
  vitals,
  pages,
}: {
  vitals: readonly VitalFigures[];
  pages: readonly VitalPage[];
}) {
  const t = useTranslations("performance.vitals");
  const measured = vitals.filter((vital) => vital.count > 0);
  return (
    <Panel title={t("title")}>
      {measured.length === 0 ? (
        <p className="text-base text-ink-muted">{t("none")}</p>
      ) : (
        <>
          <p className="mb-4 text-base text-ink-muted">{t("lead")}</p>
          <dl className="grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
            {measured.map((vital) => (
              <VitalFigure key={vital.metric} vital={vital} />
            ))}
          </dl>
          <h3 className="mt-6 mb-2 text-base font-semibold">{t("byPage")}</h3>
          <ByPage pages={pages} />
        </>
      )}
    </Panel>
  );
}

function VitalFigure({ vital }: { vital: VitalFigures }) {
  const t = useTranslations("performance.vitals");
  const value = useVitalText();
  const { metric, good, poor } = vital;
  const middling = Math.max(0, 1 - good - poor);
  return (
    <div>
      <dt className="text-base text-ink-muted">{t(metric)}</dt>
      <dd>
        <span className="text-lg font-semibold tabular-nums">{value(metric, vital.p75)}</span>
        <span className="ms-2 text-sm text-ink-muted">{t("count", { count: vital.count })}</span>
        <span aria-hidden className="mt-1.5 flex h-2 gap-px overflow-hidden rounded-full">
          <span className="bg-success-ink" style={{ width: `${good * 100}%` }} />
          <span className="bg-warning-ink" style={{ width: `${middling * 100}%` }} />
          <span className="bg-danger-ink" style={{ width: `${poor * 100}%` }} />
        </span>
        <span className="mt-1 block text-sm text-ink-muted">
          {t("shares", { good: percent(good), middling: percent(middling), poor: percent(poor) })}
        </span>
      </dd>
    </div>
  );
}

const percent = (share: number) => Math.round(share * 100);

function ByPage({ pages }: { pages: readonly VitalPage[] }) {
  const t = useTranslations("performance");
  const value = useVitalText();
  const nameOf = usePageName();
  const metrics = ["LCP", "INP", "CLS"] as const;
  return (
    <Table
      caption={t("vitals.byPageCaption")}
      rows={pages}
      rowKey={(page) => page.route}
      columns={[
        {
          key: "page",
          header: t("pages.page"),
          primary: true,
          cell: (page) => (
            <span dir="auto" className="block min-w-0 text-match-parent wrap-anywhere md:truncate">
              {nameOf(page.route)}
            </span>
          ),
        },
        ...metrics.map((metric) => ({
          key: metric,
          header: t(`vitals.${metric}`),
          align: "digits" as const,
          card: "named" as const,
          cell: (page: VitalPage) => value(metric, page[metric]),
        })),
      ]}
    />
  );
}

/** A metric's value: a time, or for the layout's shift a number without unit. */
function useVitalText(): (metric: Vital, value: number | null) => string {
  const duration = useDuration();
  return (metric, value) =>
    metric === "CLS" && value !== null ? `\u2066${(value / 1000).toFixed(3)}\u2069` : duration(value);
}
