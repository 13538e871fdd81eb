import { Identifier } from "#app/components/identifier.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { explainFailure } from "#app/features/payments/explain-failure.ts";
import type { StudentAttempt } from "#app/features/payments/student-payment.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Each time the student went, or tried to go, to a gateway; newest first. */
export function AttemptList({ attempts }: { attempts: readonly StudentAttempt[] }) {
  const t = useTranslations("site.payment");
  const explain = useTranslations("explain");
  return (
    <ol className="divide-y divide-line">
      {attempts.map((attempt) => (
        <li key={attempt.id} className="flex flex-col gap-1 px-4 py-3 text-base">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <p>
              <span className="font-medium">
                {attempt.number} · {gatewayLabels[attempt.gateway]}
              </span>
              <span className="text-ink-muted">
                {" "}
                · {t(`attempt.${attempt.paid ? "paid" : attempt.status}`)}
              </span>
            </p>
            <TimeAgo at={attempt.createdAt} className="text-xs text-ink-muted" />
          </div>
          {attempt.errorCode ? (
            <p className="text-sm text-ink-muted">
              {explainFailure(attempt.errorCode, gatewayLabels[attempt.gateway], explain).headline}.
            </p>
          ) : null}
          {attempt.reference ? (
            <p className="text-sm text-ink-muted">
              {t("reference")} <Identifier value={attempt.reference} />
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
