import Archive from "lucide-react/icons/archive";
import CircleCheck from "lucide-react/icons/circle-check";
import PencilLine from "lucide-react/icons/pencil-line";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { courseStatuses } from "#db/schema.ts";

type CourseStatus = (typeof courseStatuses)[number];

const looks = {
  draft: { tone: "info", icon: PencilLine },
  published: { tone: "success", icon: CircleCheck },
  archived: { tone: "neutral", icon: Archive },
} as const;

export function CourseStatusBadge({ status }: { status: CourseStatus }) {
  const t = useTranslations("courses");
  return <StatusBadge {...looks[status]} label={t(`status.${status}`)} />;
}
