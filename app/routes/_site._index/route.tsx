import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { useSchool } from "#app/components/school.ts";
import { CourseList } from "#app/features/courses/course-list.tsx";
import { listCourses } from "#app/features/courses/list-courses.server.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { db } from "#app/lib/db.server.ts";
import { paths } from "#app/paths.ts";
import { HowPayingWorks } from "./how-paying-works.tsx";

export const handle: RouteHandle = { access: { read: "anyone" } };

export const meta: MetaFunction = ({ matches }) => {
  const root = matches.find((match) => match.id === "root")?.data as
    | { school?: { name: string } }
    | undefined;
  const name = root?.school?.name ?? "Courses";
  return [
    { title: name },
    {
      name: "description",
      content: `Courses of ${name}: what starts next, how many seats are left, how to pay.`,
    },
  ];
};

export async function loader() {
  const { courses } = await listCourses(db(), gateways(), { limit: 3, joinable: true });
  return { courses, gatewayNames: [...gateways().keys()].map((name) => gatewayLabels[name]) };
}

export default function Front() {
  const { courses, gatewayNames } = useLoaderData<typeof loader>();
  const school = useSchool();
  return (
    <>
      <header className="mb-10 max-w-2xl">
        <h1 className="text-2xl font-semibold sm:text-3xl">{school?.name ?? "Courses"}</h1>
        <p className="mt-3 text-lg text-ink-muted">
          Choose a course and pay online. Your seat is yours the moment the payment arrives, and you can see
          where your money is at every step.
        </p>
        <div className="mt-5">
          <ButtonLink to={paths.courses()} variant="primary" size="large" prefetch="intent">
            See all courses
          </ButtonLink>
        </div>
      </header>
      {courses.length > 0 ? (
        <section aria-labelledby="next" className="mb-10">
          <div className="mb-3 flex items-baseline justify-between gap-4">
            <h2 id="next" className="text-lg font-semibold">
              Starting next
            </h2>
            <Link to={paths.courses()} className="link text-base">
              All courses
            </Link>
          </div>
          <CourseList courses={courses} headingLevel={3} />
        </section>
      ) : null}
      <HowPayingWorks gatewayNames={gatewayNames} />
    </>
  );
}
