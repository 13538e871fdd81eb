import CircleCheck from "lucide-react/icons/circle-check";
import Clock from "lucide-react/icons/clock";
import Inbox from "lucide-react/icons/inbox";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

const looks = {
  school: { tone: "warning", icon: Inbox },
  student: { tone: "info", icon: Clock },
  resolved: { tone: "success", icon: CircleCheck },
} as const;

/** Whose turn a case is, or that it is over. */
export function CaseStateBadge({ state }: { state: keyof typeof looks }) {
  const t = useTranslations("cases.states");
  return <StatusBadge {...looks[state]} label={t(state)} />;
}
