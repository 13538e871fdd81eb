import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Amount } from "#app/components/amount.tsx";
import { type Definition, DefinitionList, FactGroups } from "#app/components/definition-list.tsx";
import { DueText } from "#app/components/due-text.tsx";
import { EmailText } from "#app/components/email-text.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { useRecordWords } from "#app/features/audit/use-record-words.ts";
import { CaseLinks } from "#app/features/support/case-links.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { Payment, Related } from "./queries.server.ts";

/** What is known of the payment now; what is not known is left out. `related` stands among it. */
export function PaymentFacts({ payment, related }: { payment: Payment; related: ReactNode }) {
  const { currency } = payment;
  const t = useTranslations("dossier.known");
  const reviews = useTranslations("dossier.review");
  const bought: Array<Definition | false> = [
    {
      term: t("student"),
      value: (
        <>
          <Link to={adminPaths.user(payment.student_id)} className="link">
            <bdi>{payment.student_name}</bdi>
          </Link>
          <span className="block text-sm text-ink-muted">
            <EmailText>{payment.student_email}</EmailText>
          </span>
        </>
      ),
    },
    {
      term: t("course"),
      value: (
        <Link to={adminPaths.payments({ course: payment.course_id })} className="link">
          <bdi>{payment.course_title}</bdi>
        </Link>
      ),
    },
    { term: t("asked"), value: <Amount money={{ minor: payment.amount_minor, currency }} /> },
    payment.captured_minor > 0 && {
      term: t("collected"),
      value: <Amount money={{ minor: payment.captured_minor, currency }} />,
    },
    payment.refunded_minor > 0 && {
      term: t("refunded"),
      value: <Amount money={{ minor: payment.refunded_minor, currency }} />,
    },
  ];
  const went: Array<Definition | false> = [
    { term: t("gateway"), value: gatewayLabels[payment.gateway] },
    payment.completed_at !== null && { term: t("paid"), value: <MomentText at={payment.completed_at} /> },
    payment.failure_code !== null && {
      term: t("failed"),
      value: <Failure code={payment.failure_code} reason={payment.failure_reason} />,
    },
    payment.review_reason !== null && {
      term: t("review"),
      value: reviews.has(payment.review_reason as "amount")
        ? reviews(payment.review_reason as "amount")
        : payment.review_reason,
    },
    { term: t("started"), value: <MomentText at={payment.created_at} /> },
    { term: t("next"), value: <NextCheck payment={payment} /> },
    { term: t("id"), value: <Identifier value={payment.id} /> },
  ];
  return (
    <FactGroups>
      <DefinitionList items={bought.filter((item) => item !== false)} />
      {related}
      <DefinitionList items={went.filter((item) => item !== false)} />
    </FactGroups>
  );
}

/** Why it failed, in our words, and beneath in those of whoever said so. */
function Failure({ code, reason }: { code: string; reason: string | null }) {
  const words = useTranslations("dossier.failure");
  const record = useRecordWords();
  const known = code as "declined";
  return (
    <>
      {words.has(known) ? words(known) : <bdi dir="ltr">{code}</bdi>}
      {reason ? <bdi className="block text-sm text-ink-muted text-match-parent">{record(reason)}</bdi> : null}
    </>
  );
}

/** What hangs on the payment: the seat, money held for it, the refund that is asked for, cases. */
export function RelatedFacts({ related: { seat, held, draft, cases } }: { related: Related }) {
  const t = useTranslations("dossier.known");
  const seats = useTranslations("enrollments.status");
  const items: Array<Definition | false> = [
    ...held.map((one) => ({
      term: t(one.leftMinor > 0 ? "held" : "wrongReturned"),
      value: <Amount money={{ minor: one.leftMinor || one.amountMinor, currency: one.currency }} />,
    })),
    draft !== null && { term: t(`draft.${draft.standing}`), value: <DraftText draft={draft} /> },
    {
      term: t("seat"),
      value: seat ? (
        <Link to={adminPaths.enrollment(seat.id)} className="link">
          {seats(seat.status)}
        </Link>
      ) : (
        t("noSeat")
      ),
    },
    cases.length > 0 && { term: t("cases"), value: <CaseLinks cases={cases} /> },
  ];
  return <DefinitionList items={items.filter((item) => item !== false)} />;
}

/** What the refund's draft asks for, what of it is left, and what became of it. */
function DraftText({ draft }: { draft: NonNullable<Related["draft"]> }) {
  const t = useTranslations("dossier.known");
  const { amount_minor, left_minor, currency, standing, settled_at } = draft;
  const asked = { minor: amount_minor, currency };
  return (
    <>
      <Amount money={standing === "to_make" ? { minor: left_minor, currency } : asked} />
      {standing === "to_make" && left_minor < amount_minor ? (
        <span className="text-sm text-ink-muted"> {t("draftPart", { money: unbrokenMoney(asked) })}</span>
      ) : null}
      <span className="block text-sm text-ink-muted">
        {standing === "to_make"
          ? t.rich("draftText", { reason: () => <bdi>{draft.reason}</bdi> })
          : settled_at
            ? t.rich("draftSettled", { when: () => <TimeAgo at={settled_at} /> })
            : t(standing === "disputed" ? "draftDisputed" : "draftOvertaken")}
      </span>
      {standing === "to_make" ? (
        <Link to={adminPaths.refundsToMake()} className="link text-sm">
          {t("draftAll")}
        </Link>
      ) : null}
    </>
  );
}

function NextCheck({ payment }: { payment: Payment }) {
  const t = useTranslations("dossier.known");
  const { next_check_at: next, last_checked_at: last } = payment;
  return (
    <>
      {next
        ? t.rich("nextAsks", {
            gateway: gatewayLabels[payment.gateway],
            when: () => <DueText at={next} />,
          })
        : t("nothingDue")}
      {last ? (
        <span className="block text-sm text-ink-muted">
          {t.rich("lastAsked", { when: () => <TimeAgo at={last} /> })}
        </span>
      ) : null}
    </>
  );
}
