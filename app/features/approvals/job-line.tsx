import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { useClock } from "#app/components/clock.tsx";
import { type BulkJob, isRunning } from "#app/features/approvals/bulk-job.ts";
import { undoSeconds } from "#app/features/enrollments/enrollment.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

/** One job as a line: what it does, how far it is, and what can be done about it. Plain forms. */
export function JobLine({ job, mayBulk, own }: { job: BulkJob; mayBulk: boolean; own?: boolean }) {
  const t = useTranslations("bulk.job");
  return (
    <section
      aria-label={t("title", { decision: job.decision, count: job.total })}
      className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-medium">
          {t("title", { decision: job.decision, count: job.total })}{" "}
          <span className="font-normal text-ink-muted">
            <bdi>{t("by", { name: job.by })}</bdi> ·{" "}
            {job.triedBy === null ? null : (
              <>
                <bdi>{t("triedBy", { name: job.triedBy })}</bdi> ·{" "}
              </>
            )}
            {t(`status.${job.status}`)}
          </span>
        </p>
        <div className="flex flex-wrap gap-2">
          {mayBulk ? <JobActions job={job} /> : null}
          {own ? null : (
            <ButtonLink to={adminPaths.operation(job.id)} size="small">
              {t("see")}
            </ButtonLink>
          )}
        </div>
      </div>
      <JobProgress job={job} />
    </section>
  );
}

/** Done and not done as one bar, and the same in words. */
export function JobProgress({ job }: { job: BulkJob }) {
  const t = useTranslations("bulk.job");
  const part = (count: number) => `${job.total === 0 ? 0 : (count / job.total) * 100}%`;
  return (
    <>
      <div
        role="progressbar"
        aria-label={t("progressLabel")}
        aria-valuemin={0}
        aria-valuemax={job.total}
        aria-valuenow={job.done + job.failed}
        className="flex h-2 overflow-hidden rounded-full bg-sunken"
      >
        <span className="bg-success-ink" style={{ width: part(job.done) }} />
        <span className="bg-warning-ink" style={{ width: part(job.failed) }} />
      </div>
      <p role="status" className="text-sm text-ink-muted tabular-nums">
        {t("progress", { done: job.done, total: job.total, failed: job.failed })}
      </p>
    </>
  );
}

function JobActions({ job }: { job: BulkJob }) {
  const t = useTranslations("bulk.job");
  const { now } = useClock();
  if (isRunning(job.status))
    return (
      <Form method="post" action={adminPaths.operationCancellation(job.id)}>
        <Button size="small">{t("cancel")}</Button>
      </Form>
    );
  const undoable =
    job.decision !== "undo" &&
    job.undoneBy === null &&
    job.done > 0 &&
    job.finishedAt !== null &&
    now < job.finishedAt + undoSeconds * 1_000;
  const stopped = job.decision === "undo" && job.status === "cancelled";
  const left = job.startedAt === null || job.done + job.failed < job.total;
  return (
    <>
      {stopped && left ? (
        <Form method="post" action={adminPaths.operationRetries(job.id)}>
          <Button size="small">{t("resume")}</Button>
        </Form>
      ) : null}
      {undoable ? (
        <Form method="post" action={adminPaths.operationReversal(job.id)}>
          <Button size="small" data-key="z" title={t("undoHint")}>
            {t("undo")}
          </Button>
        </Form>
      ) : null}
      {job.failed > 0 && job.decision !== "undo" && job.undoneBy === null ? (
        <Form method="post" action={adminPaths.operationRetries(job.id)}>
          <Button size="small">{t("retry", { count: job.failed })}</Button>
        </Form>
      ) : null}
    </>
  );
}
