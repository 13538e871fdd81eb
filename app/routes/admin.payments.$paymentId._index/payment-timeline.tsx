import { Link } from "@remix-run/react";
import ArrowRightLeft from "lucide-react/icons/arrow-right-left";
import FileCheck from "lucide-react/icons/file-check";
import GraduationCap from "lucide-react/icons/graduation-cap";
import Mail from "lucide-react/icons/mail";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import Webhook from "lucide-react/icons/webhook";
import { MomentText } from "#app/components/moment-text.tsx";
import { RawBody } from "#app/components/raw-body.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { buildTimeline } from "./build-timeline.ts";
import type { Happened } from "./find-timeline.server.ts";
import type { Payment } from "./queries.server.ts";
import { type TimelineItem, useTimelineSpeech } from "./timeline-item.ts";

const icons = {
  webhook: Webhook,
  evidence: FileCheck,
  status: ArrowRightLeft,
  seat: GraduationCap,
  exception: TriangleAlert,
  mail: Mail,
} as const;

/** What happened to the payment, the raw facts of each entry one press away. */
export function PaymentTimeline({ payment, happened }: { payment: Payment; happened: Happened }) {
  return <TimelineItems items={buildTimeline(payment, happened, useTimelineSpeech())} />;
}

export function TimelineItems({ items }: { items: readonly TimelineItem[] }) {
  const t = useTranslations("dossier.timeline");
  return (
    <Timeline
      label={t("label")}
      entries={items.map((item) => ({
        id: item.id,
        at: item.at,
        title: item.title,
        actor: item.actor && <bdi>{item.actor}</bdi>,
        source: item.source,
        tone: item.tone,
        icon: icons[item.icon],
        note: item.note || item.gatewayAt ? <Note item={item} /> : undefined,
        detailsLabel: t(item.body ? "factsAndBody" : "facts"),
        details: item.facts.length > 0 || item.body ? <Details item={item} /> : undefined,
      }))}
    />
  );
}

/**
 * What was said of it, and when it was by the gateway's clock, told in the school's time: of one piece, which a line's
 * end may not part.
 */
function Note({ item: { note, gatewayAt } }: { item: TimelineItem }) {
  const t = useTranslations("dossier.timeline");
  return (
    <p>
      {note ? <bdi>{note}</bdi> : null}
      {note && gatewayAt ? " · " : null}
      {gatewayAt ? t.rich("gatewayTime", { time: () => <MomentText at={gatewayAt} /> }) : null}
    </p>
  );
}

function Details({ item }: { item: TimelineItem }) {
  const t = useTranslations("dossier.timeline");
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
        {item.facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-muted">{name}</dt>
            <dd className="font-mono break-all">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {item.body ? <RawBody text={item.body} label={t("body", { id: item.id })} /> : null}
      {item.link ? (
        <Link to={item.link.to} className="link self-start text-sm">
          {item.link.label}
        </Link>
      ) : null}
    </div>
  );
}
