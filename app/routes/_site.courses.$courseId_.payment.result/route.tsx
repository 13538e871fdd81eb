import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { can } from "#app/auth/permissions.ts";
import { loginPath } from "#app/auth/redirect-target.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { PanelPart } from "#app/components/panel-part.tsx";
import { Skeleton } from "#app/components/skeleton.tsx";
import { listOffers } from "#app/features/checkout/list-offers.server.ts";
import { findReceiptSentTo } from "#app/features/mail/find-receipt-mail.server.ts";
import { ReceiptSent } from "#app/features/mail/receipt-sent.tsx";
import { LiveIndicator } from "#app/features/outbox/live-indicator.tsx";
import { explainPayment } from "#app/features/payments/explain-payment.ts";
import { isOpen } from "#app/features/payments/payment.ts";
import { PaymentFactList } from "#app/features/payments/payment-facts.tsx";
import { hasReceipt } from "#app/features/payments/student-payment.ts";
import { SupportLine } from "#app/features/payments/support-line.tsx";
import { findQuestions } from "#app/features/support/find-case.server.ts";
import { QuestionsPanel } from "#app/features/support/questions-panel.tsx";
import { gateways } from "#app/gateways/registry.server.ts";
import { db } from "#app/lib/db.server.ts";
import { loadParts } from "#app/lib/defer-part.server.ts";
import { translatorFor } from "#app/messages/translate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { apiPaths, CourseParams, paths } from "#app/paths.ts";
import { findResult } from "./find-result.server.ts";
import { PayAgain } from "./pay-again.tsx";
import { ResultAnswer } from "./result-answer.tsx";
import { useStatusPolling } from "./use-status-polling.ts";
import { WaitingNote } from "./waiting-note.tsx";

export const handle: RouteHandle = {
  access: { read: "credential" },
  follows: ["payments", "enrollments", "notifications"],
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(
    data
      ? explainPayment(data.payment, wordsOf(matches, "explain")).headline
      : wordsOf(matches, "site")("result.title"),
    matches,
  );

/** Back from the gateway. What its query says beside our own link is neither believed nor kept in the address. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const parsed = CourseParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { courseId } = parsed.data;
  const query = new URL(request.url).searchParams;
  const user = await getUser(request);
  const found = await findResult(db(), gateways(), {
    courseId,
    link: query.get("payment"),
    viewer: user && { id: user.id, mayReadPayments: can(user.role, "payment:read") },
  });
  if (found.outcome === "sign_in") throw redirect(loginPath(paths.paymentResult(courseId, idOf(query))));
  if (found.outcome === "missing") throw new Response(null, { status: 404 });
  const { payment, token } = found;
  const address = paths.paymentResult(courseId, token ? `${payment.id}.${token}` : payment.id);
  // The gateway adds card digits and its own signature to the address: they leave the browser's history here.
  if ([...query.keys()].some((name) => name !== "payment" && name !== "part")) throw redirect(address, 303);
  const { pay } = explainPayment(payment, translatorFor("en", "explain"));
  const isOwner = user?.id === payment.studentId;
  const mayPay = pay && !payment.seat && (isOwner || !user);
  // What became of the payment is told whatever else fails.
  const parts = await loadParts(request, {
    receiptSentTo: async () => (hasReceipt(payment) ? findReceiptSentTo(db(), payment.id) : null),
    offers: async () => (mayPay ? listOffers(db(), gateways(), courseId, payment.studentId) : []),
    questions: async () => (isOwner ? findQuestions(db(), payment.studentId, payment.id) : []),
  });
  return {
    payment,
    address,
    statusUrl: apiPaths.paymentStatus(payment.id, token ?? undefined),
    signedIn: user !== null,
    ...parts,
    idempotencyKey: crypto.randomUUID(),
    // Only the owner, signed in, is answered by name; who holds the link alone has the address to write to.
    mayAsk: isOwner,
    questionKey: crypto.randomUUID(),
  };
}

export default function PaymentResult() {
  const { payment, address, statusUrl, signedIn, receiptSentTo, offers, idempotencyKey, ...asking } =
    useLoaderData<typeof loader>();
  const t = useTranslations("site.result");
  const explanation = explainPayment(payment, useTranslations("explain"));
  useStatusPolling({ url: statusUrl, active: explanation.waiting, version: payment.version });
  return (
    <div className="mx-auto max-w-xl">
      {explanation.waiting ? (
        <noscript>
          <meta httpEquiv="refresh" content={`5;url=${address}`} />
        </noscript>
      ) : null}
      <ResultAnswer payment={payment} explanation={explanation} />
      <PanelPart name="receiptSentTo" part={receiptSentTo} what={t("parts.receipt")} skeleton={null}>
        {(to) => (to ? <ReceiptSent to={to} /> : null)}
      </PanelPart>
      {isOpen(payment.status) ? <WaitingNote payment={payment} checkAgain={address} /> : null}
      {explanation.pay && !payment.seat ? (
        <PanelPart
          name="offers"
          part={offers}
          what={t("parts.offers")}
          skeleton={<Skeleton className="m-4 h-24" />}
          frame={(inside) => <div className="mt-6 rounded-lg border border-line bg-surface">{inside}</div>}
        >
          {(offers) => <PayAgain {...{ payment, offers, idempotencyKey }} kind={explanation.pay!} />}
        </PanelPart>
      ) : null}
      <div className="mt-8 flex flex-col gap-4">
        <Panel title={t("title")}>
          <PaymentFactList payment={payment} />
        </Panel>
        {!asking.mayAsk ? null : explanation.waiting ? (
          // Without script this page loads itself anew every few seconds: nothing is typed here meanwhile.
          <ButtonLink to={`${paths.payment(payment.id)}#questions`}>{t("ask")}</ButtonLink>
        ) : (
          <QuestionsPanel
            paymentId={payment.id}
            questions={asking.questions}
            formKey={asking.questionKey}
            asked={null}
          />
        )}
        <SupportLine paymentId={payment.id} />
        {signedIn ? (
          <div className="flex items-center justify-between gap-4">
            <ButtonLink to={paths.payments()}>{t("allPayments")}</ButtonLink>
            <LiveIndicator className="self-center" />
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** Only the payment's id goes through the sign-in page, never what the gateway added. */
const idOf = (query: URLSearchParams) => /^pay_[0-9a-z]+/.exec(query.get("payment") ?? "")?.[0] ?? "";
