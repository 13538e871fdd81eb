import { Link } from "@remix-run/react";
import { Amount } from "#app/components/amount.tsx";
import { type Definition, DefinitionList } from "#app/components/definition-list.tsx";
import { EmailText } from "#app/components/email-text.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { EnrollmentStatusBadge } from "#app/features/enrollments/enrollment-status-badge.tsx";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import type { CaseDetail } from "#app/features/support/find-case.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

/** Whose case it is, what it is about, and who has it; `left`: who had it works on no cases any more. */
export function CaseFacts({ found, me, left }: { found: CaseDetail; me: string; left: boolean }) {
  const t = useTranslations("cases.page");
  const items: Array<Definition | false> = [
    {
      term: t("student"),
      value: (
        <>
          <Link className="link" to={adminPaths.user(found.student_id)}>
            <bdi>{found.student}</bdi>
          </Link>
          <span className="block text-sm text-ink-muted">
            <EmailText>{found.email}</EmailText>
          </span>
        </>
      ),
    },
    found.payment_id !== null &&
      found.amount_minor !== null &&
      found.currency !== null && {
        term: t("payment"),
        value: (
          <span className="flex flex-wrap items-center gap-2">
            <Link className="link" to={adminPaths.payment(found.payment_id)}>
              <Amount money={{ minor: found.amount_minor, currency: found.currency }} />
            </Link>
            {found.payment_status ? <PaymentStatusBadge status={found.payment_status} /> : null}
            <bdi className="text-sm text-match-parent text-ink-muted">{found.course}</bdi>
          </span>
        ),
      },
    found.enrollment_id !== null &&
      found.seat_status !== null && {
        term: t("seat"),
        value: (
          <span className="flex flex-wrap items-center gap-2">
            <Link className="link" to={adminPaths.enrollment(found.enrollment_id)}>
              <bdi>{found.seat_course}</bdi>
            </Link>
            <EnrollmentStatusBadge status={found.seat_status} />
          </span>
        ),
      },
    { term: t("opened"), value: <MomentText at={found.created_at} /> },
    {
      term: t("takenBy"),
      value: (
        <>
          {found.assignee_id === me ? t("you") : <bdi>{found.assignee ?? t("nobody")}</bdi>}
          {left ? <span className="block text-sm text-warning-ink">{t("left")}</span> : null}
        </>
      ),
    },
  ];
  return <DefinitionList items={items.filter((item) => item !== false)} />;
}
