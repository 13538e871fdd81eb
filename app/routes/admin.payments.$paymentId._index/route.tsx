import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import RefreshCw from "lucide-react/icons/refresh-cw";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { ChangedMark } from "#app/components/changed-mark.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { exceptionLabels } from "#app/features/exceptions/explain-exception.ts";
import { useLiveRevalidation } from "#app/features/outbox/live-updates.tsx";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { Presence } from "#app/features/presence/lookers.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { db } from "#app/lib/db.server.ts";
import { formatMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, PaymentParams } from "#app/paths.ts";
import { AttemptsTable } from "./attempts-table.tsx";
import { buildTimeline } from "./build-timeline.ts";
import { PaymentFacts } from "./payment-facts.tsx";
import { PaymentTimeline } from "./payment-timeline.tsx";
import { findPaymentDetail } from "./queries.server.ts";
import { VerifiedNotice } from "./verified-notice.tsx";

// A check that found nothing, and a delivery's arrival, are no events.
export const handle: RouteHandle = {
  access: { read: "payment:read" },
  topics: ["payments", "enrollments", "webhooks", "exceptions", "users", "notifications"],
  scope: "role",
  maxAgeSeconds: 5,
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(data ? `Payment ${formatMoney(moneyOf(data.detail.payment))}` : "Payment", matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "payment:read");
  const parsed = PaymentParams.safeParse(params);
  const detail = parsed.success ? await findPaymentDetail(db(), parsed.data.paymentId) : null;
  if (!detail) throw new Response(null, { status: 404 });
  return {
    detail,
    mayVerify: can(staff.role, "payment:verify"),
    verified: new URL(request.url).searchParams.get("verified"),
  };
}

export default function Payment() {
  const { detail, mayVerify, verified } = useLoaderData<typeof loader>();
  const { payment, attempts, exceptions } = detail;
  const gateway = gatewayLabels[payment.gateway];
  useLiveRevalidation(["payments", "enrollments", "webhooks", "exceptions", "notifications"]);
  const mailWords = useTranslations("mail");
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.payments(), label: "Payments" }}
        title={
          <span className="flex flex-wrap items-center gap-3">
            <Amount money={moneyOf(payment)} />
            <ChangedMark value={payment.status}>
              <PaymentStatusBadge status={payment.status} />
            </ChangedMark>
          </span>
        }
        lead={
          <>
            <bdi>{payment.student_name}</bdi> · <bdi>{payment.course_title}</bdi>{" "}
            <Presence subject={payment.id} />
          </>
        }
        actions={<VerifyForm paymentId={payment.id} gateway={gateway} allowed={mayVerify} />}
      />
      <div className="mb-6 flex flex-col gap-3 empty:hidden">
        <VerifiedNotice verified={verified} status={payment.status} gateway={gateway} />
        {exceptions
          .filter((exception) => exception.status === "open")
          .map((exception) => (
            <Notice
              key={exception.id}
              tone="warning"
              title={`A person is needed: ${exceptionLabels[exception.kind].toLowerCase()}`}
              actions={<ButtonLink to={adminPaths.exception(exception.id)}>See what can be done</ButtonLink>}
            />
          ))}
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Panel title="What we know">
          <PaymentFacts detail={detail} />
        </Panel>
        <Panel title="Timeline">
          <PaymentTimeline items={buildTimeline(detail, mailWords)} />
        </Panel>
      </div>
      <Panel title="Attempts" flush className="mt-6">
        <div className="overflow-x-auto">
          <AttemptsTable attempts={attempts} />
        </div>
      </Panel>
    </>
  );
}

function VerifyForm({
  paymentId,
  gateway,
  allowed,
}: {
  paymentId: string;
  gateway: string;
  allowed: boolean;
}) {
  const action = adminPaths.paymentVerifications(paymentId);
  const asking = useNavigation().formAction === action;
  return (
    <Form method="post" action={action}>
      <Button
        icon={<RefreshCw size={16} aria-hidden />}
        pending={asking && `Asking ${gateway}…`}
        disabledReason={allowed ? null : "Your role may look, not ask the gateway"}
      >
        Ask {gateway} now
      </Button>
    </Form>
  );
}

const moneyOf = (payment: { amount_minor: number; currency: string }) => ({
  minor: payment.amount_minor,
  currency: payment.currency,
});
