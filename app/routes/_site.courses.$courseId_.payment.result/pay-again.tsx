import ChevronRight from "lucide-react/icons/chevron-right";
import { ButtonLink } from "#app/components/button-link.tsx";
import { CheckoutForm } from "#app/features/checkout/checkout-form.tsx";
import type { Offer } from "#app/features/courses/offer.ts";
import type { StudentPayment } from "#app/features/payments/student-payment.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

/** Paying after all: back to the open checkout, or a new attempt with the same or another gateway. Plain forms. */
export function PayAgain({
  payment,
  kind,
  offers,
  idempotencyKey,
}: {
  payment: StudentPayment;
  kind: "resume" | "retry";
  offers: readonly Offer[];
  idempotencyKey: string;
}) {
  const t = useTranslations("site.result");
  const course = paths.course(payment.course.id);
  // Another gateway's checkout beside an open one could be paid as well: the course page says so first.
  const shown =
    kind === "retry"
      ? offers
      : offers.filter(
          (offer) => offer.gateway === payment.gateway && offer.amount.currency === payment.currency,
        );
  if (shown.length === 0)
    return (
      <div className="mt-5">
        <ButtonLink to={course}>{t("backToCourse")}</ButtonLink>
      </div>
    );
  if (kind === "resume")
    return (
      <details className="group mt-6 rounded-lg border border-line bg-surface">
        <summary className="flex min-h-11 list-none items-center gap-2 px-4 py-3 text-base font-medium">
          <ChevronRight
            size={16}
            aria-hidden
            className="shrink-0 transition-transform group-open:rotate-90 rtl:-scale-x-100"
          />
          {t("notPaidYet")}
        </summary>
        <div className="flex flex-col gap-3 border-t border-line p-4">
          <CheckoutForm
            courseId={payment.course.id}
            offers={shown}
            idempotencyKey={idempotencyKey}
            preferred={payment}
            sentence={(offer) => t("continueTo", { gateway: gatewayLabels[offer.gateway] })}
          />
          <p className="text-sm text-ink-muted">
            {t.rich("anotherWay", {
              link: (words) => (
                <a className="link" href={course}>
                  {words}
                </a>
              ),
            })}
          </p>
        </div>
      </details>
    );
  return (
    <div className="mt-6 rounded-lg border border-line bg-surface p-4 sm:p-5">
      <CheckoutForm
        courseId={payment.course.id}
        offers={shown}
        idempotencyKey={idempotencyKey}
        preferred={payment}
        sentence={(offer) =>
          t("tryAgain", { money: unbrokenMoney(offer.amount), gateway: gatewayLabels[offer.gateway] })
        }
      />
    </div>
  );
}
