import { Link } from "@remix-run/react";
import CreditCard from "lucide-react/icons/credit-card";
import FileCheck from "lucide-react/icons/file-check";
import History from "lucide-react/icons/history";
import Mail from "lucide-react/icons/mail";
import StickyNote from "lucide-react/icons/sticky-note";
import Webhook from "lucide-react/icons/webhook";
import { Timeline } from "#app/components/timeline.tsx";
import type { Tone } from "#app/components/tone.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { TimelineRow } from "./find-timeline.server.ts";
import { gatewayName, useTimelineWords } from "./timeline-words.ts";

const icons = {
  payment: CreditCard,
  evidence: FileCheck,
  delivery: Webhook,
  mail: Mail,
  note: StickyNote,
  audit: History,
} as const;

const tones: Record<string, Tone> = {
  succeeded: "success",
  failed: "danger",
  mismatch: "warning",
  disputed: "warning",
};

/** Everything that happened to a person, whoever did it; the raw facts one press away. */
export function PersonTimeline({ rows }: { rows: readonly TimelineRow[] }) {
  const t = useTranslations("person");
  const words = useTimelineWords();
  return (
    <Timeline
      label={t("page.timelineLabel")}
      entries={rows.map((row) => {
        const link = linkOf(row);
        return {
          id: row.key,
          at: row.at,
          icon: icons[row.source],
          tone: row.source === "note" ? "warning" : (tones[String(row.facts.kind)] ?? "neutral"),
          title: <bdi>{words.title(row)}</bdi>,
          actor: row.actor ? (
            <bdi>{gatewayName(row.actor)}</bdi>
          ) : row.source === "audit" ? (
            t("timeline.bursar")
          ) : undefined,
          source: words.source(row),
          note: row.note ? <p className="own-lines text-match-parent">{row.note}</p> : undefined,
          detailsLabel: t("timeline.facts"),
          details:
            row.source === "note" ? undefined : (
              <div className="flex flex-col gap-2">
                <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs" dir="ltr">
                  {factsOf(row).map(([name, value]) => (
                    <div key={name} className="contents">
                      <dt className="text-ink-muted">{name}</dt>
                      <dd className="font-mono break-all">{value}</dd>
                    </div>
                  ))}
                </dl>
                {link ? (
                  <Link to={link.to} className="link self-start text-sm">
                    {t(`timeline.${link.label}`)}
                  </Link>
                ) : null}
              </div>
            ),
        };
      })}
    />
  );
}

function factsOf(row: TimelineRow): Array<[string, string]> {
  return Object.entries(row.facts).flatMap(([name, value]): Array<[string, string]> => {
    if (value === null || value === undefined) return [];
    return [[name, typeof value === "object" ? JSON.stringify(value) : String(value)]];
  });
}

function linkOf(row: TimelineRow) {
  if (row.source === "delivery") return { to: adminPaths.webhook(row.ref), label: "openDelivery" } as const;
  const { payment, type, subject } = row.facts;
  const caseId = row.facts.case ?? (type === "case" ? subject : null);
  if (typeof caseId === "string") return { to: adminPaths.case(caseId), label: "openCase" } as const;
  if (typeof payment === "string") return { to: adminPaths.payment(payment), label: "openPayment" } as const;
  return null;
}
