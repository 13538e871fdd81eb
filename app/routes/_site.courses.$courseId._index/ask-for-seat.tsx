import { Form, useNavigation } from "@remix-run/react";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import type { Offer } from "#app/features/courses/offer.ts";
import { paths } from "#app/paths.ts";
import type { Standing } from "./standing.ts";

type Last = Extract<Standing, { kind: "ask" }>["last"];

const words: Record<NonNullable<Last>["status"], string> = {
  rejected: "The school did not accept your last request.",
  revoked: "The school withdrew its approval.",
  lapsed: "Your seat was approved and not paid in time, so it is free again.",
};

/** The school approves before anyone pays: ask for a seat, with one plain form. */
export function AskForSeat({
  course,
  signedIn,
  last,
}: {
  course: { id: string; offers: Offer[] };
  signedIn: boolean;
  last: Last;
}) {
  const action = paths.courseRequests(course.id);
  const asking = useNavigation().formAction === action;
  return (
    <div className="flex flex-col items-stretch gap-4 rounded-lg border border-line bg-surface p-4 sm:p-5">
      {last ? (
        <div className="rounded-md bg-warning-soft px-3 py-2 text-base text-warning-ink">
          <p>{words[last.status]}</p>
          {last.reason ? (
            <p className="mt-1">
              The school writes: “<bdi>{last.reason}</bdi>”
            </p>
          ) : null}
        </div>
      ) : null}
      <p className="text-base">
        The school approves each seat before it is paid. Asking costs nothing and takes one press.
      </p>
      <p className="flex flex-wrap gap-x-4 text-lg font-semibold">
        {course.offers.map((offer) => (
          <Amount key={offer.amount.currency} money={offer.amount} />
        ))}
      </p>
      <Form method="post" action={action}>
        <Button variant="primary" size="large" className="w-full" pending={asking && "Asking…"}>
          {last ? "Ask again for a seat" : "Ask for a seat"}
        </Button>
      </Form>
      <p className="text-sm text-ink-muted">
        {signedIn
          ? "You pay once you are approved. Your seat is then held for some days."
          : "You sign in first, and pay once you are approved. Your seat is then held for some days."}
      </p>
    </div>
  );
}
