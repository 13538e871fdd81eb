import type { LucideIcon } from "lucide-react";
import CircleCheck from "lucide-react/icons/circle-check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import CircleHelp from "lucide-react/icons/circle-question-mark";
import CircleSlash from "lucide-react/icons/circle-slash";
import CircleX from "lucide-react/icons/circle-x";
import LoaderCircle from "lucide-react/icons/loader-circle";
import MailX from "lucide-react/icons/mail-x";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { Tone } from "#app/components/tone.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { MailState } from "#db/schema.ts";

export const mailLooks: Record<MailState, { icon: LucideIcon; tone: Tone }> = {
  queued: { icon: CircleDashed, tone: "neutral" },
  sending: { icon: LoaderCircle, tone: "info" },
  sent: { icon: CircleCheck, tone: "success" },
  failed: { icon: CircleX, tone: "danger" },
  not_configured: { icon: MailX, tone: "warning" },
  unknown: { icon: CircleHelp, tone: "warning" },
  outdated: { icon: CircleSlash, tone: "neutral" },
};

/** A mail's state as icon, word and colour. */
export function MailStateBadge({ state }: { state: MailState }) {
  const t = useTranslations("mail.states");
  return <StatusBadge {...mailLooks[state]} label={t(state)} />;
}
