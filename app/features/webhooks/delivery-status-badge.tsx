import type { LucideIcon } from "lucide-react";
import CircleCheck from "lucide-react/icons/circle-check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import LoaderCircle from "lucide-react/icons/loader-circle";
import RotateCw from "lucide-react/icons/rotate-cw";
import ShieldX from "lucide-react/icons/shield-x";
import Skull from "lucide-react/icons/skull";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { type DeliveryState, deliveryStatusTones } from "#app/features/webhooks/delivery-labels.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

const icons: Record<DeliveryState, LucideIcon> = {
  received: CircleDashed,
  processing: LoaderCircle,
  processed: CircleCheck,
  failed: RotateCw,
  away: RotateCw,
  dead: Skull,
  rejected: ShieldX,
};

/** A delivery's status as icon, word and colour. */
export function DeliveryStatusBadge({ status }: { status: DeliveryState }) {
  const t = useTranslations("webhooks.statuses");
  return <StatusBadge tone={deliveryStatusTones[status]} icon={icons[status]} label={t(status)} />;
}
