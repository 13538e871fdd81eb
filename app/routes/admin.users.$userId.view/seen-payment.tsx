import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import { explainPayment } from "#app/features/payments/explain-payment.ts";
import { PaymentFactList } from "#app/features/payments/payment-facts.tsx";
import type { StudentPayment } from "#app/features/payments/student-payment.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** A payment's page as its student reads it, without anything to press. */
export function SeenPayment({ payment }: { payment: StudentPayment }) {
  const explanation = explainPayment(payment, useTranslations("explain"));
  return (
    <div className="flex flex-col gap-4">
      <Notice tone={explanation.tone === "neutral" ? "info" : explanation.tone} title={explanation.headline}>
        <p>{explanation.meaning}</p>
        <p>{explanation.next}</p>
      </Notice>
      <Panel title={<bdi>{payment.course.title}</bdi>}>
        <PaymentFactList payment={payment} />
      </Panel>
    </div>
  );
}
