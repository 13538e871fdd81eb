import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import type { Decided } from "#app/features/approvals/decide-enrollment.server.ts";
import { WhoDecided } from "#app/features/approvals/refusal-note.tsx";
import type { Decidable } from "#app/features/approvals/use-decision.ts";
import { type Move, needsReason, targetOf } from "#app/features/enrollments/enrollment.ts";
import { EnrollmentStatusBadge } from "#app/features/enrollments/enrollment-status-badge.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { EnrollmentDecision } from "#db/schema.ts";

/** A decision that was not written although its reason was: how the enrollment stands now, and what was typed. */
export interface Unsent {
  outcome: "stale" | "not_allowed" | "too_late" | "full" | "no_reason";
  decision: EnrollmentDecision;
  reason: string;
  back: string;
  row: Decidable & { student: string; decided: Decided | null };
}

/**
 * Without script: why a decision was not written, and the words that were typed for it, to be sent on how it stands now
 * where the decision is still open, else to be copied. Nothing is sent by itself.
 */
export function UnsentDecision({ unsent }: { unsent: Unsent }) {
  const t = useTranslations("enrollments");
  const { row, decision, reason, outcome } = unsent;
  const open = decision !== "undo" && targetOf(decision satisfies Move, row.source, row.status) !== null;
  const lacking = outcome === "no_reason" && open;
  return (
    <>
      <PageHeader
        back={{ to: unsent.back, label: t("title") }}
        title={
          <span className="flex flex-wrap items-center gap-3">
            <bdi>{row.student}</bdi>
            <EnrollmentStatusBadge status={row.status} />
          </span>
        }
      />
      {lacking ? null : (
        <div className="mb-6">
          <Notice tone="warning" title={t(`not.${outcome}`)}>
            {row.decided?.latest ? <WhoDecided decided={row.decided} /> : null}
            <p>{t("nowStands", { status: t(`status.${row.status}`) })}</p>
          </Notice>
        </div>
      )}
      <Panel title={t(lacking ? `decide.${decision}` : "unsent.title")}>
        {/* A whole page again: its answer is one too. */}
        <Form
          method="post"
          action={adminPaths.enrollmentDecision(row.id)}
          reloadDocument
          className="flex max-w-xl flex-col items-start gap-4"
        >
          <input type="hidden" name="version" value={row.version} />
          <input type="hidden" name="back" value={unsent.back} />
          <div className="w-full">
            <TextArea
              label={t("reason")}
              name="reason"
              defaultValue={reason}
              readOnly={!open}
              required={open && needsReason(decision)}
              minLength={3}
              maxLength={1_000}
              dir="auto"
              hint={lacking ? t("reasonHint", { decision }) : t(open ? "unsent.send" : "unsent.copy")}
              error={lacking ? t("not.no_reason") : null}
            />
          </div>
          <div className="flex flex-wrap gap-2">
            {open ? (
              <Button variant={needsReason(decision) ? "danger" : "primary"} name="decision" value={decision}>
                {t(
                  needsReason(decision) ? `refuse.${decision as "reject" | "revoke"}` : `decide.${decision}`,
                )}
              </Button>
            ) : null}
            <ButtonLink to={adminPaths.enrollment(row.id)}>{t("unsent.look")}</ButtonLink>
          </div>
        </Form>
      </Panel>
    </>
  );
}
