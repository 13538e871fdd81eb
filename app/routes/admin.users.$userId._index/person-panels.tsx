import { Link } from "@remix-run/react";
import type { ComponentProps } from "react";
import { Amount } from "#app/components/amount.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PanelPart } from "#app/components/panel-part.tsx";
import { SkeletonRows } from "#app/components/skeleton.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { EnrollmentStatusBadge } from "#app/features/enrollments/enrollment-status-badge.tsx";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { CaseStateBadge } from "#app/features/support/case-state-badge.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { Nothing, Row, Rows } from "./panel-rows.tsx";
import type { Panels } from "./queries.server.ts";

export interface May {
  verify: boolean;
  sendMail: boolean;
  transfer: boolean;
  extend: boolean;
  grant: boolean;
  signOut: boolean;
  workCases: boolean;
}

/** A panel of the person's page that loads and fails by itself. */
export function PersonPart<T>({
  title,
  ...part
}: Pick<ComponentProps<typeof PanelPart<T>>, "name" | "part" | "children"> & { title: string }) {
  return (
    <PanelPart
      {...part}
      what={title}
      skeleton={<SkeletonRows label={title} rows={2} />}
      frame={(inside) => (
        <Panel title={title} flush>
          {inside}
        </Panel>
      )}
    />
  );
}

/** Payments, each with what support can do about it. */
export function PaymentsPanel({
  payments,
  email,
  may,
}: {
  payments: Panels["payments"];
  email: string;
  may: May;
}) {
  const t = useTranslations("person.page");
  return (
    <Panel
      title={t("payments")}
      flush={payments.length > 0}
      actions={
        payments.length > 0 ? (
          <Link className="link text-sm" to={adminPaths.payments({ q: email })}>
            {t("allPayments")}
          </Link>
        ) : null
      }
    >
      {payments.length === 0 ? <Nothing>{t("noPayments")}</Nothing> : null}
      <Rows>
        {payments.map((payment) => (
          <Row
            key={payment.id}
            title={
              <Link to={adminPaths.payment(payment.id)} className="hover:underline">
                <bdi>{payment.title}</bdi>
              </Link>
            }
            below={
              <>
                <Amount money={{ minor: payment.amount_minor, currency: payment.currency }} />
                <TimeAgo at={payment.created_at} />
              </>
            }
            state={<PaymentStatusBadge status={payment.status} />}
          >
            {may.verify ? (
              <ButtonLink size="small" variant="quiet" to={adminPaths.paymentVerifications(payment.id)}>
                {t("verify")}
              </ButtonLink>
            ) : null}
            {may.sendMail ? (
              <ButtonLink size="small" variant="quiet" to={adminPaths.paymentLetters(payment.id)}>
                {t("letters")}
              </ButtonLink>
            ) : null}
          </Row>
        ))}
      </Rows>
    </Panel>
  );
}

/** Seats in courses: those that are held with the way to move them, those to be paid with the way to give more time. */
export function SeatsPanel({ seats, userId, may }: { seats: Panels["seats"]; userId: string; may: May }) {
  const t = useTranslations("person.page");
  return (
    <Panel
      title={t("enrollments")}
      flush={seats.length > 0}
      actions={
        may.grant ? (
          <ButtonLink size="small" to={adminPaths.userSeats(userId)}>
            {t("grant")}
          </ButtonLink>
        ) : null
      }
    >
      {seats.length === 0 ? <Nothing>{t("noEnrollments")}</Nothing> : null}
      <Rows>
        {seats.map((seat) => (
          <Row
            key={seat.id}
            title={
              <Link to={adminPaths.enrollment(seat.id)} className="hover:underline">
                <bdi>{seat.title}</bdi>
              </Link>
            }
            below={
              <>
                <TimeAgo at={seat.created_at} />
                {seat.pay_by ? (
                  <span>
                    {t("payBy")} <MomentText at={seat.pay_by} />
                  </span>
                ) : null}
              </>
            }
            state={<EnrollmentStatusBadge status={seat.status} />}
          >
            {may.extend && seat.status === "approved" ? (
              <ButtonLink size="small" variant="quiet" to={adminPaths.enrollmentExtensions(seat.id)}>
                {t("extend")}
              </ButtonLink>
            ) : null}
            {may.transfer && (seat.status === "active" || seat.status === "suspended") ? (
              <ButtonLink size="small" variant="quiet" to={adminPaths.enrollmentTransfers(seat.id)}>
                {t("move")}
              </ButtonLink>
            ) : null}
          </Row>
        ))}
      </Rows>
    </Panel>
  );
}

/** What was asked and answered. */
export function CasesPanel({ cases, userId, may }: { cases: Panels["cases"]; userId: string; may: May }) {
  const t = useTranslations("person.page");
  return (
    <Panel
      title={t("cases")}
      flush={cases.length > 0}
      actions={
        may.workCases ? (
          <ButtonLink size="small" to={adminPaths.newCase({ user: userId })}>
            {t("openCase")}
          </ButtonLink>
        ) : null
      }
    >
      {cases.length === 0 ? <Nothing>{t("noCases")}</Nothing> : null}
      <Rows>
        {cases.map((one) => (
          <Row
            key={one.id}
            title={
              <Link to={adminPaths.case(one.id)} className="hover:underline">
                <bdi>{one.subject}</bdi>
              </Link>
            }
            below={<TimeAgo at={one.updated_at} />}
            state={<CaseStateBadge state={one.status === "resolved" ? "resolved" : one.awaits} />}
          />
        ))}
      </Rows>
    </Panel>
  );
}

/** Where the person is signed in. Never an address: where somebody was is nobody's to read here. */
export function SessionsPanel({
  sessions,
  userId,
  may,
}: {
  sessions: Panels["sessions"];
  userId: string;
  may: May;
}) {
  const t = useTranslations("person.page");
  return (
    <Panel
      title={t("sessions")}
      flush={sessions.length > 0}
      actions={
        may.signOut && sessions.length > 0 ? (
          <ButtonLink size="small" to={adminPaths.userSignOuts(userId)}>
            {t("signOut")}
          </ButtonLink>
        ) : null
      }
    >
      {sessions.length === 0 ? <Nothing>{t("noSessions")}</Nothing> : null}
      <Rows>
        {sessions.map((session) => (
          <Row
            key={`${session.created_at.toString()}${session.user_agent}`}
            title={<bdi className="font-normal break-words">{session.user_agent ?? t("unknownDevice")}</bdi>}
            below={
              <span>
                {t("lastSeen")} <TimeAgo at={session.last_seen_at} />
              </span>
            }
          />
        ))}
      </Rows>
    </Panel>
  );
}
