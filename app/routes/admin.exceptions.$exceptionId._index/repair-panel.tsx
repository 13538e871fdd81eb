import { Form, useNavigation } from "@remix-run/react";
import ArrowRight from "lucide-react/icons/arrow-right";
import { Button } from "#app/components/button.tsx";
import { Panel } from "#app/components/panel.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import type { RepairPreview } from "#app/features/reconciliation/repair-exception.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

const verbs = { seat: "grant", recount: "recount", unpaid: "unpaid" } as const;

type Seat = Extract<RepairPreview, { repair: "seat" }>;

/** The proposed repair with its effect, before it is done. Nothing where there is none. */
export function RepairPanel({
  exceptionId,
  preview,
  student,
  allowed,
}: {
  exceptionId: string;
  preview: RepairPreview;
  student: string | null;
  allowed: boolean;
}) {
  const t = useTranslations("exception.repair");
  const action = `${adminPaths.exception(exceptionId)}/repairs`;
  const repairing = useNavigation().formAction === action;
  if (preview.repair === "none") return null;
  const seat = preview.repair === "seat" ? preview : null;
  const full = seat !== null && seat.capacity !== null && seat.enrolled >= seat.capacity;
  const reason = !allowed ? t("mayNot") : full ? t("noSeat") : seat && !seat.asks ? t("notAsked") : null;
  return (
    <Panel title={t("title")}>
      <div className="flex flex-col gap-3">
        {seat ? <SeatEffect seat={seat} full={full} student={student} /> : null}
        {preview.repair === "recount" ? <p>{t("recountEffect")}</p> : null}
        {preview.repair === "unpaid" ? (
          <p>{t.rich("unpaidEffect", { words: () => <bdi>{preview.words.join(", ")}</bdi> })}</p>
        ) : null}
        <Form method="post" action={action} className="flex flex-col items-start gap-3">
          {preview.repair === "unpaid" ? (
            <TextArea
              label={t("found")}
              name="reason"
              required
              minLength={3}
              maxLength={1_000}
              hint={t("foundHint")}
              dir="auto"
            />
          ) : null}
          <Button variant="primary" pending={repairing && t("pending")} disabledReason={reason}>
            {t(verbs[preview.repair])}
          </Button>
        </Form>
      </div>
    </Panel>
  );
}

function SeatEffect({ seat, full, student }: { seat: Seat; full: boolean; student: string | null }) {
  const t = useTranslations("exception.repair");
  const { capacity, enrolled } = seat;
  if (full && capacity !== null) return <p>{t("full", { capacity })}</p>;
  const taken = (count: number) => (capacity === null ? count : t("of", { taken: count, capacity }));
  return (
    <>
      <p>{t.rich("seat", { student: () => <bdi>{student ?? t("someStudent")}</bdi> })}</p>
      <dl className="flex flex-wrap gap-x-3">
        <dt className="text-ink-muted">{t("seats")}</dt>
        <dd className="tabular-nums">
          {taken(enrolled)}{" "}
          <ArrowRight size={14} aria-hidden className="inline align-[-0.125em] rtl:-scale-x-100" />{" "}
          <span className="font-medium">{taken(enrolled + 1)}</span>
        </dd>
      </dl>
    </>
  );
}
