import { Panel } from "#app/components/panel.tsx";
import type { Lag } from "#app/features/performance/read-performance.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { type Trend, TrendChart } from "./trend-chart.tsx";
import { useDuration } from "./use-duration.ts";

/** How late one kind of news is: in one line, and over time. */
export function LagPanel({
  name,
  lag,
  trend,
  span,
  moments,
}: {
  name: "event" | "queue";
  lag: Lag;
  trend: Trend;
  span: "hour" | "day" | "month";
  moments: readonly string[];
}) {
  const t = useTranslations("performance.lag");
  const duration = useDuration();
  return (
    <Panel title={t(name)}>
      <p className="text-base text-ink-muted">{t(`${name}Lead`)}</p>
      {lag.count === 0 ? (
        <p className="mt-2 text-base">{t("none")}</p>
      ) : (
        <>
          <p className="mt-2 mb-3 text-base">
            {t("summary", { p50: duration(lag.p50), p95: duration(lag.p95), p99: duration(lag.p99) })}
          </p>
          <TrendChart label={t(name)} span={span} moments={moments} trend={trend} />
        </>
      )}
    </Panel>
  );
}
