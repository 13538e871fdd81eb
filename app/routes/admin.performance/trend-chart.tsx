import { Chart } from "#app/components/chart/chart.tsx";
import type { Drawing } from "#app/components/chart/draw.server.ts";
import { useClock } from "#app/components/clock.tsx";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { useDuration } from "./use-duration.ts";

/** What is drawn over time, and the drawing: where nothing was measured there is no line. */
export interface Trend {
  values: ReadonlyArray<number | null>;
  drawing: Drawing;
}

/** The 95th percentile over time. Where nothing was measured it says so. */
export function TrendChart({
  label,
  span,
  moments,
  trend: { values, drawing },
}: {
  label: string;
  span: "hour" | "day" | "month";
  moments: readonly string[];
  trend: Trend;
}) {
  const t = useTranslations("performance");
  const locale = useLocale();
  const { timeZone } = useClock();
  const duration = useDuration();
  // By 24 hours: the space before "PM" is another one in Node than in browsers.
  const short = new Intl.DateTimeFormat(locale === "ar" ? "ar-EG-u-nu-latn" : "en", {
    timeZone,
    ...(span === "month"
      ? { day: "numeric", month: "short" }
      : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  });
  const points = moments.map((at, index) => {
    const value = values[index] ?? null;
    const moment = short.format(new Date(at));
    return {
      key: at,
      label: moment,
      spoken:
        value === null ? t("nothingMeasured", { moment }) : t("measured", { moment, value: duration(value) }),
    };
  });
  return (
    <Chart
      drawing={drawing}
      points={points}
      series={[{ name: t("p95"), color: "accent" }]}
      format={duration}
      label={label}
      tableLabel={t("numbers")}
      firstColumn={t("moment")}
    />
  );
}
