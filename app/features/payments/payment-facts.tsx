import { Amount } from "#app/components/amount.tsx";
import { type Definition, DefinitionList } from "#app/components/definition-list.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import type { StudentPayment } from "#app/features/payments/student-payment.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** "Paymob, card". */
export function paidWith(
  { gateway, method }: Pick<StudentPayment, "gateway" | "method">,
  methods: ReturnType<typeof useTranslations<"payments.method">>,
): string {
  if (!method || method === "unknown") return gatewayLabels[gateway];
  return methods("of", { gateway: gatewayLabels[gateway], method: methods(method) });
}

/** What a student can quote and check: amounts, times, and every reference, each only where it is known. */
export function PaymentFactList({ payment }: { payment: StudentPayment }) {
  const { currency } = payment;
  const t = useTranslations("payments.facts");
  const methods = useTranslations("payments.method");
  const gateway = gatewayLabels[payment.gateway];
  const items: Array<Definition | null> = [
    { term: t("amount"), value: <Amount money={{ minor: payment.amountMinor, currency }} /> },
    payment.refundedMinor > 0
      ? { term: t("refunded"), value: <Amount money={{ minor: payment.refundedMinor, currency }} /> }
      : null,
    { term: payment.capturedMinor > 0 ? t("paidWith") : t("gateway"), value: paidWith(payment, methods) },
    ...payment.transactionRefs.map((ref, index) => ({
      term: index > 0 ? t("furtherReference", { gateway, number: index + 1 }) : t("reference", { gateway }),
      value: <Identifier value={ref} />,
    })),
    { term: t("number"), value: <Identifier value={payment.id} /> },
    payment.completedAt
      ? { term: t("paid"), value: <MomentText at={payment.completedAt} /> }
      : { term: t("begun"), value: <MomentText at={payment.createdAt} /> },
    payment.failureReason
      ? {
          term: t("inTheirWords", { gateway }),
          value: (
            <bdi dir="auto" className="text-ink-muted">
              {payment.failureReason}
            </bdi>
          ),
        }
      : null,
  ];
  return <DefinitionList items={items.filter((item) => item !== null)} />;
}
