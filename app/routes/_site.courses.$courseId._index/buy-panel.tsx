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
import { formatMoney } from "#app/lib/money.ts";
import { paths } from "#app/paths.ts";
import { AskForSeat } from "./ask-for-seat.tsx";
import { LineCard, OfferedSeat } from "./line-card.tsx";
import type { CourseLine, OpenPayment, Standing } from "./standing.ts";

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
  switch (standing.kind) {
    case "enrolled":
      return (
        <Notice
          tone="success"
          title="You’re enrolled"
          actions={
            <ButtonLink to={paths.learn(course.id)} variant="primary" size="large">
              Go to the course
            </ButtonLink>
          }
        >
          The seat is yours.
        </Notice>
      );
    case "awaiting_approval":
      return (
        <Notice tone="info" title="Paid. The school is checking your enrollment">
          A seat is held for you. The school looks at each enrollment in this course; there is nothing more
          for you to do, and this page changes when it is decided.
        </Notice>
      );
    case "suspended":
      return (
        <Notice tone="warning" title="Your access is paused">
          The school has paused your seat. <AskSupport /> to find out why.
        </Notice>
      );
    case "paid":
      return (
        <Notice
          tone="info"
          title="We have your payment"
          actions={
            <ButtonLink to={paths.paymentResult(course.id, standing.paymentId)}>See your payment</ButtonLink>
          }
        >
          Your seat is not open yet. Do not pay again: the school sees this and sorts it out.
        </Notice>
      );
    case "full":
      return (
        <Card>
          <p className="text-lg font-semibold">This course is full</p>
          {course.line ? null : (
            <p className="text-base text-ink-muted">
              Every seat is taken. A seat may come free before the start; look again, or see what else there
              is.
            </p>
          )}
          {standing.open ? <OpenNote courseId={course.id} open={standing.open} /> : null}
          {course.line ? <LineCard courseId={course.id} line={course.line} signedIn={signedIn} /> : null}
          <ButtonLink to={paths.courses()}>See other courses</ButtonLink>
        </Card>
      );
    case "not_on_sale":
      return (
        <Card>
          <p className="text-lg font-semibold">This course cannot be bought right now</p>
          <p className="text-base text-ink-muted">
            No way of paying is open for it at the moment. <AskSupport /> to hear when there is.
          </p>
        </Card>
      );
    case "ask":
      return <AskForSeat course={course} signedIn={signedIn} last={standing.last} />;
    case "asked":
      return (
        <Notice tone="info" title="You have asked for a seat">
          The school looks at each request before anyone pays; you asked <TimeAgo at={standing.since} />.
          Nothing was charged. Once it is approved, you can pay here.
        </Notice>
      );
    case "overdue":
      return (
        <Card>
          <p className="text-lg font-semibold">The time to pay is over</p>
          <p className="text-base text-ink-muted">
            If you have just paid, your seat follows as soon as the payment is confirmed. If not, the seat is
            free again in a moment, and you can ask for it anew.
          </p>
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
          <strong className="font-semibold">You’re approved.</strong> Your seat is held until{" "}
          <MomentText at={payBy} />; pay by then to keep it.
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
          The price has changed since: it is <Amount money={changed.amount} className="font-medium" /> now. If
          you have not paid yet, pay the new price below; it opens a new checkout, and the earlier one is not
          needed. If you have paid, do not pay again: your payment counts.
        </p>
      ) : null}
      <CheckoutForm
        courseId={course.id}
        offers={course.offers}
        idempotencyKey={idempotencyKey}
        preferred={open?.gateway}
        sentence={(offer) =>
          resumes(offer)
            ? `Resume payment of ${formatMoney(open!.amount)} with ${gatewayLabels[offer.gateway]}`
            : `Pay ${formatMoney(offer.amount)} with ${gatewayLabels[offer.gateway]}`
        }
      />
      <p className="text-sm text-ink-muted">
        {signedIn ? "You pay" : "You sign in first, then pay"} on the provider’s own page. We never see your
        card number.
      </p>
    </Card>
  );
}

function OpenNote({ courseId, open }: { courseId: string; open: OpenPayment }) {
  return (
    <p className="rounded-md bg-info-soft px-3 py-2 text-base text-info-ink">
      {open.pending ? "Your payment of " : "You began to pay "}
      <Amount money={open.amount} className="font-medium" /> with {gatewayLabels[open.gateway]}{" "}
      {open.pending ? "is not confirmed yet; you began it " : ""}
      <TimeAgo at={open.startedAt} />.{" "}
      <Link to={paths.paymentResult(courseId, open.paymentId)} className="link">
        See how it stands
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

function AskSupport() {
  const school = useSchool();
  return school ? (
    <a className="link" href={`mailto:${school.supportEmail}`}>
      Write to {school.supportEmail}
    </a>
  ) : (
    "Ask the school"
  );
}
