import { Link } from "@remix-run/react";
import { MomentText } from "#app/components/moment-text.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { Panel } from "#app/components/panel.tsx";
import { Table } from "#app/components/table.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { LineEntry } from "./queries.server.ts";

/** The line for a full course: who is next, who was offered a seat and until when. */
export function LinePanel({
  line,
  enabled,
  most,
}: {
  line: readonly LineEntry[];
  enabled: boolean;
  most: number;
}) {
  const t = useTranslations("courses.line");
  return (
    <Panel title={t("title")} flush={line.length > 0}>
      {line.length > 0 ? (
        <Table
          caption={t("title")}
          rows={withPlaces(line)}
          rowKey={(row) => row.id}
          dense
          columns={[
            { key: "place", header: t("place"), align: "digits", card: "named", cell: (row) => row.place },
            {
              key: "student",
              header: t("student"),
              primary: true,
              className: "md:w-full md:max-w-0",
              cell: (row) => <Student entry={row} />,
            },
            {
              key: "since",
              header: t("since"),
              align: "end",
              card: "line",
              cell: (row) => <TimeAgo at={row.joinedAt} />,
            },
          ]}
        />
      ) : (
        <p className="text-base text-ink-muted">{enabled ? t("empty") : t("off")}</p>
      )}
      {line.length === most ? (
        <p className="px-4 py-2 text-sm text-ink-muted">{t("more", { count: most })}</p>
      ) : null}
    </Panel>
  );
}

/** A name of any length on one line; below it, until when a seat is held for them. */
function Student({ entry }: { entry: LineEntry }) {
  const t = useTranslations("courses.line");
  return (
    <>
      <Link to={adminPaths.user(entry.studentId)} className="link md:block">
        <NameText>{entry.name}</NameText>
      </Link>
      {entry.status === "offered" && entry.offerUntil ? (
        <span className="block text-sm font-normal text-ink-muted">
          {t.rich("offered", { until: () => <MomentText at={entry.offerUntil!} /> })}
        </span>
      ) : null}
    </>
  );
}

/** As each student's own page counts: who waits is numbered, an offered seat is out of the line already. */
function withPlaces(line: readonly LineEntry[]) {
  let place = 0;
  return line.map((entry) => ({ ...entry, place: entry.status === "waiting" ? ++place : null }));
}
