import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import ArrowUpRight from "lucide-react/icons/arrow-up-right";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireUser } from "#app/auth/session.server.ts";
import { buttonClass } from "#app/components/button-class.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { CourseParams, paths } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "signed_in" } };

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(data?.title ?? wordsOf(matches, "buying")("learn.title"), matches);

/** Only for an active seat; everyone else is shown the course page, which says how they stand. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const parsed = CourseParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const user = await requireUser(request);
  const seat = await db()
    .selectFrom("enrollments")
    .innerJoin("courses", "courses.id", "enrollments.course_id")
    .select(["courses.title", "courses.starts_at", "courses.access_url", "enrollments.payment_id"])
    .where("enrollments.student_id", "=", user.id)
    .where("enrollments.course_id", "=", parsed.data.courseId)
    .where("enrollments.status", "=", "active")
    .executeTakeFirst();
  if (!seat) throw redirect(paths.course(parsed.data.courseId));
  return {
    title: seat.title,
    startsAt: seat.starts_at,
    accessUrl: seat.access_url,
    paymentId: seat.payment_id,
  };
}

export default function Learn() {
  const t = useTranslations("buying");
  const { title, startsAt, accessUrl, paymentId } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-2xl">
      <PageHeader back={{ to: paths.courses(), label: t("course.back") }} title={<bdi>{title}</bdi>} />
      <Notice
        tone="success"
        title={t("learn.enrolled")}
        actions={
          <>
            {accessUrl ? (
              <a href={accessUrl} rel="noreferrer" className={buttonClass("primary", "large")}>
                {t("learn.open")}
                <ArrowUpRight size={16} aria-hidden className="rtl:-scale-x-100" />
              </a>
            ) : null}
            {paymentId ? (
              <ButtonLink to={paths.payment(paymentId)} size="large">
                {t("learn.payment")}
              </ButtonLink>
            ) : null}
          </>
        }
      >
        {t("learn.seat")}{" "}
        {startsAt ? t.rich("learn.first", { when: () => <MomentText at={startsAt} /> }) : t("learn.anyTime")}{" "}
        {accessUrl ? t("learn.onSite") : t("learn.linkComes")}
      </Notice>
    </div>
  );
}
