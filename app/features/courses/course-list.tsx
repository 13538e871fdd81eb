import { Amount } from "#app/components/amount.tsx";
import { ReadyLink } from "#app/components/ready-link.tsx";
import { CourseFacts } from "#app/features/courses/course-facts.tsx";
import type { Offer } from "#app/features/courses/offer.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

export interface ListedCourse {
  id: string;
  title: string;
  summary: string;
  startsAt: Date | null;
  /** Null: no limit. */
  seatsLeft: number | null;
  offers: Offer[];
}

/** Courses under each other, each line one link: title, a sentence, when, seats, price. */
export function CourseList({
  courses,
  headingLevel = 2,
}: {
  courses: readonly ListedCourse[];
  headingLevel?: 2 | 3;
}) {
  const Heading = `h${headingLevel}` as const;
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {courses.map((course) => (
        <li key={course.id} className="relative transition-colors hover:bg-sunken">
          <div className="grid gap-x-8 gap-y-3 p-4 sm:grid-cols-[1fr_auto] sm:p-5">
            <div className="min-w-0">
              <Heading dir="auto" className="text-lg font-semibold text-match-parent">
                <ReadyLink
                  to={paths.course(course.id)}
                  className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-ink"
                >
                  {course.title}
                </ReadyLink>
              </Heading>
              <p
                dir="auto"
                className="mt-1 mb-3 line-clamp-3 max-w-prose text-base text-ink-muted text-match-parent"
              >
                {course.summary}
              </p>
              <CourseFacts startsAt={course.startsAt} seatsLeft={course.seatsLeft} />
            </div>
            <Prices course={course} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Prices({ course }: { course: ListedCourse }) {
  const t = useTranslations("buying.facts");
  if (course.offers.length === 0)
    return <p className="text-sm text-ink-muted sm:text-end">{t("notOnSale")}</p>;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 sm:flex-col sm:items-end">
      {course.offers.map((offer, index) => (
        <span
          key={`${offer.gateway} ${offer.amount.currency}`}
          className={index ? "text-base text-ink-muted" : "text-lg font-semibold"}
        >
          {index ? (
            t.rich("or", { amount: () => <Amount money={offer.amount} /> })
          ) : (
            <Amount money={offer.amount} />
          )}
        </span>
      ))}
    </p>
  );
}
