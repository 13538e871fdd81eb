import { Link } from "@remix-run/react";
import { Amount } from "#app/components/amount.tsx";
import { Chart } from "#app/components/chart/chart.tsx";
import type { Drawing } from "#app/components/chart/draw.server.ts";
import { formatCalendarDay } from "#app/components/school-time.ts";
import type {
  countEnrollments,
  countPayments,
  sumRevenue,
} from "#app/features/reports/daily-figures.server.ts";
import { formatMoney } from "#app/lib/money.ts";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { Counted } from "./figure.tsx";

/** Days as a report counts them, and the chart the loader drew of them. */
interface Drawn<Query extends (...given: never[]) => Promise<unknown>> {
  days: Awaited<ReturnType<Query>>;
  drawing: Drawing;
}

const count = (value: number) => value.toLocaleString("en");
const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

type Days = ReadonlyArray<{ day: string }>;
/** The days as a list's filter names them. */
const spanOf = (days: Days) => ({ from: days[0]?.day, to: days.at(-1)?.day });
/** The payments whose money came in on these days, with what went back of it. */
const receivedIn = (currency: string, days: Days) =>
  adminPaths.payments({
    status: "captured",
    currency,
    paidFrom: days[0]?.day,
    paidTo: days.at(-1)?.day,
    cols: "status,captured,refunded,student,course,gateway,paid",
  });

/** Money by the day it came in; each point opens the payments that make it up. */
export function RevenueChart({
  revenue: { currency, days, drawing },
}: {
  revenue: Drawn<typeof sumRevenue> & { currency: string | null };
}) {
  const t = useTranslations("dashboard");
  const locale = useLocale();
  if (!currency) return <p className="py-3 text-ink-muted">{t("revenue.none")}</p>;
  const money = (minor: number) => formatMoney({ minor, currency });
  return (
    <>
      <p className="text-sm text-ink-muted">{t("revenue.total", { days: days.length })}</p>
      <p className="text-xl font-semibold">
        <Link to={receivedIn(currency, days)} className="hover:underline">
          <Amount money={{ minor: total(days.map((day) => day.captured)), currency }} />
        </Link>
      </p>
      <Chart
        drawing={drawing}
        label={t("revenue.caption", { currency })}
        tableLabel={t("numbers")}
        firstColumn={t("day")}
        format={money}
        series={[
          { name: t("revenue.received"), color: "accent" as const },
          { name: t("revenue.given"), color: "danger" as const },
        ].slice(0, drawing.shapes.length)}
        points={days.map((one) => {
          const day = formatCalendarDay(one.day, locale);
          const words = { day, amount: money(one.captured), refunded: money(one.refunded) };
          const to = receivedIn(currency, [one]);
          return {
            key: one.day,
            label: day,
            spoken: t(one.refunded > 0 ? "revenue.pointRefunded" : "revenue.point", words),
            to,
            lists: [to, to],
          };
        })}
      />
    </>
  );
}

/** Payments by the day they were started, those that were paid below. */
export function PaymentsChart({ days, drawing }: Drawn<typeof countPayments>) {
  const t = useTranslations("dashboard");
  const locale = useLocale();
  return (
    <>
      <p className="text-sm text-ink-muted">
        {t.rich("payments.total", {
          started: total(days.map((day) => day.started)),
          collected: total(days.map((day) => day.collected)),
          all: (words) => <Counted to={adminPaths.payments(spanOf(days))}>{words}</Counted>,
          paid: (words) => (
            <Counted to={adminPaths.payments({ status: "captured", ...spanOf(days) })}>{words}</Counted>
          ),
        })}
      </p>
      <Chart
        drawing={drawing}
        label={t("payments.caption")}
        tableLabel={t("numbers")}
        firstColumn={t("day")}
        format={count}
        series={[
          { name: t("payments.collected"), color: "accent" },
          { name: t("payments.others"), color: "muted" },
        ]}
        points={days.map((one) => {
          const day = formatCalendarDay(one.day, locale);
          return {
            key: one.day,
            label: day,
            spoken: t("payments.point", { day, collected: one.collected, started: one.started }),
            to: adminPaths.payments(spanOf([one])),
            lists: (["captured", "uncollected"] as const).map((status) =>
              adminPaths.payments({ status, ...spanOf([one]) }),
            ),
          };
        })}
      />
    </>
  );
}

/** Enrollments by the day they were made. */
export function EnrollmentsChart({ days, drawing }: Drawn<typeof countEnrollments>) {
  const t = useTranslations("dashboard");
  const locale = useLocale();
  return (
    <>
      <p className="text-sm text-ink-muted">
        {t.rich("enrollments.total", {
          made: total(days.map((day) => day.made)),
          days: days.length,
          all: (words) => (
            <Counted to={adminPaths.enrollments({ status: "all", ...spanOf(days) })}>{words}</Counted>
          ),
        })}
      </p>
      <Chart
        drawing={drawing}
        label={t("enrollments.caption")}
        tableLabel={t("numbers")}
        firstColumn={t("day")}
        format={count}
        series={[{ name: t("enrollments.made"), color: "accent" }]}
        points={days.map((one) => {
          const day = formatCalendarDay(one.day, locale);
          const to = adminPaths.enrollments({ status: "all", ...spanOf([one]) });
          return {
            key: one.day,
            label: day,
            spoken: t("enrollments.point", { day, made: one.made }),
            to,
            lists: [to],
          };
        })}
      />
    </>
  );
}
