import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Amount } from "#app/components/amount.tsx";
import { type Definition, DefinitionList, FactGroups } from "#app/components/definition-list.tsx";
import { EmailText } from "#app/components/email-text.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { isWaiting } from "#app/features/enrollments/enrollment.ts";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { CaseLinks } from "#app/features/support/case-links.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { Enrollment, Related } from "./queries.server.ts";

/** What is known of the enrollment now; what is not known is left out. `related` stands among it. */
export function EnrollmentFacts({
  enrollment,
  related,
  mayExtend,
}: {
  enrollment: Enrollment;
  related: ReactNode;
  mayExtend: boolean;
}) {
  const t = useTranslations("enrollment");
  const { payment_id, payment_status, captured_minor, currency, capacity } = enrollment;
  const came: Array<Definition | false> = [
    {
      term: t("student"),
      value: (
        <>
          <Link to={adminPaths.user(enrollment.student_id)} className="link">
            <bdi>{enrollment.student}</bdi>
          </Link>
          <span className="block text-sm text-ink-muted">
            <EmailText>{enrollment.email}</EmailText>
          </span>
        </>
      ),
    },
    {
      term: t("course"),
      value: (
        <Link to={adminPaths.course(enrollment.course_id)} className="link">
          <bdi>{enrollment.course}</bdi>
        </Link>
      ),
    },
    {
      term: t("seats"),
      value:
        capacity === null
          ? t("seatsTaken", { taken: enrollment.enrolled_count })
          : t("seatsOf", { taken: enrollment.enrolled_count, capacity }),
    },
    { term: t("source"), value: t(`sources.${enrollment.source}`) },
    payment_id !== null &&
      payment_status !== null &&
      captured_minor !== null &&
      currency !== null && {
        term: t("payment"),
        value: (
          <span className="inline-flex flex-wrap items-center gap-2">
            <Link to={adminPaths.payment(payment_id)} className="link">
              <Amount money={{ minor: captured_minor, currency }} />
            </Link>
            <PaymentStatusBadge status={payment_status} />
          </span>
        ),
      },
  ];
  const stands: Array<Definition | false> = [
    isWaiting(enrollment.status) && {
      term: t("waiting"),
      value: <TimeAgo at={enrollment.waiting_since} />,
    },
    enrollment.pay_by !== null && {
      term: t("payBy"),
      value: (
        <>
          <MomentText at={enrollment.pay_by} />
          {mayExtend ? (
            <Link to={adminPaths.enrollmentExtensions(enrollment.id)} className="link block text-sm">
              {t("extend")}
            </Link>
          ) : null}
        </>
      ),
    },
    enrollment.decision_reason !== null && {
      term: t("reason"),
      value: <bdi>{enrollment.decision_reason}</bdi>,
    },
    { term: t("began"), value: <MomentText at={enrollment.created_at} /> },
    { term: t("id"), value: <Identifier value={enrollment.id} /> },
  ];
  return (
    <FactGroups>
      <DefinitionList items={came.filter((item) => item !== false)} />
      {related}
      <DefinitionList items={stands.filter((item) => item !== false)} />
    </FactGroups>
  );
}

/** What hangs on the enrollment: the refund that is asked for, cases. */
export function RelatedFacts({ related: { draft, cases } }: { related: Related }) {
  const t = useTranslations("enrollment");
  const items: Array<Definition | false> = [
    draft !== null && {
      term: t(`refundDraft.${draft.standing}`),
      value: (
        <>
          <Amount money={{ minor: draft.left_minor || draft.amount_minor, currency: draft.currency }} />
          <span className="block text-sm text-ink-muted">{t(`draftHint.${draft.standing}`)}</span>
        </>
      ),
    },
    cases.length > 0 && { term: t("cases"), value: <CaseLinks cases={cases} /> },
  ];
  const known = items.filter((item) => item !== false);
  return known.length > 0 ? <DefinitionList items={known} /> : null;
}
