import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { Amount } from "#app/components/amount.tsx";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { EnrollmentStatusBadge } from "#app/features/enrollments/enrollment-status-badge.tsx";
import { isOpen, type PaymentStatus } from "#app/features/payments/payment.ts";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { verifyPayment } from "#app/features/payments/verify-payment.server.ts";
import { ActPage } from "#app/features/support/act-page.tsx";
import { ActPanel } from "#app/features/support/act-panel.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { isolate, isolateLeftToRight } from "#app/lib/isolate.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, PaymentParams } from "#app/paths.ts";
import { type AskedAttempt, findQuestion, type Question } from "./queries.server.ts";

// What is known is on it, and changes when a callback comes.
export const handle: RouteHandle = {
  access: { read: "payment:verify", write: "payment:verify" },
  topics: ["payments", "enrollments"],
  scope: "role",
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(data?.question.payment.name ?? wordsOf(matches, "office")("places.payments"), matches);

/** What will be asked of which gateway, and what is known already: looked at before it is done. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, "payment:verify");
  const parsed = PaymentParams.safeParse(params);
  const question = parsed.success ? await findQuestion(db(), gateways(), parsed.data.paymentId) : null;
  if (!question) throw new Response(null, { status: 404 });
  return { question };
}

/** Asks the gateways now what became of this payment, and comes back to it with the answer. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const staff = await requireStaff(request, "payment:verify");
  const parsed = PaymentParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { paymentId } = parsed.data;
  const result = await verifyPayment(db(), gateways(), {
    paymentId,
    source: "return",
    actor: { type: "staff", id: staff.id },
  });
  const answer = (verified: string) => redirect(`${adminPaths.payment(paymentId)}?verified=${verified}`, 303);
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "verified":
      return answer(result.before === result.after ? "same" : "changed");
    case "no_answer":
      return answer("no_answer");
    default:
      return assertNever(result);
  }
}

export default function Verification() {
  const { question } = useLoaderData<typeof loader>();
  const { payment, asked } = question;
  const t = useTranslations("support.verify");
  const amount = unbrokenMoney({ minor: payment.amount_minor, currency: payment.currency });
  const gateways = [...new Set(asked.map(({ gateway }) => gatewayLabels[gateway]))];
  return (
    <ActPage
      person={{ id: payment.user_id, name: payment.name }}
      title={t("title")}
      lead={t("lead", { amount: isolateLeftToRight(amount), course: isolate(payment.title) })}
    >
      <Panel title={t("known.title")}>
        <KnownNow payment={payment} />
      </Panel>
      <ActPanel
        happens={[
          ...asked.map((attempt) => <Asked key={attempt.id} attempt={attempt} />),
          ...(question.unasked > 0 ? [t("unasked", { count: question.unasked })] : []),
        ]}
        mayChange={mayChange(payment.status).map((what) => t(`may.${what}`))}
        stays={[t("stays.money"), t("stays.silence")]}
        inTheWay={asked.length === 0 ? [t("nothingToAsk")] : []}
        act={adminPaths.paymentVerifications(payment.id)}
        label={t("act", { count: gateways.length, gateway: gateways[0] ?? "" })}
        asksWhy={false}
        backTo={adminPaths.payment(payment.id)}
      />
    </ActPage>
  );
}

/** One question: which gateway, and by which of its references. */
function Asked({ attempt }: { attempt: AskedAttempt }) {
  const t = useTranslations("support.verify");
  const gateway = gatewayLabels[attempt.gateway];
  const number = String(attempt.number);
  if (!attempt.setUp) return t("notSetUp", { gateway, number });
  return t.rich(attempt.reference ? "asks" : "asksByOurs", {
    gateway,
    number,
    reference: () => <bdi dir="ltr">{attempt.reference}</bdi>,
    begun: () => <MomentText at={attempt.created_at} />,
  });
}

function KnownNow({ payment }: { payment: Question["payment"] }) {
  const t = useTranslations("support.verify.known");
  const money = (minor: number) => <Amount money={{ minor, currency: payment.currency }} />;
  const items = [
    { term: t("status"), value: <PaymentStatusBadge status={payment.status} /> },
    { term: t("collected"), value: money(payment.captured_minor) },
    ...(payment.refunded_minor > 0 ? [{ term: t("givenBack"), value: money(payment.refunded_minor) }] : []),
    {
      term: t("seat"),
      value: payment.seat_status ? <EnrollmentStatusBadge status={payment.seat_status} /> : t("noSeat"),
    },
    {
      term: t("lastAsked"),
      value: payment.last_checked_at ? <TimeAgo at={payment.last_checked_at} /> : t("never"),
    },
    {
      term: t("next"),
      value: payment.next_check_at ? <MomentText at={payment.next_check_at} /> : t("notAgain"),
    },
  ];
  return <DefinitionList items={items} />;
}

/** What the answer may bring, by where the payment stands. */
function mayChange(status: PaymentStatus) {
  if (isOpen(status)) return ["paid", "differs", "failed"] as const;
  if (status === "failed" || status === "expired") return ["paid", "differs"] as const;
  return ["wentBack", "differs"] as const;
}
