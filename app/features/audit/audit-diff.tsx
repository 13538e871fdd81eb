import ArrowRight from "lucide-react/icons/arrow-right";
import { changedFields } from "#app/features/audit/subject.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

type Side = Record<string, unknown> | null;

/** What changed, field by field: what it was, an arrow, what it is. */
export function AuditDiff({ before, after }: { before: Side; after: Side }) {
  const t = useTranslations("lists.audit");
  const changes = changedFields(before, after);
  if (changes.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5">
      {changes.map((change) => (
        <li key={change.field} className="flex flex-wrap items-baseline gap-x-1.5 text-sm break-all">
          <bdi className="text-ink-muted">{change.field.replaceAll("_", " ")}</bdi>
          {change.before === null ? null : (
            <>
              <del className="text-danger-ink no-underline">
                <span className="sr-only">{t("was")} </span>
                <bdi>{change.before}</bdi>
              </del>
              <ArrowRight size={12} aria-hidden className="self-center rtl:-scale-x-100" />
            </>
          )}
          <ins className="text-success-ink no-underline">
            <span className="sr-only">{t("is")} </span>
            <bdi>{change.after ?? t("gone")}</bdi>
          </ins>
        </li>
      ))}
    </ul>
  );
}
