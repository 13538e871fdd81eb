import { Amount } from "#app/components/amount.tsx";
import { type Definition, DefinitionList } from "#app/components/definition-list.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import type { StudentPayment } from "#app/features/payments/student-payment.ts";
import { gatewayLabels, type PaymentMethod } from "#app/gateways/gateway.ts";

const methodLabels: Record<PaymentMethod, string | null> = {
  card: "card",
  wallet: "mobile wallet",
  kiosk: "kiosk",
  cash: "cash",
  bnpl: "instalments",
  unknown: null,
};

/** "Paymob, card". */
export function paidWith(payment: Pick<StudentPayment, "gateway" | "method">): string {
  const method = payment.method && methodLabels[payment.method];
  return method ? `${gatewayLabels[payment.gateway]}, ${method}` : gatewayLabels[payment.gateway];
}

/** What a student can quote and check: amounts, times, and every reference, each only where it is known. */
export function PaymentFactList({ payment }: { payment: StudentPayment }) {
  const { currency } = payment;
  const items: Array<Definition | null> = [
    { term: "Amount", value: <Amount money={{ minor: payment.amountMinor, currency }} /> },
    payment.refundedMinor > 0
      ? { term: "Given back", value: <Amount money={{ minor: payment.refundedMinor, currency }} /> }
      : null,
    { term: payment.capturedMinor > 0 ? "Paid with" : "Gateway", value: paidWith(payment) },
    ...payment.transactionRefs.map((ref, index) => ({
      term: `${gatewayLabels[payment.gateway]} reference${index > 0 ? ` ${index + 1}` : ""}`,
      value: <Identifier value={ref} />,
    })),
    { term: "Payment number", value: <Identifier value={payment.id} /> },
    payment.completedAt
      ? { term: "Paid", value: <MomentText at={payment.completedAt} /> }
      : { term: "Begun", value: <MomentText at={payment.createdAt} /> },
    payment.failureReason
      ? {
          term: `In ${gatewayLabels[payment.gateway]}’s words`,
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
