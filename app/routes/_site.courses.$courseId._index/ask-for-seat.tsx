import { Form, useNavigation } from "@remix-run/react";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import type { Offer } from "#app/features/courses/offer.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";
import type { LastRequest } from "./standing.ts";

/** The school approves before anyone pays: ask for a seat, with one plain form. */
export function AskForSeat({
  course,
  signedIn,
  last,
  full,
}: {
  course: { id: string; offers: Offer[] };
  signedIn: boolean;
  last: LastRequest | null;
  full: boolean;
}) {
  const t = useTranslations("buying.ask");
  const action = paths.courseRequests(course.id);
  const asking = useNavigation().formAction === action;
  return (
    <div className="flex flex-col items-stretch gap-4 rounded-lg border border-line bg-surface p-4 sm:p-5">
      {last ? (
        <div className="rounded-md bg-warning-soft px-3 py-2 text-base text-warning-ink">
          <p>{t(`last.${last.status}`)}</p>
          {last.reason ? (
            <p className="mt-1">{t.rich("reason", { reason: () => <bdi>{last.reason}</bdi> })}</p>
          ) : null}
        </div>
      ) : null}
      {full ? (
        <p>
          <strong className="block text-lg font-semibold">{t("fullTitle")}</strong>
          {t("fullText")}
        </p>
      ) : null}
      <p className="text-base">{t("why")}</p>
      <p className="flex flex-wrap gap-x-4 text-lg font-semibold">
        {course.offers.map((offer) => (
          <Amount key={offer.amount.currency} money={offer.amount} />
        ))}
      </p>
      <Form method="post" action={action}>
        <Button variant="primary" size="large" className="w-full" pending={asking && t("asking")}>
          {last ? t("askAgain") : t("ask")}
        </Button>
      </Form>
      <p className="text-sm text-ink-muted">{signedIn ? t("thenSignedIn") : t("thenSignedOut")}</p>
    </div>
  );
}
