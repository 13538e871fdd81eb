import { useClock } from "#app/components/clock.tsx";
import { Spinner } from "#app/components/spinner.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import type { StudentPayment } from "#app/features/payments/student-payment.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Honest about the wait: who is asked, when next, and that it goes on without this page. */
export function WaitingNote({ payment, checkAgain }: { payment: StudentPayment; checkAgain: string }) {
  const t = useTranslations("site.result");
  const { now } = useClock();
  const gateway = gatewayLabels[payment.gateway];
  const due = payment.nextCheckAt !== null && payment.nextCheckAt > now ? payment.nextCheckAt : null;
  return (
    <div className="mt-5 flex gap-3 rounded-lg bg-info-soft px-4 py-3 text-base text-info-ink">
      <span className="mt-0.5">
        <Spinner />
      </span>
      <p>
        {t("asking", { gateway })}{" "}
        {due ? t.rich("nextCheck", { when: () => <TimeAgo at={due} className="font-medium" /> }) : null}{" "}
        <a href={checkAgain} className="link">
          {t("checkNow")}
        </a>
      </p>
    </div>
  );
}
