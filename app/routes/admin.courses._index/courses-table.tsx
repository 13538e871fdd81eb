import { MomentText } from "#app/components/moment-text.tsx";
import { Table } from "#app/components/table.tsx";
import { CourseStatusBadge } from "#app/features/courses/course-status-badge.tsx";
import { formatMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { CourseRow } from "./queries.server.ts";

/** A row a course: whether it sells, how full it is, who waits, for how much. */
export function CoursesTable({ courses }: { courses: readonly CourseRow[] }) {
  const t = useTranslations("courses");
  return (
    <Table
      caption={t("title")}
      rows={courses}
      rowKey={(row) => row.id}
      href={(row) => adminPaths.course(row.id)}
      columns={[
        { key: "title", header: t("columns.title"), cell: (row) => <bdi>{row.title}</bdi>, primary: true },
        {
          key: "status",
          header: t("columns.status"),
          cell: (row) => <CourseStatusBadge status={row.status} />,
        },
        {
          key: "starts",
          header: t("columns.starts"),
          cell: (row) => (row.startsAt ? <MomentText at={row.startsAt} dayOnly /> : t("atAnyTime")),
        },
        {
          key: "seats",
          header: t("columns.seats"),
          align: "end",
          cell: (row) =>
            row.capacity === null
              ? t("seatsNoLimit", { taken: row.taken })
              : t("seats", { taken: row.taken, capacity: row.capacity }),
        },
        { key: "waiting", header: t("columns.waiting"), align: "end", cell: (row) => row.waiting },
        {
          key: "prices",
          header: t("columns.prices"),
          align: "end",
          cell: (row) => (
            <bdi dir="ltr" className="tabular-nums">
              {row.prices.map(formatMoney).join(" · ")}
            </bdi>
          ),
        },
      ]}
    />
  );
}
