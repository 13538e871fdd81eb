import { NameText } from "#app/components/name-text.tsx";
import { type Column, Table } from "#app/components/table.tsx";
import type { BulkItem } from "#app/features/approvals/bulk-job.ts";
import type { Decided } from "#app/features/approvals/decide-enrollment.server.ts";
import { WhoDecided } from "#app/features/approvals/refusal-note.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { EnrollmentStatus } from "#db/schema.ts";

/** Each row of a job with what became of it, and why not. */
export function ItemsTable({ items }: { items: readonly BulkItem[] }) {
  const t = useTranslations("enrollments.job");
  if (items.length === 0) return <p className="p-4 text-ink-muted">{t("noRows")}</p>;
  const columns: Array<Column<BulkItem>> = [
    {
      key: "student",
      header: t("columns.student"),
      primary: true,
      cell: (item) => <NameText>{item.student}</NameText>,
    },
    { key: "course", header: t("columns.course"), cell: (item) => <NameText>{item.course}</NameText> },
    { key: "outcome", header: t("columns.outcome"), cell: (item) => <Outcome item={item} /> },
  ];
  return (
    <Table
      caption={t("rows")}
      columns={columns}
      rows={items}
      rowKey={(item) => item.enrollmentId}
      href={(item) => adminPaths.enrollment(item.enrollmentId)}
    />
  );
}

function Outcome({ item }: { item: BulkItem }) {
  const t = useTranslations("enrollments");
  const { status, decided } = (item.detail ?? {}) as {
    status?: EnrollmentStatus;
    decided?: Decided | null;
  };
  const failed = item.status === "failed";
  return (
    <div className="whitespace-normal">
      <p className={failed ? "font-medium text-warning-ink" : undefined}>
        {t(`job.outcome.${item.outcome ?? "waiting"}`, { status: status ? t(`status.${status}`) : "" })}
      </p>
      {failed && decided?.latest ? <WhoDecided decided={decided} /> : null}
    </div>
  );
}
