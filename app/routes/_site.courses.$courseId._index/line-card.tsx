import { Form, Link, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { buttonClass } from "#app/components/button-class.ts";
import { MomentText } from "#app/components/moment-text.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";
import type { CourseLine } from "./standing.ts";

/** The line for a full course: join it with one plain form, see one's place, leave it. */
export function LineCard({
  courseId,
  line,
  signedIn,
}: {
  courseId: string;
  line: CourseLine;
  signedIn: boolean;
}) {
  const t = useTranslations("courses.student");
  if (line.place)
    return (
      <div className="flex flex-col gap-3">
        <p className="rounded-md bg-info-soft px-3 py-2 text-base text-info-ink">
          <strong className="font-semibold">{t("waiting", { place: line.place.place })}</strong>{" "}
          {t("waitingText", { hours: line.offerHours })}
        </p>
        <LineButton courseId={courseId} intent="leave" label={t("leave")} pending={t("leaving")} />
      </div>
    );
  return (
    <div className="flex flex-col gap-3">
      <p className="text-base text-ink-muted">{line.seatFree ? t("lineAhead") : t("invite")}</p>
      {signedIn ? (
        <LineButton courseId={courseId} intent="join" label={t("join")} pending={t("joining")} />
      ) : (
        <Link to={paths.login(paths.course(courseId))} className={buttonClass("primary", "large")}>
          {t("signIn")}
        </Link>
      )}
    </div>
  );
}

/** A seat that became free stands for this student until its deadline; they may pass it on. */
export function OfferedSeat({ courseId, until }: { courseId: string; until: Date | string | number }) {
  const t = useTranslations("courses.student");
  return (
    <div className="flex flex-col gap-3 rounded-md bg-success-soft px-3 py-2 text-base text-success-ink">
      <p>
        <strong className="font-semibold">{t("offered")}</strong>{" "}
        {t.rich("offeredText", { until: () => <MomentText at={until} /> })}
      </p>
      <LineButton courseId={courseId} intent="leave" label={t("decline")} pending={t("leaving")} />
    </div>
  );
}

function LineButton({
  courseId,
  intent,
  label,
  pending,
}: {
  courseId: string;
  intent: "join" | "leave";
  label: string;
  pending: string;
}) {
  const action = paths.waitlist(courseId);
  const sending = useNavigation().formAction === action;
  return (
    <Form method="post" action={action}>
      <input type="hidden" name="intent" value={intent} />
      <Button
        variant={intent === "join" ? "primary" : "secondary"}
        size={intent === "join" ? "large" : "normal"}
        className="w-full"
        pending={sending && pending}
      >
        {label}
      </Button>
    </Form>
  );
}
