import { Amount } from "#app/components/amount.tsx";
import { ChangedMark } from "#app/components/changed-mark.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { DecisionButtons } from "#app/features/approvals/decision-buttons.tsx";
import { RefusalNote, WhoDecided } from "#app/features/approvals/refusal-note.tsx";
import { useDecision } from "#app/features/approvals/use-decision.ts";
import { isWaiting } from "#app/features/enrollments/enrollment.ts";
import type { EnrollmentColumn } from "#app/features/enrollments/enrollment-list.ts";
import { EnrollmentStatusBadge } from "#app/features/enrollments/enrollment-status-badge.tsx";
import type { EnrollmentListRow } from "#app/features/enrollments/list-enrollments.server.ts";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { Lookers } from "#app/features/presence/lookers.tsx";
import type { Looker } from "#app/features/presence/presence.ts";
import type { Cell } from "#app/features/views/list-frame.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { RowAnswers } from "./use-row-answers.ts";

export interface CellOptions {
  /** The id of the form that takes the chosen rows; null for whoever may not decide many. */
  bulkForm: string | null;
  /** Whoever may not has no column for it. */
  mayDecide: boolean;
  back: string;
  answers: RowAnswers;
  /** Who else has a row open. */
  lookers: readonly Looker[];
}

/** How each column of the enrollments is drawn. */
export function enrollmentCells(
  options: CellOptions,
): Record<EnrollmentColumn, Cell<EnrollmentListRow> | null> {
  return {
    student: {
      className: "xl:max-w-36 min-[90rem]:max-w-48",
      cell: (row) => <Student row={row} {...options} />,
    },
    course: {
      card: "text",
      className: "xl:max-w-40 min-[90rem]:max-w-52",
      cell: (row) => <NameText two>{row.course}</NameText>,
    },
    status: { card: "line", cell: (row) => <Status row={row} /> },
    payment: { card: "end", className: "md:max-xl:order-2", cell: (row) => <Payment row={row} /> },
    // On a second line below 1280 px, under the name; the course's page has the seats.
    seats: {
      card: "named",
      align: "digits",
      className: "max-md:order-2 md:max-[90rem]:hidden",
      cell: (row) => <Seats row={row} />,
    },
    earlier: {
      card: "line",
      className: "max-md:order-2 md:max-xl:order-1 md:max-xl:ps-6!",
      cell: (row) => <Earlier row={row} />,
    },
    since: {
      card: "line",
      align: "end",
      sort: "waiting",
      className: "md:max-xl:order-3",
      cell: (row) => <TimeAgo at={row.waiting_since} />,
    },
    started: {
      align: "end",
      sort: "started",
      className: "md:max-xl:order-4",
      cell: (row) => <TimeAgo at={row.created_at} />,
    },
    email: { className: "md:max-w-48 md:max-xl:order-4", cell: (row) => <NameText>{row.email}</NameText> },
    id: { className: "md:max-w-48 md:max-xl:order-4", cell: (row) => <NameText>{row.id}</NameText> },
    // Stays in sight where the row is wider than its place.
    decision: options.mayDecide
      ? {
          card: "acts",
          className:
            "md:max-xl:col-start-4 md:max-xl:row-span-2 md:max-xl:row-start-1 xl:min-w-44 xl:max-2xl:sticky xl:max-2xl:end-0 xl:max-2xl:border-s xl:max-2xl:border-line xl:max-2xl:bg-surface",
          cell: (row) => <Decision row={row} {...options} />,
        }
      : null,
  };
}

function Student({ row, bulkForm, lookers }: { row: EnrollmentListRow } & CellOptions) {
  const t = useTranslations("enrollments");
  return (
    <span className="flex items-center gap-2">
      {bulkForm ? (
        // Above the row's link; a press on it chooses and goes nowhere. On a phone as wide as a thumb.
        <input
          type="checkbox"
          form={bulkForm}
          name="id"
          value={row.id}
          aria-label={t("choose", { name: row.student })}
          onClick={(event) => event.stopPropagation()}
          className="relative z-1 size-4 shrink-0 accent-accent max-md:size-6 max-md:before:absolute max-md:before:-inset-2.5"
        />
      ) : null}
      <span className="relative min-w-0">
        <NameText two>{row.student}</NameText>
        {/* Laid over the row's own edge: whoever comes and goes moves no button under a hand. */}
        <span className="pointer-events-none absolute start-0 top-full -mt-0.5 w-max max-w-64 leading-none md:max-xl:mt-6">
          <Lookers of={lookers} subject={row.id} />
        </span>
      </span>
    </span>
  );
}

function Status({ row }: { row: EnrollmentListRow }) {
  const { status } = useDecision(row);
  return (
    <ChangedMark value={status}>
      <EnrollmentStatusBadge status={status} />
    </ChangedMark>
  );
}

function Payment({ row }: { row: EnrollmentListRow }) {
  const t = useTranslations("enrollments");
  if (!row.payment_status || row.captured_minor === null || !row.currency)
    return <span className="text-ink-muted">{row.source === "staff" ? t("granted") : t("unpaid")}</span>;
  return (
    <span className="flex flex-col items-start gap-0.5 max-md:items-end">
      <Amount money={{ minor: row.captured_minor, currency: row.currency }} />
      {row.payment_status === "succeeded" ? null : <PaymentStatusBadge status={row.payment_status} />}
    </span>
  );
}

function Seats({ row }: { row: EnrollmentListRow }) {
  const t = useTranslations("enrollments");
  if (row.capacity === null) return <span className="text-ink-muted">{t("noLimit")}</span>;
  const left = row.capacity - row.enrolled_count;
  return (
    <span className={left === 0 ? "font-medium text-warning-ink" : undefined}>{t("seats", { left })}</span>
  );
}

function Earlier({ row }: { row: EnrollmentListRow }) {
  const t = useTranslations("enrollments");
  return (
    <span className="flex flex-col text-sm max-xl:flex-row max-xl:flex-wrap max-xl:gap-x-1.5 max-xl:text-xs md:*:whitespace-nowrap">
      <span className={row.earlier === 0 ? "text-ink-muted" : undefined}>
        {/* On a phone no header says it. */}
        {t.rich("earlier", {
          count: row.earlier,
          before: (words) => <span className="md:hidden">{words}</span>,
        })}
      </span>
      {row.refused > 0 ? (
        <span className="text-warning-ink">{t("refused", { count: row.refused })}</span>
      ) : null}
      {row.refunded > 0 ? (
        <span className="text-warning-ink">{t("refunded", { count: row.refunded })}</span>
      ) : null}
    </span>
  );
}

function Decision({ row, back, answers }: { row: EnrollmentListRow } & CellOptions) {
  const refusal = answers.refusalOf(row.id);
  if (refusal) return <RefusalNote result={refusal} onDismiss={() => answers.dismiss(row.id)} />;
  return (
    <>
      <DecisionButtons row={row} name={row.student} back={back} />
      <WhyBack row={row} />
    </>
  );
}

/** Of a row that waits again: who brought it back, and when. */
function WhyBack({ row }: { row: EnrollmentListRow }) {
  if (!isWaiting(row.status) || !row.decided_last || !row.decision || !row.decided_at) return null;
  const decided = {
    decision: row.decision,
    at: row.decided_at.toISOString(),
    name: row.decided_by_name,
    reason: null,
  };
  return (
    <div className="mt-1 max-w-56 text-xs whitespace-normal text-ink-muted">
      <WhoDecided decided={decided} />
    </div>
  );
}
