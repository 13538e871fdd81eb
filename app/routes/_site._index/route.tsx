import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { wordsOf } from "#app/components/page-title.ts";
import { useSchool } from "#app/components/school.ts";
import { CourseList } from "#app/features/courses/course-list.tsx";
import { listCourses } from "#app/features/courses/list-courses.server.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";
import { HowPayingWorks } from "./how-paying-works.tsx";

export const handle: RouteHandle = { access: { read: "anyone" } };

export const meta: MetaFunction = ({ matches }) => {
  const root = matches.find((match) => match.id === "root")?.data as
    | { school?: { name: string } }
    | undefined;
  const t = wordsOf(matches, "site");
  const name = root?.school?.name ?? t("front.noName");
  return [
    { title: name },
    {
      name: "description",
      content: t("front.description", { name }),
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
  const t = useTranslations("site.front");
  return (
    <>
      <header className="mb-10 max-w-2xl">
        <h1 className="text-2xl font-semibold sm:text-3xl">{school?.name ?? t("noName")}</h1>
        <p className="mt-3 text-lg text-ink-muted">{t("lead")}</p>
        <div className="mt-5">
          <ButtonLink to={paths.courses()} variant="primary" size="large" prefetch="intent">
            {t("seeAll")}
          </ButtonLink>
        </div>
      </header>
      {courses.length > 0 ? (
        <section aria-labelledby="next" className="mb-10">
          <div className="mb-3 flex items-baseline justify-between gap-4">
            <h2 id="next" className="text-lg font-semibold">
              {t("next")}
            </h2>
            <Link to={paths.courses()} className="link text-base">
              {t("all")}
            </Link>
          </div>
          <CourseList courses={courses} headingLevel={3} />
        </section>
      ) : null}
      <HowPayingWorks gatewayNames={gatewayNames} />
    </>
  );
}
