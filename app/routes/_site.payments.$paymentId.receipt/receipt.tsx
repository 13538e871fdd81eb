import { Amount } from "#app/components/amount.tsx";
import { useClock } from "#app/components/clock.tsx";
import { type Definition, DefinitionList } from "#app/components/definition-list.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { useSchool } from "#app/components/school.ts";
import { formatOffset } from "#app/components/school-time.ts";
import { paidWith } from "#app/features/payments/payment-facts.tsx";
import type { StudentPayment } from "#app/features/payments/student-payment.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

// Paper is white whatever the screen's theme is.
const onPaper =
  "print:text-ink print:[--surface:white] print:[--ink:black] print:[--ink-muted:#444] print:[--line:#bbb]";

/** Who paid whom how much, for what, when and by which transaction; what was given back is part of it. */
export function Receipt({ payment }: { payment: StudentPayment }) {
  const school = useSchool();
  const t = useTranslations("site.receipt");
  const methods = useTranslations("payments.method");
  const { timeZone } = useClock();
  const { currency } = payment;
  const kept = payment.capturedMinor - payment.refundedMinor;
  const facts: Array<Definition | null> = [
    { term: t("from"), value: <bdi className="font-medium">{payment.studentName}</bdi> },
    { term: t("for"), value: <bdi>{payment.course.title}</bdi> },
    payment.completedAt === null
      ? null
      : {
          term: t("paidAt"),
          value: (
            <>
              <MomentText at={payment.completedAt} />{" "}
              {/* Paper has no hover: a receipt says by whose clock. */}
              <bdi dir="ltr" className="tabular-nums">
                ({formatOffset(payment.completedAt, timeZone)})
              </bdi>
            </>
          ),
        },
    { term: t("paidWith"), value: paidWith(payment, methods) },
    ...payment.transactionRefs.map((ref) => ({
      term: t("transaction", { gateway: gatewayLabels[payment.gateway] }),
      value: <Identifier value={ref} plain />,
    })),
    { term: t("number"), value: <Identifier value={payment.id} plain /> },
  ];
  return (
    <article
      className={`rounded-lg border border-line bg-surface p-5 sm:p-8 print:border-0 print:p-0 ${onPaper}`}
    >
      <header className="mb-6 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line pb-4">
        <p className="text-xl font-semibold">{school?.name}</p>
        <p className="text-base text-ink-muted">{t("title")}</p>
      </header>
      <DefinitionList items={facts.filter((fact) => fact !== null)} />
      <dl className="mt-6 border-t border-line pt-4">
        <Line
          term={t("amount")}
          minor={payment.capturedMinor}
          currency={currency}
          strong={payment.refundedMinor === 0}
        />
        {payment.refundedMinor > 0 ? (
          <>
            <Line term={t("refunded")} minor={-payment.refundedMinor} currency={currency} />
            <Line term={t("kept")} minor={kept} currency={currency} strong />
          </>
        ) : null}
      </dl>
      {school ? (
        <p className="mt-6 text-sm text-ink-muted">
          {t.rich("questions", { mail: () => <bdi dir="ltr">{school.supportEmail}</bdi> })}
        </p>
      ) : null}
    </article>
  );
}

function Line({
  term,
  minor,
  currency,
  strong,
}: {
  term: string;
  minor: number;
  currency: string;
  strong?: boolean;
}) {
  return (
    <div
      className={`flex items-baseline justify-between gap-4 py-1 ${strong ? "text-xl font-semibold" : "text-base"}`}
    >
      <dt>{term}</dt>
      <dd>
        <Amount money={{ minor, currency }} />
      </dd>
    </div>
  );
}
