import { Notice } from "#app/components/notice.tsx";
import { type PaymentStatus, paymentStatusLabels } from "#app/features/payments/payment.ts";

/** What came of asking the gateway, after it was asked. */
export function VerifiedNotice({
  verified,
  status,
  gateway,
}: {
  verified: string | null;
  status: PaymentStatus;
  gateway: string;
}) {
  const now = `“${paymentStatusLabels[status]}”`;
  if (verified === "changed")
    return (
      <Notice tone="success" title={`${gateway} had news: the payment is now ${now}`}>
        What it said is the newest entry of the timeline.
      </Notice>
    );
  if (verified === "same")
    return (
      <Notice tone="info" title={`${gateway} was asked and said nothing that changes this payment`}>
        It stays {now}.
      </Notice>
    );
  if (verified === "no_answer")
    return (
      <Notice tone="warning" title={`${gateway} gave no usable answer`}>
        Nothing follows from that: the payment stays {now} and is asked about again by itself. If this lasts,
        look at the gateway’s own status page.
      </Notice>
    );
  return null;
}
