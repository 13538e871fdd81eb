import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod/mini";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { HeadingName } from "#app/components/heading-name.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { findPerson } from "#app/features/people/find-person.server.ts";
import { ActForm, readAct } from "#app/features/support/act-form.ts";
import { ActPage } from "#app/features/support/act-page.tsx";
import { ActPanel } from "#app/features/support/act-panel.tsx";
import { CourseChoice } from "#app/features/support/course-choice.tsx";
import { grantSeat } from "#app/features/support/grant-seat.server.ts";
import { findOpenCourses, previewSeat } from "#app/features/support/preview-seat.server.ts";
import { db } from "#app/lib/db.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, CourseParams, UserParams } from "#app/paths.ts";

// Its form carries a key of its own, so every load is answered anew.
export const handle: RouteHandle = { access: { read: "enrollment:grant", write: "enrollment:grant" } };

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageTitle(loaded?.person.name ?? wordsOf(matches, "office")("places.users"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, "enrollment:grant");
  const parsed = UserParams.safeParse(params);
  const person = parsed.success ? await findPerson(db(), parsed.data.userId) : null;
  if (!person || person.merged_into) throw new Response(null, { status: 404 });
  const chosen = CourseParams.safeParse({ courseId: new URL(request.url).searchParams.get("course") });
  const [courses, preview] = await Promise.all([
    findOpenCourses(db()),
    chosen.success ? previewSeat(db(), person.id, chosen.data.courseId) : null,
  ]);
  return { person: { id: person.id, name: person.name }, courses, preview, key: crypto.randomUUID() };
}

const GrantForm = z.extend(ActForm, { courseId: CourseParams.shape.courseId });

/** A seat without payment. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "enrollment:grant");
  const parsed = UserParams.safeParse(params);
  const person = parsed.success ? await findPerson(db(), parsed.data.userId) : null;
  if (!person) throw new Response(null, { status: 404 });
  const { act, reason, key, ...refused } = await readAct(GrantForm, request);
  if (!act) return data({ ...refused, reason, key }, { status: 422 });
  const result = await grantSeat(db(), {
    ...act,
    userId: person.id,
    actor: { type: "staff", id: staff.id },
  });
  return result.outcome === "granted"
    ? redirect(adminPaths.user(person.id, { told: "granted" }), 303)
    : data({ problem: result.outcome, reason, key }, { status: 409 });
}

export default function Seats() {
  const { person, courses, preview, key } = useLoaderData<typeof loader>();
  const t = useTranslations("support");
  const { name } = person;
  return (
    <ActPage person={person} title={t.rich("grant.title", { name: () => <HeadingName>{name}</HeadingName> })}>
      <CourseChoice
        label={t("grant.course")}
        action={adminPaths.userSeats(person.id)}
        courses={courses}
        chosen={preview?.course.id ?? null}
      />
      {preview ? (
        <ActPanel
          happens={[
            t("grant.seat", { name: isolate(name), course: isolate(preview.course.title) }),
            preview.seatsLeft === null ? t("grant.unlimited") : t("grant.left", { count: preview.seatsLeft }),
            t("grant.told"),
            ...preview.paying.map((money) => t("grant.paying", { amount: unbrokenMoney(money) })),
          ]}
          inTheWay={preview.refusal ? [t(`refused.${preview.refusal}`)] : []}
          act={adminPaths.userSeats(person.id, preview.course.id)}
          fields={{ courseId: preview.course.id }}
          formKey={key}
          label={t("grant.act")}
          backTo={adminPaths.user(person.id)}
        />
      ) : null}
    </ActPage>
  );
}
