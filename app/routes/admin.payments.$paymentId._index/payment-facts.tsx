import { Link } from "@remix-run/react";
import { Amount } from "#app/components/amount.tsx";
import { type Definition, DefinitionList } from "#app/components/definition-list.tsx";
import { DueText } from "#app/components/due-text.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { enrollmentStatusLabels } from "#app/features/enrollments/enrollment.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { adminPaths } from "#app/paths.ts";
import type { PaymentDetail } from "./queries.server.ts";

const reviewWords: Record<string, string> = {
  amount: "The gateway reports another amount",
  currency: "The gateway reports another currency",
  order: "The gateway reports another order",
  account: "It was taken with an account that is not ours",
  unknown_status: "The gateway used a status nobody here knows",
  two_successes: "Two transactions of this payment collected money",
  two_payments_one_seat: "Another payment already holds the seat",
  conflicting_overrides: "Two overrides by staff disagree",
};

/** What is known of the payment now; what is not known is left out. */
export function PaymentFacts({ detail }: { detail: PaymentDetail }) {
  const { payment, enrollments } = detail;
  const { currency } = payment;
  const items: Array<Definition | false> = [
    {
      term: "Student",
      value: (
        <>
          <Link to={adminPaths.payments({ q: payment.student_email })} className="link">
            <bdi>{payment.student_name}</bdi>
          </Link>
          <span className="block text-sm break-all text-ink-muted">
            <bdi>{payment.student_email}</bdi>
          </span>
        </>
      ),
    },
    {
      term: "Course",
      value: (
        <Link to={adminPaths.payments({ course: payment.course_id })} className="link">
          <bdi>{payment.course_title}</bdi>
        </Link>
      ),
    },
    { term: "Asked for", value: <Amount money={{ minor: payment.amount_minor, currency }} /> },
    payment.captured_minor > 0 && {
      term: "Collected",
      value: <Amount money={{ minor: payment.captured_minor, currency }} />,
    },
    payment.refunded_minor > 0 && {
      term: "Given back",
      value: <Amount money={{ minor: payment.refunded_minor, currency }} />,
    },
    ...detail.held.map((one) => ({
      term: one.leftMinor > 0 ? "Held in suspense" : "Wrong amount, given back",
      value: <Amount money={{ minor: one.leftMinor || one.amountMinor, currency: one.currency }} />,
    })),
    detail.draft !== null && {
      term: "Refund to be made",
      value: (
        <>
          <Amount money={{ minor: detail.draft.amount_minor, currency: detail.draft.currency }} />
          <span className="block text-sm text-ink-muted">
            A draft: no money moves by itself. Told to the student: “<bdi>{detail.draft.reason}</bdi>”
          </span>
        </>
      ),
    },
    {
      term: "Seat",
      value: enrollments[0] ? (
        <Link to={adminPaths.enrollment(enrollments[0].id)} className="link">
          {enrollmentStatusLabels[enrollments[0].status]}
        </Link>
      ) : (
        "None from this payment"
      ),
    },
    { term: "Gateway", value: gatewayLabels[payment.gateway] },
    payment.completed_at !== null && { term: "Paid", value: <MomentText at={payment.completed_at} /> },
    payment.failure_code !== null && {
      term: "Failed because",
      value: payment.failure_reason ?? payment.failure_code,
    },
    payment.review_reason !== null && {
      term: "Under review",
      value: reviewWords[payment.review_reason] ?? payment.review_reason,
    },
    { term: "Started", value: <MomentText at={payment.created_at} /> },
    { term: "Next", value: <NextCheck detail={detail} /> },
    { term: "Payment id", value: <Identifier value={payment.id} /> },
  ];
  return <DefinitionList items={items.filter((item) => item !== false)} />;
}

function NextCheck({ detail: { payment } }: { detail: PaymentDetail }) {
  const asked = payment.last_checked_at && (
    <span className="block text-sm text-ink-muted">
      Last asked <TimeAgo at={payment.last_checked_at} />
    </span>
  );
  return (
    <>
      {payment.next_check_at ? (
        <>
          Asks {gatewayLabels[payment.gateway]} <DueText at={payment.next_check_at} />
        </>
      ) : (
        "Nothing is due"
      )}
      {asked}
    </>
  );
}
