import { Link } from "@remix-run/react";
import BookOpen from "lucide-react/icons/book-open";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { Panel } from "#app/components/panel.tsx";
import { paths } from "#app/paths.ts";
import type { MyCourse } from "#app/routes/_site.account/queries.server.ts";
import type { EnrollmentStatus } from "#db/schema.ts";

const seatWords: Record<EnrollmentStatus, string> = {
  active: "Your seat is confirmed.",
  requested: "You asked for a seat. The school has not decided yet.",
  pending_approval: "Paid. The school is checking your enrollment.",
  approved: "Approved: pay in time to keep your seat.",
  lapsed: "Approved, and not paid in time. The seat is free again.",
  suspended: "Your access is paused. Write to us to sort it out.",
  rejected: "The school did not confirm this seat.",
  revoked: "This seat was given back.",
  transferred: "This seat was moved to another course.",
};

export function MyCourses({ courses }: { courses: readonly MyCourse[] }) {
  return (
    <Panel title="My courses" flush={courses.length > 0}>
      {courses.length === 0 ? (
        <EmptyState
          icon={BookOpen}
          title="No courses yet"
          action={<ButtonLink to={paths.courses()}>See the courses</ButtonLink>}
        >
          A course appears here as soon as your payment has arrived.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {courses.map((course) => (
            <li key={course.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
              <div className="min-w-0 flex-1 basis-60">
                <Link to={paths.course(course.courseId)} className="text-base font-medium hover:underline">
                  <bdi>{course.title}</bdi>
                </Link>
                <p className="text-sm text-ink-muted">
                  {seatWords[course.status]}
                  {course.startsAt ? (
                    <>
                      {" "}
                      Starts <MomentText at={course.startsAt} dayOnly />.
                    </>
                  ) : null}
                </p>
              </div>
              {course.status === "active" ? (
                <ButtonLink to={paths.learn(course.courseId)}>Go to the course</ButtonLink>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
