import { Identifier } from "#app/components/identifier.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { explainFailure } from "#app/features/payments/explain-failure.ts";
import type { StudentAttempt } from "#app/features/payments/student-payment.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import type { AttemptStatus } from "#db/schema.ts";

const words: Record<AttemptStatus, string> = {
  creating: "Being opened",
  open: "Opened",
  refused: "Not opened",
  unknown: "No answer",
  abandoned: "Not opened",
  superseded: "Replaced: the price changed",
};

/** Each time the student went, or tried to go, to a gateway; newest first. */
export function AttemptList({ attempts }: { attempts: readonly StudentAttempt[] }) {
  return (
    <ol className="divide-y divide-line">
      {attempts.map((attempt) => (
        <li key={attempt.id} className="flex flex-col gap-1 px-4 py-3 text-base">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <p>
              <span className="font-medium">
                {attempt.number}. {gatewayLabels[attempt.gateway]}
              </span>
              <span className="text-ink-muted"> · {words[attempt.status]}</span>
            </p>
            <TimeAgo at={attempt.createdAt} className="text-xs text-ink-muted" />
          </div>
          {attempt.errorCode ? (
            <p className="text-sm text-ink-muted">
              {explainFailure(attempt.errorCode, gatewayLabels[attempt.gateway]).headline}.
            </p>
          ) : null}
          {attempt.reference ? (
            <p className="text-sm text-ink-muted">
              Reference <Identifier value={attempt.reference} />
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
