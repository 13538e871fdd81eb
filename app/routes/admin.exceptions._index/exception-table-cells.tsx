import { Amount } from "#app/components/amount.tsx";
import { ChangedMark } from "#app/components/changed-mark.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import type { ExceptionColumn } from "#app/features/exceptions/exception-list.ts";
import { ExceptionStatusBadge } from "#app/features/exceptions/exception-status-badge.tsx";
import { explainException, useExceptionSpeech } from "#app/features/exceptions/explain-exception.ts";
import type { ExceptionListRow } from "#app/features/exceptions/list-exceptions.server.ts";
import type { Cell } from "#app/features/views/list-frame.tsx";
import { useKindNames } from "./exception-words.ts";

const name = "md:max-xl:order-2 xl:max-w-72";

/** How each column of the exceptions is drawn. */
export const exceptionTableCells: Record<ExceptionColumn, Cell<ExceptionListRow>> = {
  what: { className: "xl:w-1/4", cell: (row) => <What row={row} /> },
  amount: {
    card: "end",
    align: "digits",
    className: "xl:w-44",
    cell: (row) =>
      row.amount_minor !== null && row.currency !== null ? (
        <Amount money={{ minor: row.amount_minor, currency: row.currency }} />
      ) : null,
  },
  about: {
    card: "text",
    className: "md:max-xl:order-1 md:max-xl:col-span-full md:max-xl:text-ink-muted xl:max-w-72",
    cell: (row) => <About row={row} />,
  },
  kind: { card: "line", className: name, sort: "kind", cell: (row) => <Kind row={row} /> },
  state: {
    card: "line",
    className: "xl:w-34",
    cell: (row) => (
      <ChangedMark value={row.status}>
        <ExceptionStatusBadge status={row.status} severity={row.severity} />
      </ChangedMark>
    ),
  },
  times: { align: "digits", className: "md:max-xl:order-2", cell: (row) => row.occurrences },
  email: { className: name, cell: (row) => <NameText>{row.email}</NameText> },
  payment: {
    className: "md:max-w-48 md:max-xl:order-2",
    cell: (row) => <NameText>{row.payment_id}</NameText>,
  },
  id: { className: "md:max-w-48 md:max-xl:order-2", cell: (row) => <NameText>{row.id}</NameText> },
  seen: {
    align: "end",
    sort: "seen",
    className: "md:max-xl:order-2",
    cell: (row) => <TimeAgo at={row.last_seen_at} />,
  },
  closed: {
    align: "end",
    className: "md:max-xl:order-2",
    cell: (row) => (row.resolved_at ? <TimeAgo at={row.resolved_at} /> : null),
  },
  resolution: { className: name, cell: (row) => <NameText>{row.resolution}</NameText> },
  since: {
    card: "line",
    align: "end",
    className: "xl:w-40",
    sort: "since",
    cell: (row) => <TimeAgo at={row.first_seen_at} />,
  },
};

/** Whom it is about; else the course; else what is known of it. */
function What({ row }: { row: ExceptionListRow }) {
  const known = useKnown(row);
  const names = useKindNames();
  return <NameText>{row.student ?? row.course ?? known[0] ?? names(row.kind)}</NameText>;
}

function Kind({ row }: { row: ExceptionListRow }) {
  return useKindNames()(row.kind);
}

function About({ row }: { row: ExceptionListRow }) {
  const known = useKnown(row);
  // Facts are sentences: two lines of them leave an amount whole, where one was cut within it.
  return (
    <NameText two={!row.student}>
      {row.student ? row.course : known.slice(row.course ? 0 : 1).join(" ")}
    </NameText>
  );
}

const useKnown = (row: ExceptionListRow) => explainException(row.kind, row.facts, useExceptionSpeech()).known;
