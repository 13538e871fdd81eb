import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import RefreshCw from "lucide-react/icons/refresh-cw";
import type { ReactNode } from "react";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { ChangedMark } from "#app/components/changed-mark.tsx";
import { HeadingName } from "#app/components/heading-name.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { PanelPart } from "#app/components/panel-part.tsx";
import { Skeleton, SkeletonRows } from "#app/components/skeleton.tsx";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { Presence } from "#app/features/presence/lookers.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { db } from "#app/lib/db.server.ts";
import { loadParts } from "#app/lib/defer-part.server.ts";
import { formatMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, PaymentParams } from "#app/paths.ts";
import { AttemptsTable } from "./attempts-table.tsx";
import { PaymentFacts, RelatedFacts } from "./payment-facts.tsx";
import { PaymentTimeline } from "./payment-timeline.tsx";
import { type Exceptions, findPayment, paymentParts } from "./queries.server.ts";
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
      ? wordsOf(matches, "dossier")("title", { money: formatMoney(moneyOf(data.payment)) })
      : wordsOf(matches, "office")("places.payments"),
    matches,
  );

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "payment:read");
  const parsed = PaymentParams.safeParse(params);
  const payment = parsed.success ? await findPayment(db(), parsed.data.paymentId) : null;
  if (!payment) throw new Response(null, { status: 404 });
  return {
    payment,
    ...(await loadParts(request, paymentParts(db(), payment.id))),
    mayVerify: can(staff.role, "payment:verify"),
    mayWrite: can(staff.role, "mail:send"),
    mayWorkCases: can(staff.role, "case:work"),
    verified: new URL(request.url).searchParams.get("verified"),
  };
}

export default function PaymentPage() {
  const page = useLoaderData<typeof loader>();
  const { payment, mayVerify, mayWrite, mayWorkCases, verified } = page;
  const gateway = gatewayLabels[payment.gateway];
  const t = useTranslations("dossier");
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
            <HeadingName>{payment.student_name}</HeadingName> ·{" "}
            <HeadingName>{payment.course_title}</HeadingName> <Presence subject={payment.id} />
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
        <PanelPart name="exceptions" part={page.exceptions} what={t("needed")} skeleton={null} frame={framed}>
          {(exceptions) => <OpenExceptions exceptions={exceptions} />}
        </PanelPart>
      </div>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Panel title={t("known.title")}>
          <PaymentFacts
            payment={payment}
            related={
              <PanelPart
                name="related"
                part={page.related}
                what={t("known.related")}
                skeleton={<Skeleton className="w-1/2" />}
              >
                {(related) => <RelatedFacts related={related} />}
              </PanelPart>
            }
          />
        </Panel>
        <Panel title={t("timeline.title")}>
          <PanelPart
            name="timeline"
            part={page.timeline}
            what={t("timeline.title")}
            skeleton={<SkeletonRows label={t("timeline.title")} rows={6} />}
          >
            {(happened) => <PaymentTimeline payment={payment} happened={happened} />}
          </PanelPart>
        </Panel>
      </div>
      <Panel title={t("attempts.title")} flush className="mt-6">
        <PanelPart
          name="attempts"
          part={page.attempts}
          what={t("attempts.title")}
          skeleton={<SkeletonRows label={t("attempts.title")} rows={2} />}
        >
          {(attempts) => (
            <div className="overflow-x-auto">
              <AttemptsTable attempts={attempts} />
            </div>
          )}
        </PanelPart>
      </Panel>
    </>
  );
}

/** Nothing while it is on its way. */
const framed = (inside: ReactNode) => (inside === null ? null : <Panel flush>{inside}</Panel>);

function OpenExceptions({ exceptions }: { exceptions: Exceptions }) {
  const t = useTranslations("exceptions");
  return exceptions
    .filter((exception) => exception.status === "open")
    .map((exception) => (
      <Notice
        key={exception.id}
        tone="warning"
        title={t("needed", { kind: t(`kinds.${exception.kind}`) })}
        actions={<ButtonLink to={adminPaths.exception(exception.id)}>{t("seeChoices")}</ButtonLink>}
      />
    ));
}

const moneyOf = (payment: { amount_minor: number; currency: string }) => ({
  minor: payment.amount_minor,
  currency: payment.currency,
});
