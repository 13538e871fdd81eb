import { Link } from "@remix-run/react";
import { Amount } from "#app/components/amount.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { type Column, Table } from "#app/components/table.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { ExceptionStatusBadge } from "#app/features/exceptions/exception-status-badge.tsx";
import {
  type ExceptionSpeech,
  explainException,
  useExceptionSpeech,
} from "#app/features/exceptions/explain-exception.ts";
import { adminPaths } from "#app/paths.ts";
import type { ExceptionListRow, ExceptionGroup as Group } from "./queries.server.ts";

const columnsIn = (speech: ExceptionSpeech): ReadonlyArray<Column<ExceptionListRow>> => [
  {
    key: "what",
    header: "What",
    primary: true,
    className: "md:max-w-40 lg:w-1/4",
    cell: (row) => (
      <NameText>
        {row.student ?? row.course ?? known(row, speech)[0] ?? speech.exceptions(`kinds.${row.kind}`)}
      </NameText>
    ),
  },
  {
    key: "amount",
    header: "Amount",
    align: "end",
    className: "md:w-32",
    cell: (row) =>
      row.amount_minor !== null && row.currency !== null ? (
        <Amount money={{ minor: row.amount_minor, currency: row.currency }} />
      ) : null,
  },
  {
    key: "about",
    header: "About",
    className: "md:max-w-32 lg:max-w-72",
    cell: (row) => (
      <NameText>
        {row.student
          ? row.course
          : known(row, speech)
              .slice(row.course ? 0 : 1)
              .join(" ")}
      </NameText>
    ),
  },
  {
    key: "state",
    header: "State",
    className: "md:w-36",
    cell: (row) => <ExceptionStatusBadge status={row.status} severity={row.severity} />,
  },
  {
    key: "since",
    header: "Since",
    align: "end",
    className: "md:w-40",
    cell: (row) => <TimeAgo at={row.first_seen_at} />,
  },
];

/** What is known of it, for what has no student. */
const known = (row: ExceptionListRow, speech: ExceptionSpeech) =>
  explainException(row.kind, row.facts, speech).known;

/** One kind: how many, since when, and the first of them. A `details`, so that it folds without script. */
export function ExceptionGroup({ group, more }: { group: Group; more: string | null }) {
  const speech = useExceptionSpeech();
  const heading = speech.exceptions(`kinds.${group.kind}`);
  const counted = group.count >= 1_000 ? "1,000+" : group.count;
  return (
    // It may have been folded before the script was there.
    <details open suppressHydrationWarning className="group rounded-lg border border-line bg-surface">
      <summary className="flex min-h-11 list-none flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 group-open:border-b group-open:border-line">
        <h2 className="text-base font-semibold">{heading}</h2>
        <span className="rounded-full bg-neutral-soft px-2 text-sm text-neutral-ink tabular-nums">
          {counted}
          <span className="sr-only"> of them</span>
        </span>
        <span className="ms-auto text-sm text-ink-muted">
          oldest <TimeAgo at={group.oldestAt} />
        </span>
      </summary>
      <div className="overflow-hidden rounded-b-lg">
        <Table
          caption={heading}
          columns={columnsIn(speech)}
          rows={group.rows}
          rowKey={(row) => row.id}
          href={(row) => adminPaths.exception(row.id)}
        />
        {more ? (
          <p className="border-t border-line px-4 py-2">
            <Link to={more} className="link">
              Show all {counted}
            </Link>
          </p>
        ) : null}
      </div>
    </details>
  );
}
