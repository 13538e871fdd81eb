import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { DecisionForm } from "#app/features/approvals/decision-buttons.tsx";
import { WhoDecided } from "#app/features/approvals/refusal-note.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { Told } from "./find-told.server.ts";

/** What came of the last plain form, and the way to take it back while that can be. */
export function ToldNotice({ told, back }: { told: Told; back: string }) {
  const t = useTranslations("enrollments");
  const { row, outcome } = told;
  if (outcome === "decided" && row.decided)
    return (
      <Notice
        tone="success"
        title={t(`decided.${row.decided.decision}`, { name: row.student })}
        actions={
          told.undoable ? (
            <DecisionForm row={row} back={back}>
              <Button size="small" name="decision" value="undo">
                {t("decide.undo")}
              </Button>
            </DecisionForm>
          ) : null
        }
      >
        {told.undoable ? t("undoable") : null}
      </Notice>
    );
  return (
    <Notice tone="warning" title={t(`not.${outcome === "decided" ? "stale" : outcome}`)}>
      <bdi>{row.student}</bdi>
      {row.decided?.latest ? <WhoDecided decided={row.decided} /> : null}
      <p>{t("nowStands", { status: t(`status.${row.status}`) })}</p>
    </Notice>
  );
}
