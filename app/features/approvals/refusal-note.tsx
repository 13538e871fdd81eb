import { Button } from "#app/components/button.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import type { Decided } from "#app/features/approvals/decide-enrollment.server.ts";
import type { DecisionAnswer, NoAnswer } from "#app/features/approvals/use-decision.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Why a decision was not written: what stands in its way, who decided what, and when. */
export function RefusalNote({
  result,
  onDismiss,
}: {
  result: DecisionAnswer["result"];
  onDismiss?: () => void;
}) {
  const t = useTranslations("enrollments");
  if (result.outcome === "decided") return null;
  const standing = "status" in result ? result : null;
  return (
    <div
      role="alert"
      className="flex max-w-72 flex-col items-start gap-1 text-start text-sm whitespace-normal"
    >
      <p className="font-medium text-warning-ink">{t(`not.${result.outcome}`)}</p>
      {result.outcome === "no_answer" ? <Unknown answer={result} /> : null}
      {standing?.decided?.latest ? <WhoDecided decided={standing.decided} /> : null}
      {standing ? (
        <p className="text-ink-muted">{t("nowStands", { status: t(`status.${standing.status}`) })}</p>
      ) : null}
      {"typed" in result && result.typed ? (
        <p className="text-ink-muted">
          {t("unsent.title")}: <bdi>{t("saying", { reason: result.typed })}</bdi>
        </p>
      ) : null}
      {onDismiss ? (
        <Button type="button" size="small" onClick={onDismiss}>
          {t("dismiss")}
        </Button>
      ) : null}
    </div>
  );
}

/** "Omar Farouk rejected it 2 min ago: “No diploma.”" */
export function WhoDecided({ decided }: { decided: Pick<Decided, "decision" | "at" | "name" | "reason"> }) {
  const t = useTranslations("enrollments");
  return (
    <p>
      {t(`did.${decided.decision}`, { who: decided.name ?? t("someone") })} · <TimeAgo at={decided.at} />
      {decided.reason ? (
        <span className="block text-ink-muted">
          <bdi>{t("saying", { reason: decided.reason })}</bdi>
        </span>
      ) : null}
    </p>
  );
}

/** What was typed for a decision that was not answered, and the id of what failed. */
function Unknown({ answer: { reason, errorId } }: { answer: NoAnswer }) {
  const t = useTranslations("enrollments");
  const words = useTranslations("errors");
  return (
    <>
      {reason ? (
        <p className="text-ink-muted">
          <bdi>{t("saying", { reason })}</bdi>
        </p>
      ) : null}
      {errorId ? (
        <p className="text-ink-muted">
          {words("errorId")} <Identifier value={errorId} />
        </p>
      ) : null}
    </>
  );
}
