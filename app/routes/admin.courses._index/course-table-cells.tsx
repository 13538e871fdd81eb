import { MomentText } from "#app/components/moment-text.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { CourseStatusBadge } from "#app/features/courses/course-status-badge.tsx";
import type { OfficeCourseRow } from "#app/features/courses/list-office-courses.server.ts";
import type { CourseColumn } from "#app/features/courses/office-list.ts";
import type { Cell } from "#app/features/views/list-frame.tsx";
import { unbrokenMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** How each column of the courses is drawn: whether it sells, how full it is, who waits, for how much. */
export const courseTableCells: Record<CourseColumn, Cell<OfficeCourseRow>> = {
  title: {
    sort: "title",
    className: "md:w-1/2 md:max-w-0 md:min-w-40",
    cell: (row) => <NameText>{row.title}</NameText>,
  },
  status: { card: "end", cell: (row) => <CourseStatusBadge status={row.status} /> },
  starts: { card: "named", sort: "starts", cell: (row) => <Start at={row.starts_at} /> },
  seats: {
    card: "named",
    align: "digits",
    cell: (row) => <Seats taken={row.taken} capacity={row.capacity} />,
  },
  waiting: { card: "named", align: "digits", cell: (row) => <Waiting count={row.waiting} /> },
  prices: {
    card: "text",
    align: "digits",
    className: "md:max-2xl:whitespace-normal!",
    cell: (row) => (
      <bdi dir="ltr" className="tabular-nums">
        {row.prices.map((price, at) => (
          <span key={price.currency} className="md:max-2xl:block">
            {at > 0 ? <span className="md:max-2xl:hidden"> · </span> : null}
            {unbrokenMoney(price)}
          </span>
        ))}
      </bdi>
    ),
  },
  approval: { cell: (row) => <Approval mode={row.approval_mode} /> },
  id: { className: "md:max-w-48", cell: (row) => <NameText>{row.id}</NameText> },
  made: { align: "end", sort: "made", cell: (row) => <TimeAgo at={row.created_at} /> },
};

function Start({ at }: { at: Date | null }) {
  const t = useTranslations("courses");
  return at ? <MomentText at={at} dayOnly /> : t("atAnyTime");
}

function Seats({ taken, capacity }: { taken: number; capacity: number | null }) {
  const t = useTranslations("courses");
  return capacity === null ? t("seatsNoLimit", { taken }) : t("seats", { taken, capacity });
}

/** The line is counted up to here. */
const most = 1_000;

function Waiting({ count }: { count: number }) {
  const t = useTranslations("courses.list");
  return count < most ? count : t("upTo");
}

function Approval({ mode }: { mode: OfficeCourseRow["approval_mode"] }) {
  const t = useTranslations("courses.list.approval");
  return t(mode);
}
