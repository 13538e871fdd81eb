import { Link } from "@remix-run/react";
import type { AuditRow } from "#app/features/audit/list-audit.server.ts";
import { pageOf } from "#app/features/audit/subject-link.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

type Subject = Pick<AuditRow, "subject_type" | "subject_id" | "before" | "after" | "about">;

/** What an entry is about: what it is, in words and linked, by whose name or title it is known, and the id that finds it here. */
export function SubjectCell({ row }: { row: Subject }) {
  const t = useTranslations("audit.subjects");
  const { subject_type: type, subject_id: id } = row;
  const known = type as "payment";
  const words = t.has(known) ? t(known) : type.replaceAll("_", " ");
  const to = pageOf(id, { ...row.before, ...row.after });
  return (
    <span className="block min-w-0">
      {to ? (
        <Link to={to} className="link">
          {words}
        </Link>
      ) : (
        words
      )}
      {row.about ? (
        <span className="block">
          <bdi className="break-words">{row.about}</bdi>
        </span>
      ) : null}
      <bdi dir="ltr" className="block text-sm text-match-parent text-ink-muted md:truncate" title={id}>
        {id}
      </bdi>
    </span>
  );
}
