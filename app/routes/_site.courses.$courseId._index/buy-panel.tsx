import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Amount } from "#app/components/amount.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useSchool } from "#app/components/school.ts";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { CheckoutForm } from "#app/features/checkout/checkout-form.tsx";
import type { Offer } from "#app/features/courses/offer.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";
import { AskForSeat } from "./ask-for-seat.tsx";
import { LineCard, OfferedSeat } from "./line-card.tsx";
import type { CourseLine, OpenPayment, Standing } from "./standing.ts";
import { WithdrawRequest } from "./withdraw-request.tsx";

/** What this viewer can do about the course: buy it, go on paying, go to it, or learn why not. */
export function BuyPanel({
  course,
  signedIn,
  idempotencyKey,
}: {
  course: { id: string; offers: Offer[]; standing: Standing; line: CourseLine | null };
  signedIn: boolean;
  idempotencyKey: string;
}) {
  const { standing } = course;
  const t = useTranslations("buying");
  const withSupport = useSupportLink();
  switch (standing.kind) {
    case "enrolled":
      return (
        <Notice
          tone="success"
          title={t("enrolled.title")}
          actions={
            <ButtonLink to={paths.learn(course.id)} variant="primary" size="large">
              {t("enrolled.open")}
            </ButtonLink>
          }
        >
          {t("enrolled.text")}
        </Notice>
      );
    case "awaiting_approval":
      return (
        <Notice tone="info" title={t("awaiting.title")}>
          {t("awaiting.text")}
        </Notice>
      );
    case "suspended":
      return (
        <Notice tone="warning" title={t("suspended.title")}>
          {t.rich("suspended.text", withSupport)}
        </Notice>
      );
    case "paid":
      return (
        <Notice
          tone="info"
          title={t("paid.title")}
          actions={
            <ButtonLink to={paths.paymentResult(standing.courseId, standing.paymentId)}>
              {t("paid.see")}
            </ButtonLink>
          }
        >
          {t("paid.text")}
        </Notice>
      );
    case "full":
      return (
        <Card>
          <p className="text-lg font-semibold">{t("full.title")}</p>
          {course.line ? null : <p className="text-base text-ink-muted">{t("full.text")}</p>}
          {standing.open ? <OpenNote courseId={course.id} open={standing.open} /> : null}
          {course.line ? <LineCard courseId={course.id} line={course.line} signedIn={signedIn} /> : null}
          <ButtonLink to={paths.courses()}>{t("full.others")}</ButtonLink>
        </Card>
      );
    case "not_on_sale":
      return (
        <Card>
          <p className="text-lg font-semibold">{t("notOnSale.title")}</p>
          <p className="text-base text-ink-muted">{t.rich("notOnSale.text", withSupport)}</p>
        </Card>
      );
    case "ask":
      return <AskForSeat {...{ course, signedIn }} last={standing.last} full={standing.full} />;
    case "asked":
      return (
        <Notice tone="info" title={t("asked.title")} actions={<WithdrawRequest courseId={course.id} />}>
          {t.rich("asked.text", { when: () => <TimeAgo at={standing.since} /> })}
        </Notice>
      );
    case "overdue":
      return (
        <Card>
          <p className="text-lg font-semibold">{t("overdue.title")}</p>
          <p className="text-base text-ink-muted">{t("overdue.text")}</p>
          {standing.open ? <OpenNote courseId={course.id} open={standing.open} /> : null}
        </Card>
      );
    case "buy":
      return <Buy {...{ course, signedIn, idempotencyKey }} open={standing.open} payBy={standing.payBy} />;
    default:
      return assertNever(standing);
  }
}

function Buy({
  course,
  open,
  payBy,
  signedIn,
  idempotencyKey,
}: {
  course: { id: string; offers: Offer[]; line: CourseLine | null };
  open: OpenPayment | null;
  payBy: Date | string | number | null;
  signedIn: boolean;
  idempotencyKey: string;
}) {
  const t = useTranslations("buying");
  const [only] = course.offers;
  const resumes = (offer: Offer) =>
    open !== null &&
    offer.gateway === open.gateway &&
    offer.amount.currency === open.amount.currency &&
    offer.amount.minor === open.amount.minor;
  const changed = course.offers.find(
    ({ amount }) => amount.currency === open?.amount.currency && amount.minor !== open.amount.minor,
  );
  return (
    <Card>
      {payBy && course.line?.place?.status === "offered" ? (
        <OfferedSeat courseId={course.id} until={payBy} />
      ) : payBy ? (
        <p className="rounded-md bg-success-soft px-3 py-2 text-base text-success-ink">
          {t.rich("approved", {
            strong: (words) => <strong className="font-semibold">{words}</strong>,
            when: () => <MomentText at={payBy} />,
          })}
        </p>
      ) : null}
      {course.offers.length === 1 && only ? (
        <p className="text-2xl font-semibold">
          <Amount money={only.amount} />
        </p>
      ) : null}
      {open ? <OpenNote courseId={course.id} open={open} /> : null}
      {changed ? (
        <p className="rounded-md bg-warning-soft px-3 py-2 text-base text-warning-ink">
          {t.rich("priceChanged", {
            amount: () => <Amount money={changed.amount} className="font-medium" />,
          })}
        </p>
      ) : null}
      <CheckoutForm
        courseId={course.id}
        offers={course.offers}
        idempotencyKey={idempotencyKey}
        preferred={open && { gateway: open.gateway, currency: open.amount.currency }}
        sentence={(offer) =>
          resumes(offer)
            ? t("checkout.resume", {
                money: unbrokenMoney(open!.amount),
                gateway: gatewayLabels[offer.gateway],
              })
            : t("checkout.pay", { money: unbrokenMoney(offer.amount), gateway: gatewayLabels[offer.gateway] })
        }
      />
      <p className="text-sm text-ink-muted">
        {signedIn ? t("checkout.whereSignedIn") : t("checkout.whereSignedOut")}
      </p>
    </Card>
  );
}

function OpenNote({ courseId, open }: { courseId: string; open: OpenPayment }) {
  const t = useTranslations("buying");
  return (
    <p className="rounded-md bg-info-soft px-3 py-2 text-base text-info-ink">
      {t.rich(open.pending ? "openPending" : "openBegun", {
        amount: () => <Amount money={open.amount} className="font-medium" />,
        gateway: gatewayLabels[open.gateway],
        when: () => <TimeAgo at={open.startedAt} />,
      })}{" "}
      <Link to={paths.paymentResult(courseId, open.paymentId)} className="link">
        {t("seeStand")}
      </Link>
    </p>
  );
}

function Card({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col items-stretch gap-4 rounded-lg border border-line bg-surface p-4 sm:p-5">
      {children}
    </div>
  );
}

/** The tags of a sentence that says whom to write to. */
function useSupportLink() {
  const email = useSchool()?.supportEmail ?? "";
  return {
    ask: (words: ReactNode) => (
      <a className="link" href={`mailto:${email}`}>
        {words}
      </a>
    ),
    mail: () => <bdi dir="ltr">{email}</bdi>,
  };
}
