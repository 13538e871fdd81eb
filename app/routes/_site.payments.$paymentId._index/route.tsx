import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { localeOf } from "#app/auth/locale.server.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireUser } from "#app/auth/session.server.ts";
import { Amount } from "#app/components/amount.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { Notice, type NoticeTone } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { PanelPart } from "#app/components/panel-part.tsx";
import { SkeletonRows } from "#app/components/skeleton.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { LiveIndicator } from "#app/features/outbox/live-indicator.tsx";
import { explainPayment } from "#app/features/payments/explain-payment.ts";
import { findOwnPayment } from "#app/features/payments/find-own-payment.server.ts";
import { PaymentFactList } from "#app/features/payments/payment-facts.tsx";
import { PaymentStatusBadge, paymentStatusLook } from "#app/features/payments/payment-status-badge.tsx";
import { hasReceipt } from "#app/features/payments/student-payment.ts";
import { studentTimeline } from "#app/features/payments/student-timeline.ts";
import { SupportLine } from "#app/features/payments/support-line.tsx";
import { findQuestions } from "#app/features/support/find-case.server.ts";
import { QuestionsPanel } from "#app/features/support/questions-panel.tsx";
import { db } from "#app/lib/db.server.ts";
import { loadParts } from "#app/lib/defer-part.server.ts";
import { translatorFor } from "#app/messages/translate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { PaymentParams, paths } from "#app/paths.ts";
import { ask } from "./ask.server.ts";
import { AttemptList } from "./attempt-list.tsx";
import { findHistory } from "./queries.server.ts";

export const handle: RouteHandle = {
  access: { read: "signed_in", write: "signed_in" },
  follows: ["payments", "enrollments", "notifications"],
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const t = wordsOf(matches, "site");
  const course = data?.payment.course.title;
  return pageTitle(course ? t("payment.titleFor", { course }) : t("payment.title"), matches);
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const user = await requireUser(request);
  const parsed = PaymentParams.safeParse(params);
  const payment = parsed.success ? await findOwnPayment(db(), user.id, parsed.data.paymentId) : null;
  if (!payment) throw new Response(null, { status: 404 });
  const words = translatorFor(await localeOf(request), "explain");
  const parts = await loadParts(request, {
    timeline: async () => studentTimeline({ ...payment, ...(await findHistory(db(), payment.id)) }, words),
    questions: () => findQuestions(db(), user.id, payment.id),
  });
  return {
    payment,
    ...parts,
    questionKey: crypto.randomUUID(),
    asked: new URL(request.url).searchParams.get("asked"),
  };
}

/** A question about the payment. */
export async function action({ request, params }: ActionFunctionArgs) {
  const user = await requireUser(request);
  const parsed = PaymentParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  return ask(await request.formData(), parsed.data.paymentId, user.id);
}

export default function PaymentDetail() {
  const refused = useActionData<typeof action>();
  const { payment, timeline, questions, questionKey, asked } = useLoaderData<typeof loader>();
  const { course } = payment;
  const t = useTranslations("site.payment");
  const explanation = explainPayment(payment, useTranslations("explain"));
  const tone: NoticeTone = explanation.tone === "neutral" ? "info" : explanation.tone;
  return (
    <>
      <PageHeader
        back={{ to: paths.payments(), label: t("back") }}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Amount money={{ minor: payment.amountMinor, currency: payment.currency }} />
            <PaymentStatusBadge status={payment.status} />
          </span>
        }
        lead={
          <Link to={paths.course(course.id)} className="link">
            <bdi>{course.title}</bdi>
          </Link>
        }
        actions={
          <>
            <LiveIndicator className="self-center" />
            {hasReceipt(payment) ? (
              <ButtonLink to={paths.receipt(payment.id)}>{t("receipt")}</ButtonLink>
            ) : null}
          </>
        }
      />
      <Notice
        tone={tone}
        title={explanation.headline}
        actions={
          payment.seat === "active" ? (
            <ButtonLink to={paths.learn(course.id)} variant="primary">
              {t("toCourse")}
            </ButtonLink>
          ) : explanation.pay || explanation.waiting ? (
            <ButtonLink to={paths.paymentResult(course.id, payment.id)} variant="primary">
              {explanation.pay === "retry" ? t("retry") : t("stand")}
            </ButtonLink>
          ) : null
        }
      >
        <p>{explanation.meaning}</p>
        <p>{explanation.next}</p>
      </Notice>
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-6">
          <Panel title={t("facts")}>
            <PaymentFactList payment={payment} />
          </Panel>
          {payment.attempts.length > 0 ? (
            <Panel title={t("attempts")} flush>
              <AttemptList attempts={payment.attempts} />
            </Panel>
          ) : null}
          <div className="no-print">
            <QuestionsPanel
              paymentId={payment.id}
              questions={questions}
              formKey={questionKey}
              asked={refused ? null : asked}
              refused={refused}
            />
          </div>
          <SupportLine paymentId={payment.id} />
        </div>
        <Panel title={t("timeline")}>
          <PanelPart
            name="timeline"
            part={timeline}
            what={t("timeline")}
            skeleton={<SkeletonRows label={t("timeline")} rows={4} />}
          >
            {(timeline) => (
              <Timeline
                label={t("timelineLabel")}
                entries={timeline.map((event) => ({ ...event, ...paymentStatusLook(event.look) }))}
              />
            )}
          </PanelPart>
        </Panel>
      </div>
    </>
  );
}
