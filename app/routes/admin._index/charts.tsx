import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { ChartSkeleton } from "#app/components/chart/chart-skeleton.tsx";
import { classNames } from "#app/components/class-names.ts";
import { Panel } from "#app/components/panel.tsx";
import { PanelPart } from "#app/components/panel-part.tsx";
import { rangeDays } from "#app/features/reports/range.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { EnrollmentsChart, PaymentsChart, RevenueChart } from "./daily-charts.tsx";
import type { Overview } from "./route.tsx";

/** Revenue, payments and enrollments of the chosen days; each arrives and fails by itself. */
export function Charts({ overview }: { overview: Overview }) {
  const t = useTranslations("dashboard");
  const { range } = overview;
  return (
    <>
      <nav aria-label={t("range")} className="flex flex-wrap items-center gap-1">
        {rangeDays.map((days) => (
          <Choice
            key={days}
            to={adminPaths.home({ days: String(days), currency: range.currency ?? undefined })}
            current={days === range.days}
          >
            {t("days", { days })}
          </Choice>
        ))}
      </nav>
      <ChartPanel name="revenue">
        <PanelPart
          name="revenue"
          part={overview.revenue}
          what={t("parts.revenue")}
          skeleton={<Waiting name="revenue" />}
        >
          {(revenue) => (
            <>
              {revenue.currencies.length > 1 ? (
                <nav aria-label={t("currency")} className="mb-2 flex flex-wrap gap-1">
                  {revenue.currencies.map((currency) => (
                    <Choice
                      key={currency}
                      to={adminPaths.home({ days: String(range.days), currency })}
                      current={currency === revenue.currency}
                    >
                      {currency}
                    </Choice>
                  ))}
                </nav>
              ) : null}
              <RevenueChart revenue={revenue} />
            </>
          )}
        </PanelPart>
      </ChartPanel>
      <ChartPanel name="payments">
        <PanelPart
          name="payments"
          part={overview.payments}
          what={t("parts.payments")}
          skeleton={<Waiting name="payments" />}
        >
          {(payments) => <PaymentsChart {...payments} />}
        </PanelPart>
      </ChartPanel>
      <ChartPanel name="enrollments">
        <PanelPart
          name="enrollments"
          part={overview.enrollments}
          what={t("parts.enrollments")}
          skeleton={<Waiting name="enrollments" />}
        >
          {(enrollments) => <EnrollmentsChart {...enrollments} />}
        </PanelPart>
      </ChartPanel>
      <PanelPart name="built" part={overview.built} what={t("parts.revenue")} skeleton={null}>
        {(built) => (built ? null : <p className="text-sm text-ink-muted">{t("building")}</p>)}
      </PanelPart>
    </>
  );
}

type ChartName = "revenue" | "payments" | "enrollments";

function ChartPanel({ name, children }: { name: ChartName; children: ReactNode }) {
  const t = useTranslations("dashboard");
  // Whoever opens the page sees the first; the others are laid out when they come near.
  return (
    <Panel title={t(`parts.${name}`)} className={name === "revenue" ? undefined : "draw-when-near"}>
      {children}
    </Panel>
  );
}

function Waiting({ name }: { name: ChartName }) {
  const t = useTranslations("dashboard");
  return <ChartSkeleton label={t("loading", { part: t(`parts.${name}`) })} />;
}

function Choice({ to, current, children }: { to: string; current: boolean; children: ReactNode }) {
  return (
    <Link
      to={to}
      preventScrollReset
      aria-current={current ? "true" : undefined}
      className={classNames(
        "inline-flex min-h-8 items-center rounded-md px-3 text-sm pointer-coarse:min-h-11",
        current
          ? "bg-accent-soft font-medium text-accent-ink"
          : "text-ink-muted hover:bg-sunken hover:text-ink",
      )}
    >
      {children}
    </Link>
  );
}
