import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { blankCourse, courseForm, textsOf, valuesOf } from "#app/features/courses/course-fields.ts";
import { CourseForm } from "#app/features/courses/course-form.tsx";
import { formSetting } from "#app/features/courses/form-setting.server.ts";
import { createCourse } from "#app/features/courses/save-course.server.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { newId } from "#app/lib/ids.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, CourseParams } from "#app/paths.ts";

// Its form carries the id of the course to be, so every load is answered anew.
export const handle: RouteHandle = { access: { read: "course:edit", write: "course:edit" } };

export const meta: MetaFunction = ({ matches }) => pageTitle(wordsOf(matches, "courses")("new"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "course:edit");
  const setting = formSetting(gateways(), {}, env().SCHOOL_TIME_ZONE);
  return { id: newId("crs"), setting, texts: textsOf(blankCourse, setting) };
}

/** A new course is a draft: nothing is on sale by making it. */
export async function action({ request }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "course:edit");
  const setting = formSetting(gateways(), {}, env().SCHOOL_TIME_ZONE);
  const fields = await request.formData();
  const submission = parseWithZod(fields, { schema: courseForm(setting) });
  if (submission.status !== "success") return data(submission.reply(), { status: 422 });
  const values = valuesOf(submission.value, setting.currencies);
  const asked = CourseParams.safeParse({ courseId: fields.get("id") });
  const id = await createCourse(db(), {
    id: asked.data?.courseId,
    values,
    actor: { type: "staff", id: staff.id },
  });
  return redirect(adminPaths.course(id, { saved: "created" }), 303);
}

export default function NewCourse() {
  const { id, setting, texts } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  // Refused, it is still the same course to be: after a step back, what is sent from here is made once.
  const sent = refused?.initialValue?.id;
  const t = useTranslations("courses");
  return (
    <>
      <PageHeader title={t("new")} back={{ to: adminPaths.courses(), label: t("back") }} />
      <Panel className="max-w-3xl">
        <CourseForm
          texts={texts}
          version={null}
          newId={typeof sent === "string" ? sent : id}
          setting={setting}
          taken={0}
          openCheckouts={0}
          undecided={0}
          lastResult={refused}
          mayEdit
        />
      </Panel>
    </>
  );
}
