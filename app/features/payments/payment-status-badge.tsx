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
import type { Tone } from "#app/components/tone.ts";
import type { PaymentStatus } from "#app/features/payments/payment.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** The colour and icon of each status; timelines use them too. */
export const paymentStatusLook: Record<PaymentStatus, { tone: Tone; icon: LucideIcon }> = {
  created: { tone: "neutral", icon: CircleDashed },
  redirected: { tone: "info", icon: ExternalLink },
  pending: { tone: "info", icon: Clock },
  succeeded: { tone: "success", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleX },
  expired: { tone: "neutral", icon: TimerOff },
  needs_review: { tone: "warning", icon: TriangleAlert },
  partially_refunded: { tone: "info", icon: Undo },
  refunded: { tone: "neutral", icon: Undo },
  voided: { tone: "neutral", icon: Ban },
  disputed: { tone: "warning", icon: Scale },
  lost: { tone: "danger", icon: CircleX },
};

/** A payment's status as icon, word and colour. */
export function PaymentStatusBadge({ status }: { status: PaymentStatus }) {
  const t = useTranslations("payments.status");
  return <StatusBadge {...paymentStatusLook[status]} label={t(status)} />;
}
