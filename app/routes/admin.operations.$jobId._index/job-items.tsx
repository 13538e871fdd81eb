import { ButtonLink } from "#app/components/button-link.tsx";
import { NameText } from "#app/components/name-text.tsx";
import type { Column } from "#app/components/table.tsx";
import type { BulkJob } from "#app/features/approvals/bulk-job.ts";
import type { Decided } from "#app/features/approvals/decide-enrollment.server.ts";
import type { BulkItemRow } from "#app/features/approvals/list-bulk-items.server.ts";
import { WhoDecided } from "#app/features/approvals/refusal-note.tsx";
import { type Page, PagedRows } from "#app/features/views/paged-rows.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { EnrollmentStatus } from "#db/schema.ts";

/** The rows of a job with what became of each, and why not: those that failed, or all of them. */
export function JobItems({
  job,
  page,
}: {
  job: BulkJob;
  page: Page<BulkItemRow> & { only: "failed" | "all" };
}) {
  const t = useTranslations("bulk.job");
  const columns: ReadonlyArray<Column<BulkItemRow>> = [
    {
      key: "student",
      header: t("columns.student"),
      primary: true,
      className: "md:max-w-40 lg:max-w-72",
      cell: student,
    },
    {
      key: "course",
      header: t("columns.course"),
      card: "text",
      className: "md:max-w-40 lg:max-w-72",
      cell: course,
    },
    { key: "outcome", header: t("columns.outcome"), card: "words", cell: outcome },
  ];
  const { only } = page;
  return (
    <PagedRows
      title={t("rows")}
      actions={
        <span className="flex gap-2">
          <ButtonLink
            to={adminPaths.operation(job.id, { rows: "failed" })}
            size="small"
            variant={only === "failed" ? "primary" : "secondary"}
          >
            {t("onlyFailed")}
          </ButtonLink>
          <ButtonLink
            to={adminPaths.operation(job.id, { rows: "all" })}
            size="small"
            variant={only === "all" ? "primary" : "secondary"}
          >
            {t("allRows")}
          </ButtonLink>
        </span>
      }
      page={page}
      columns={columns}
      words={{ caption: t("rows"), loading: t("loading"), arrived: (count) => t("arrived", { count }) }}
      at={(place) => adminPaths.operation(job.id, { rows: only, ...place })}
      latestFirst={false}
      href={(item) => adminPaths.enrollment(item.id)}
      none={<p className="p-4 text-ink-muted">{t("noRows")}</p>}
    />
  );
}

const student = (item: BulkItemRow) => <NameText>{item.student}</NameText>;
const course = (item: BulkItemRow) => <NameText>{item.course}</NameText>;
const outcome = (item: BulkItemRow) => <Outcome item={item} />;

function Outcome({ item }: { item: BulkItemRow }) {
  const t = useTranslations("bulk.job");
  const statuses = useTranslations("enrollments.status");
  const { status, decided } = (item.detail ?? {}) as {
    status?: EnrollmentStatus;
    decided?: Decided | null;
  };
  const failed = item.status === "failed";
  return (
    <div className="whitespace-normal">
      <p className={failed ? "font-medium text-warning-ink" : undefined}>
        {t(`outcome.${item.outcome ?? "waiting"}`, { status: status ? statuses(status) : "" })}
      </p>
      {failed && decided?.latest ? <WhoDecided decided={decided} /> : null}
    </div>
  );
}
