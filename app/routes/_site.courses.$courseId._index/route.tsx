import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser } from "#app/auth/session.server.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { CourseFacts } from "#app/features/courses/course-facts.tsx";
import { gateways } from "#app/gateways/registry.server.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { CourseParams, paths } from "#app/paths.ts";
import { BuyPanel } from "./buy-panel.tsx";
import { ProblemNotice } from "./problem-notice.tsx";
import { findCoursePage } from "./queries.server.ts";

export const handle: RouteHandle = {
  access: { read: "anyone" },
  follows: ["payments", "enrollments"],
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  data
    ? [...pageTitle(data.course.title, matches), { name: "description", content: data.course.summary }]
    : pageTitle(wordsOf(matches, "buying")("course.none"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const parsed = CourseParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const user = await getUser(request);
  const course = await findCoursePage(db(), gateways(), parsed.data.courseId, user?.id ?? null);
  if (!course) throw new Response(null, { status: 404 });
  return {
    course,
    signedIn: user !== null,
    problem: new URL(request.url).searchParams.get("problem"),
    idempotencyKey: crypto.randomUUID(),
  };
}

export default function Course() {
  const t = useTranslations("buying.course");
  const { course, signedIn, problem, idempotencyKey } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader back={{ to: paths.courses(), label: t("back") }} title={<bdi>{course.title}</bdi>} />
      {problem && course.standing.kind !== "enrolled" && !(problem === "left" && course.line?.place) ? (
        <div className="mb-6">
          <ProblemNotice problem={problem} />
        </div>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-x-12 gap-y-8 lg:grid-cols-[1fr_22rem]">
        {/* First in the source, so that on a phone price and button come before the long text. */}
        <aside aria-label={t("buy")} className="lg:sticky lg:top-6 lg:order-last">
          <BuyPanel course={course} signedIn={signedIn} idempotencyKey={idempotencyKey} />
        </aside>
        <article dir="auto" className="min-w-0 max-w-prose text-lg">
          <p className="text-ink-muted">{course.summary}</p>
          <div className="my-5">
            <CourseFacts startsAt={course.startsAt} seatsLeft={course.seatsLeft} />
          </div>
          {course.description.split(/\n{2,}/).map((paragraph) => (
            <p key={paragraph} className="mt-4 whitespace-pre-line">
              {paragraph}
            </p>
          ))}
        </article>
      </div>
    </>
  );
}
