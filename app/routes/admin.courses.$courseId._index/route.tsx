import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { textsOf } from "#app/features/courses/course-fields.ts";
import { CourseForm } from "#app/features/courses/course-form.tsx";
import { findCourse } from "#app/features/courses/find-course.server.ts";
import { formSetting } from "#app/features/courses/form-setting.server.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, CourseParams } from "#app/paths.ts";
import { editCourse } from "./edit-course.server.ts";
import { LinePanel } from "./line-panel.tsx";
import { countHeldSeats, countOpenCheckouts, countUndecided, findLine, mostShown } from "./queries.server.ts";
import { SavedNotice } from "./saved-notice.tsx";
import { StatusPanel } from "./status-panel.tsx";

export const handle: RouteHandle = {
  access: { read: "course:read", write: "course:edit" },
  topics: ["enrollments", "payments", "users"],
  scope: "role",
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(data?.texts.title ?? wordsOf(matches, "courses")("one"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "course:read");
  const parsed = CourseParams.safeParse(params);
  const course = parsed.success ? await findCourse(db(), parsed.data.courseId) : null;
  if (!course) throw new Response(null, { status: 404 });
  const { id, status, version, enrolledCount, values } = course;
  const setting = formSetting(gateways(), values.prices, env().SCHOOL_TIME_ZONE);
  const query = new URL(request.url).searchParams;
  const saved = query.get("saved");
  const [line, openCheckouts, heldSeats, undecided, atOldPrice] = await Promise.all([
    findLine(db(), id),
    countOpenCheckouts(db(), id, false),
    countHeldSeats(db(), id),
    countUndecided(db(), id),
    saved === "prices" ? countOpenCheckouts(db(), id, true) : 0,
  ]);
  return {
    course: { id, status, version },
    texts: textsOf(values, setting),
    setting,
    taken: enrolledCount,
    capacity: values.capacity,
    waitlist: values.waitlist,
    line,
    most: mostShown,
    openCheckouts,
    heldSeats,
    undecided,
    mayEdit: can(staff.role, "course:edit"),
    told: {
      saved,
      merged: (query.get("merged") ?? "").split(",").filter(Boolean),
      moved: query.get("moved"),
      atOldPrice,
    },
    savedAt: query.get("at"),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "course:edit");
  const parsed = CourseParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const form = await request.formData().catch(() => new FormData());
  return editCourse(form, parsed.data.courseId, staff.id);
}

export default function Course() {
  const {
    course,
    texts,
    setting,
    taken,
    capacity,
    waitlist,
    line,
    most,
    openCheckouts,
    heldSeats,
    undecided,
    mayEdit,
    told,
    savedAt,
  } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const conflict = answer?.conflict ?? null;
  const t = useTranslations("courses");
  return (
    <>
      <PageHeader
        title={<bdi>{texts.title}</bdi>}
        back={{ to: adminPaths.courses(), label: t("back") }}
        lead={capacity === null ? t("seatsTakenNoLimit", { taken }) : t("seatsTaken", { taken, capacity })}
      />
      <div className="flex flex-col gap-4">
        {answer ? null : <SavedNotice {...told} status={course.status} />}
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[2fr_1fr]">
          <Panel title={t("edit")} className="lg:order-1">
            <CourseForm
              // A new start after each save and each conflict, and at no other time: what is typed stays.
              key={`${savedAt ?? ""}:${conflict?.version ?? ""}`}
              texts={conflict?.theirs ?? texts}
              version={conflict?.version ?? course.version}
              setting={setting}
              taken={taken}
              openCheckouts={openCheckouts}
              undecided={undecided}
              lastResult={answer?.result}
              conflicts={conflict?.conflicts}
              mayEdit={mayEdit}
            />
          </Panel>
          <div className="flex flex-col gap-6 lg:order-2">
            <StatusPanel
              course={course}
              mayEdit={mayEdit}
              {...{ openCheckouts, heldSeats }}
              inLine={line.some((entry) => entry.status === "waiting")}
            />
            <LinePanel line={line} enabled={waitlist} most={most} />
          </div>
        </div>
      </div>
    </>
  );
}
