import type { LucideIcon } from "lucide-react";
import Ban from "lucide-react/icons/ban";
import CircleCheck from "lucide-react/icons/circle-check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import CircleX from "lucide-react/icons/circle-x";
import Clock from "lucide-react/icons/clock";
import ExternalLink from "lucide-react/icons/external-link";
import Scale from "lucide-react/icons/scale";
import TimerOff from "lucide-react/icons/timer-off";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import Undo from "lucide-react/icons/undo-2";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { PaymentStatus } from "#app/features/payments/payment.ts";
import { paymentStatusTones } from "#app/features/payments/payment-status-tones.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

const icons: Record<PaymentStatus, LucideIcon> = {
  created: CircleDashed,
  redirected: ExternalLink,
  pending: Clock,
  succeeded: CircleCheck,
  failed: CircleX,
  expired: TimerOff,
  needs_review: TriangleAlert,
  partially_refunded: Undo,
  refunded: Undo,
  voided: Ban,
  disputed: Scale,
  lost: CircleX,
};

/** The colour and icon of a status; timelines use them too. */
export const paymentStatusLook = (status: PaymentStatus) => ({
  tone: paymentStatusTones[status],
  icon: icons[status],
});

/** A payment's status as icon, word and colour. */
export function PaymentStatusBadge({ status }: { status: PaymentStatus }) {
  const t = useTranslations("payments.status");
  return <StatusBadge {...paymentStatusLook(status)} label={t(status)} />;
}
