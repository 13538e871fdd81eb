import type { LucideIcon } from "lucide-react";
import ArrowRightLeft from "lucide-react/icons/arrow-right-left";
import Ban from "lucide-react/icons/ban";
import CircleCheck from "lucide-react/icons/circle-check";
import CircleX from "lucide-react/icons/circle-x";
import Clock from "lucide-react/icons/clock";
import Hand from "lucide-react/icons/hand";
import Pause from "lucide-react/icons/pause";
import Ticket from "lucide-react/icons/ticket-check";
import TimerOff from "lucide-react/icons/timer-off";
import Undo2 from "lucide-react/icons/undo-2";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { Tone } from "#app/components/tone.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { EnrollmentStatus } from "#db/schema.ts";

/** The colour and icon of each status; timelines use them too. */
export const enrollmentStatusLook: Record<EnrollmentStatus, { tone: Tone; icon: LucideIcon }> = {
  requested: { tone: "info", icon: Hand },
  pending_approval: { tone: "info", icon: Clock },
  approved: { tone: "info", icon: Ticket },
  active: { tone: "success", icon: CircleCheck },
  suspended: { tone: "warning", icon: Pause },
  rejected: { tone: "danger", icon: CircleX },
  revoked: { tone: "neutral", icon: Ban },
  lapsed: { tone: "neutral", icon: TimerOff },
  withdrawn: { tone: "neutral", icon: Undo2 },
  transferred: { tone: "neutral", icon: ArrowRightLeft },
};

/** An enrollment's status as icon, word and colour. */
export function EnrollmentStatusBadge({ status }: { status: EnrollmentStatus }) {
  const t = useTranslations("enrollments.status");
  return <StatusBadge {...enrollmentStatusLook[status]} label={t(status)} />;
}
