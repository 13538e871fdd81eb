import CircleCheck from "lucide-react/icons/circle-check";
import { Amount } from "#app/components/amount.tsx";
import { DueText } from "#app/components/due-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import type { countRefundsToMake } from "#app/features/payments/refunds-to-make.server.ts";
import type { sumSuccess, sumToday } from "#app/features/reports/daily-figures.server.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { Counted, Figure } from "./figure.tsx";
import { mostCounted } from "./most-counted.ts";
import type { countOpenByKind, countTroubled, countWaiting, findOldestCheck } from "./queries.server.ts";
import { useNewDay } from "./use-new-day.ts";

type Loaded<Query extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<Query>>;

export function Today({ today }: { today: Loaded<typeof sumToday> }) {
  const t = useTranslations("dashboard.today");
  useNewDay(today.day);
  if (today.currencies.length === 0) return <p className="px-4 py-3 text-ink-muted">{t("none")}</p>;
  return (
    <div className="divide-y divide-line">
      {today.currencies.map(({ currency, payments, captured, refunded }) => (
        <Figure
          key={currency}
          to={adminPaths.payments({
            status: "captured",
            currency,
            paidFrom: today.day,
            paidTo: today.day,
            cols: `status,captured,${refunded > 0 ? "refunded," : ""}student,course,gateway,paid`,
          })}
          name={t("name", { currency })}
          note={
            <>
              {t("note", { count: payments })}
              {refunded > 0 ? (
                <span className="block">
                  {t("refunded", { amount: unbrokenMoney({ minor: refunded, currency }) })}
                </span>
              ) : null}
            </>
          }
          value={<Amount money={{ minor: captured, currency }} />}
        />
      ))}
    </div>
  );
}

export function Success({ success }: { success: Loaded<typeof sumSuccess> }) {
  const t = useTranslations("dashboard.success");
  const { days, from, to, gateways } = success;
  if (gateways.length === 0) return <p className="px-4 py-3 text-ink-muted">{t("none")}</p>;
  return (
    <div className="divide-y divide-line">
      {gateways.map(({ gateway, reached, collected }) => {
        const counted = (status: "captured" | "reached") =>
          adminPaths.payments({ status, gateway, from, to });
        return (
          <div key={gateway} className="flex items-baseline justify-between gap-4 px-4 py-2.5">
            <span className="min-w-0">
              {t("name", { gateway: gatewayLabels[gateway], days })}
              <span className="block text-sm text-ink-muted">
                {t.rich("note", {
                  collected,
                  reached,
                  paid: (words) => <Counted to={counted("captured")}>{words}</Counted>,
                  all: (words) => <Counted to={counted("reached")}>{words}</Counted>,
                })}
              </span>
            </span>
            <bdi className="text-lg font-semibold whitespace-nowrap tabular-nums">
              {((collected / reached) * 100).toFixed(1)}%
            </bdi>
          </div>
        );
      })}
    </div>
  );
}

export function Waiting({
  waiting,
}: {
  waiting: Loaded<typeof countWaiting> & { refunds: Loaded<typeof countRefundsToMake> };
}) {
  const t = useTranslations("dashboard.waiting");
  const { count, oldestAt, refunds } = waiting;
  return (
    <div className="divide-y divide-line">
      {oldestAt ? (
        <Figure
          to={adminPaths.enrollments({ status: "waiting" })}
          name={t("name")}
          note={t.rich("oldest", { when: () => <TimeAgo at={oldestAt} /> })}
          value={<UpTo count={count} />}
          tone="warning"
        />
      ) : (
        <AllWell words={t("none")} />
      )}
      {refunds.oldestAt ? (
        <Figure
          to={adminPaths.refundsToMake()}
          name={t("refunds")}
          note={t.rich("oldest", { when: () => <TimeAgo at={refunds.oldestAt!} /> })}
          value={<UpTo count={refunds.count} />}
          tone="warning"
        />
      ) : null}
    </div>
  );
}

export function Exceptions({ exceptions }: { exceptions: Loaded<typeof countOpenByKind> }) {
  const t = useTranslations("dashboard.exceptions");
  const kinds = useTranslations("exceptions.kinds");
  if (exceptions.length === 0) return <AllWell words={t("none")} />;
  return (
    <div className="divide-y divide-line">
      {exceptions.map((group) => (
        <Figure
          key={group.kind}
          to={adminPaths.exceptions({ kind: group.kind })}
          name={kinds(group.kind)}
          note={t.rich("oldest", { when: () => <TimeAgo at={group.oldestAt} /> })}
          value={<UpTo count={group.count} />}
          tone="warning"
        />
      ))}
    </div>
  );
}

export function Deliveries({
  deliveries,
}: {
  deliveries: Loaded<typeof countTroubled> & { oldestCheck: Loaded<typeof findOldestCheck> };
}) {
  const t = useTranslations("dashboard.deliveries");
  const { failed, dead, oldestCheck } = deliveries;
  return (
    <div className="divide-y divide-line">
      <Figure
        to={adminPaths.webhooks({ status: "failed" })}
        name={t("failed")}
        value={<UpTo count={failed} />}
        tone={failed > 0 ? "warning" : "neutral"}
      />
      <Figure
        to={adminPaths.webhooks({ status: "dead" })}
        name={t("dead")}
        value={<UpTo count={dead} />}
        tone={dead > 0 ? "danger" : "neutral"}
      />
      {oldestCheck ? (
        <Figure
          to={adminPaths.payment(oldestCheck.paymentId)}
          name={t("next", { gateway: gatewayLabels[oldestCheck.gateway] })}
          value={
            <span className="text-base font-normal">
              <DueText at={oldestCheck.at} />
            </span>
          }
        />
      ) : (
        <p className="px-4 py-3 text-ink-muted">{t("noCheck")}</p>
      )}
    </div>
  );
}

function UpTo({ count }: { count: number }) {
  const t = useTranslations("dashboard");
  return <>{count >= mostCounted ? t("upTo") : count}</>;
}

function AllWell({ words }: { words: string }) {
  return (
    <p className="flex items-center gap-2 px-4 py-3 text-success-ink">
      <CircleCheck size={16} aria-hidden className="shrink-0" /> {words}
    </p>
  );
}
