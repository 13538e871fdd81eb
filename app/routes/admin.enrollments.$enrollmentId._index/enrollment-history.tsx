import { Timeline } from "#app/components/timeline.tsx";
import { useRecordWords } from "#app/features/audit/use-record-words.ts";
import { enrollmentStatusLook } from "#app/features/enrollments/enrollment-status-badge.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { type EnrollmentStatus, enrollmentStatuses } from "#db/schema.ts";
import type { History } from "./queries.server.ts";

const known = [
  "requested",
  "awaiting_approval",
  "granted",
  "approved",
  "rejected",
  "revoked",
  "restored",
  "decision_undone",
  "lapsed",
  "withdrawn",
  "deadline_extended",
  "offered",
  "transferred",
  "received",
  "reassigned",
  "payment_changed",
] as const;

/** What happened to the enrollment, newest first: who, what, from where to where, and why. */
export function EnrollmentHistory({ history }: { history: History }) {
  const t = useTranslations("enrollment");
  const queue = useTranslations("enrollments");
  const record = useRecordWords();
  return (
    <Timeline
      label={t("history")}
      entries={history.map((entry) => {
        const kind = known.find((word) => entry.action === `enrollment.${word}`) ?? "other";
        const [from, to] = [statusOf(entry.before), statusOf(entry.after)];
        return {
          id: String(entry.id),
          at: entry.at,
          title: t(`events.${kind}`),
          actor: entry.actor ? <bdi>{entry.actor}</bdi> : t(`who.${entry.actor_type}`),
          source:
            from && to ? t("moved", { from: queue(`status.${from}`), to: queue(`status.${to}`) }) : undefined,
          note: entry.reason ? <bdi>{queue("saying", { reason: record(entry.reason) })}</bdi> : undefined,
          ...(to && enrollmentStatusLook[to]),
        };
      })}
    />
  );
}

function statusOf(values: Record<string, unknown> | null): EnrollmentStatus | null {
  return enrollmentStatuses.find((status) => status === values?.status) ?? null;
}
