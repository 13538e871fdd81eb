import { ButtonLink } from "#app/components/button-link.tsx";
import { classNames } from "#app/components/class-names.ts";
import { MomentText } from "#app/components/moment-text.tsx";
import { toneSoft } from "#app/components/tone.ts";
import type { Explanation } from "#app/features/payments/explain-payment.ts";
import { paymentStatusLook } from "#app/features/payments/payment-status-badge.tsx";
import { hasReceipt, type StudentPayment } from "#app/features/payments/student-payment.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

/** The answer first, in one line; then what it means, what to do, and the one way on. */
export function ResultAnswer({
  payment,
  explanation,
}: {
  payment: StudentPayment;
  explanation: Explanation;
}) {
  const t = useTranslations("site.result");
  const { icon: Icon } = paymentStatusLook(payment.status);
  const { course } = payment;
  return (
    <>
      {/* Read out when the answer changes by itself. */}
      <div role="status" className="flex items-start gap-3">
        <span
          className={classNames(
            "grid size-10 shrink-0 place-items-center rounded-full",
            toneSoft[explanation.tone],
          )}
        >
          <Icon size={22} aria-hidden />
        </span>
        <h1 className="pt-1 text-2xl font-semibold">{explanation.headline}</h1>
      </div>
      <div className="mt-3 text-lg">
        <p className="font-medium">
          <bdi>{course.title}</bdi>
        </p>
        {course.startsAt ? (
          <p className="text-base text-ink-muted">
            {t.rich("starts", { day: () => <MomentText at={course.startsAt!} dayOnly /> })}
          </p>
        ) : null}
      </div>
      <p className="mt-2 text-lg text-ink-muted">{explanation.meaning}</p>
      <p className="mt-2 text-lg">{explanation.next}</p>
      <div className="mt-5 flex flex-wrap gap-2 empty:hidden">
        {payment.seat === "active" ? (
          <ButtonLink to={paths.learn(course.id)} variant="primary" size="large">
            {t("toCourse")}
          </ButtonLink>
        ) : null}
        {hasReceipt(payment) ? (
          <ButtonLink to={paths.receipt(payment.id)} size="large">
            {t("receipt")}
          </ButtonLink>
        ) : null}
      </div>
    </>
  );
}
