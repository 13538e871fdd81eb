import type { Tone } from "#app/components/tone.ts";
import { adminPaths } from "#app/paths.ts";
import type { MailState } from "#db/schema.ts";
import type { Happened } from "./find-timeline.server.ts";
import type { TimelineItem, TimelineSpeech } from "./timeline-item.ts";

const tones: Record<MailState, Tone> = {
  queued: "neutral",
  sending: "neutral",
  sent: "success",
  failed: "danger",
  not_configured: "warning",
  unknown: "warning",
  outdated: "neutral",
};

/** A mail about the payment: whether it was sent, and where its text can be read. */
export function mailItem(
  row: Happened["mails"][number],
  { mail: t, record, facts }: TimelineSpeech,
): TimelineItem {
  return {
    id: row.id,
    at: row.sent_at ?? row.created_at,
    rank: 5,
    icon: "mail",
    tone: tones[row.state],
    title: t("timeline.entry", { kind: t(`kinds.${row.kind}`), state: t(`states.${row.state}`) }),
    actor: row.requested_by_name,
    source: null,
    note: row.last_error && record(row.last_error),
    facts: facts({ mail: row.id, tries: row.attempts, asked: row.created_at, sent: row.sent_at }),
    body: null,
    link: { to: adminPaths.mail(row.id), label: t("timeline.open") },
  };
}
