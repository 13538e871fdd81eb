import type { LucideIcon } from "lucide-react";
import CircleCheck from "lucide-react/icons/circle-check";
import EyeOff from "lucide-react/icons/eye-off";
import OctagonAlert from "lucide-react/icons/octagon-alert";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { Tone } from "#app/components/tone.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { exceptionStatuses } from "#db/schema.ts";

type Status = (typeof exceptionStatuses)[number];

/** Where an exception stands; an open one says how grave it is. */
export function ExceptionStatusBadge({
  status,
  severity,
}: {
  status: Status;
  severity: "warning" | "critical";
}) {
  const t = useTranslations("exceptions.states");
  const looks: Record<Status, { tone: Tone; icon: LucideIcon }> = {
    open:
      severity === "critical"
        ? { tone: "danger", icon: OctagonAlert }
        : { tone: "warning", icon: TriangleAlert },
    resolved: { tone: "success", icon: CircleCheck },
    ignored: { tone: "neutral", icon: EyeOff },
  };
  const urgent = status === "open" && severity === "critical";
  return <StatusBadge {...looks[status]} label={t(urgent ? "urgent" : status)} />;
}
