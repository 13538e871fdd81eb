import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
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
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { Presence } from "#app/features/presence/lookers.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { db } from "#app/lib/db.server.ts";
import { formatMoney } from "#app/lib/money.ts";
import { adminPaths, PaymentParams } from "#app/paths.ts";
import { AttemptsTable } from "./attempts-table.tsx";
import { buildTimeline } from "./build-timeline.ts";
import { PaymentFacts } from "./payment-facts.tsx";
import { PaymentTimeline } from "./payment-timeline.tsx";
import { findPaymentDetail } from "./queries.server.ts";
import { useTimelineSpeech } from "./timeline-item.ts";
import { VerifiedNotice } from "./verified-notice.tsx";

// A check that found nothing, and a delivery's arrival, are no events.
export const handle: RouteHandle = {
  access: { read: "payment:read" },
  topics: ["payments", "enrollments", "webhooks", "exceptions", "users", "notifications"],
  scope: "role",
  maxAgeSeconds: 5,
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(
    data
      ? wordsOf(matches, "dossier")("title", { money: formatMoney(moneyOf(data.detail.payment)) })
      : wordsOf(matches, "office")("places.payments"),
    matches,
  );

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "payment:read");
  const parsed = PaymentParams.safeParse(params);
  const detail = parsed.success ? await findPaymentDetail(db(), parsed.data.paymentId) : null;
  if (!detail) throw new Response(null, { status: 404 });
  return {
    detail,
    mayVerify: can(staff.role, "payment:verify"),
    mayWrite: can(staff.role, "mail:send"),
    mayWorkCases: can(staff.role, "case:work"),
    verified: new URL(request.url).searchParams.get("verified"),
  };
}

export default function Payment() {
  const { detail, mayVerify, mayWrite, mayWorkCases, verified } = useLoaderData<typeof loader>();
  const { payment, attempts, exceptions } = detail;
  const gateway = gatewayLabels[payment.gateway];
  const speech = useTimelineSpeech();
  const { t, exceptions: exceptionWords } = speech;
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.payments(), label: t("back") }}
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
        actions={
          <>
            {mayVerify ? (
              <ButtonLink
                icon={<RefreshCw size={16} aria-hidden />}
                to={adminPaths.paymentVerifications(payment.id)}
              >
                {t("ask", { gateway })}
              </ButtonLink>
            ) : (
              <Button icon={<RefreshCw size={16} aria-hidden />} disabledReason={t("mayNotAsk")}>
                {t("ask", { gateway })}
              </Button>
            )}
            {mayWrite ? (
              <ButtonLink to={adminPaths.paymentLetters(payment.id)}>{t("sendMail")}</ButtonLink>
            ) : null}
            {mayWorkCases ? (
              <ButtonLink to={adminPaths.newCase({ user: payment.student_id, about: payment.id })}>
                {t("openCase")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <div className="mb-6 flex flex-col gap-3 empty:hidden">
        <VerifiedNotice verified={verified} status={payment.status} gateway={gateway} />
        {exceptions
          .filter((exception) => exception.status === "open")
          .map((exception) => (
            <Notice
              key={exception.id}
              tone="warning"
              title={exceptionWords("needed", { kind: exceptionWords(`kinds.${exception.kind}`) })}
              actions={
                <ButtonLink to={adminPaths.exception(exception.id)}>
                  {exceptionWords("seeChoices")}
                </ButtonLink>
              }
            />
          ))}
      </div>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Panel title={t("known.title")}>
          <PaymentFacts detail={detail} />
        </Panel>
        <Panel title={t("timeline.title")}>
          <PaymentTimeline items={buildTimeline(detail, speech)} />
        </Panel>
      </div>
      <Panel title={t("attempts.title")} flush className="mt-6">
        <div className="overflow-x-auto">
          <AttemptsTable attempts={attempts} />
        </div>
      </Panel>
    </>
  );
}

const moneyOf = (payment: { amount_minor: number; currency: string }) => ({
  minor: payment.amount_minor,
  currency: payment.currency,
});
