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
import { ActForm, readAct } from "#app/features/support/act-form.ts";
import { ActPage } from "#app/features/support/act-page.tsx";
import { ActPanel } from "#app/features/support/act-panel.tsx";
import { CourseChoice } from "#app/features/support/course-choice.tsx";
import { findOpenCourses } from "#app/features/support/preview-seat.server.ts";
import { transferEnrollment } from "#app/features/support/transfer-enrollment.server.ts";
import { db } from "#app/lib/db.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, CourseParams, EnrollmentParams } from "#app/paths.ts";
import { findSeat, previewTransfer, type TransferPreview } from "./queries.server.ts";

// Its form carries a key of its own, so every load is answered anew.
export const handle: RouteHandle = {
  access: { read: "enrollment:transfer", write: "enrollment:transfer" },
};

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageTitle(loaded?.seat.name ?? wordsOf(matches, "office")("places.enrollments"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, "enrollment:transfer");
  const parsed = EnrollmentParams.safeParse(params);
  const seat = parsed.success ? await findSeat(db(), parsed.data.enrollmentId) : null;
  if (!seat) throw new Response(null, { status: 404 });
  const chosen = CourseParams.safeParse({ courseId: new URL(request.url).searchParams.get("course") });
  const [courses, preview] = await Promise.all([
    findOpenCourses(db()),
    chosen.success ? previewTransfer(db(), seat, chosen.data.courseId) : null,
  ]);
  return {
    seat,
    courses: courses.filter((course) => course.id !== seat.course_id),
    preview,
    key: crypto.randomUUID(),
  };
}

const TransferForm = z.extend(ActForm, {
  courseId: CourseParams.shape.courseId,
  version: z.coerce.number().check(z.int(), z.positive()),
});

/** Moves the seat, on the version that the preview showed. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "enrollment:transfer");
  const parsed = EnrollmentParams.safeParse(params);
  const seat = parsed.success ? await findSeat(db(), parsed.data.enrollmentId) : null;
  if (!seat) throw new Response(null, { status: 404 });
  const { act, reason, key, ...refused } = await readAct(TransferForm, request);
  if (!act) return data({ ...refused, reason, key }, { status: 422 });
  const { version, ...rest } = act;
  const result = await transferEnrollment(db(), {
    ...rest,
    userId: seat.user_id,
    enrollmentId: seat.id,
    expectedVersion: version,
    actor: { type: "staff", id: staff.id },
  });
  return result.outcome === "transferred"
    ? redirect(adminPaths.user(seat.user_id, { told: "transferred" }), 303)
    : data({ problem: result.outcome, reason, key }, { status: 409 });
}

export default function Transfers() {
  const { seat, courses, preview, key } = useLoaderData<typeof loader>();
  const t = useTranslations("support");
  const held = seat.status === "active" || seat.status === "suspended";
  return (
    <ActPage
      person={{ id: seat.user_id, name: seat.name }}
      title={t.rich("transfer.title", { name: () => <HeadingName>{seat.name}</HeadingName> })}
      lead={t("transfer.from", { course: isolate(seat.title) })}
    >
      <CourseChoice
        label={t("transfer.course")}
        action={adminPaths.enrollmentTransfers(seat.id)}
        courses={courses}
        chosen={preview?.course.id ?? null}
      />
      {preview ? (
        <ActPanel
          happens={[
            t("transfer.moves", { from: isolate(seat.title), to: isolate(preview.course.title) }),
            preview.seatsLeft === null ? t("grant.unlimited") : t("grant.left", { count: preview.seatsLeft }),
            t("transfer.told"),
            ...preview.paying.map((money) => t("grant.paying", { amount: unbrokenMoney(money) })),
          ]}
          stays={
            preview.paid
              ? [<Difference key="difference" preview={preview} paid={preview.paid} />, t("transfer.payment")]
              : []
          }
          inTheWay={
            held ? (preview.refusal ? [t(`refused.${preview.refusal}`)] : []) : [t("refused.not_held")]
          }
          act={adminPaths.enrollmentTransfers(seat.id, preview.course.id)}
          fields={{ courseId: preview.course.id, version: seat.version }}
          formKey={key}
          label={t("transfer.act")}
          backTo={adminPaths.user(seat.user_id)}
        />
      ) : null}
    </ActPage>
  );
}

/** What was paid beside what the other course costs. The difference is said, never acted upon. */
function Difference({
  preview,
  paid,
}: {
  preview: TransferPreview;
  paid: NonNullable<TransferPreview["paid"]>;
}) {
  const t = useTranslations("support.transfer");
  const { capturedMinor, keptMinor, currency } = paid;
  const words = (minor: number) => unbrokenMoney({ minor, currency });
  const of = { paid: words(keptMinor), to: isolate(preview.course.title) };
  const given = capturedMinor - keptMinor;
  const stands =
    given > 0 ? t("paidLess", { ...of, whole: words(capturedMinor), given: words(given) }) : t("paid", of);
  const { priceMinor } = preview;
  if (priceMinor === null) return `${stands} ${t("otherCurrency", { ...of, currency })}`;
  const price = words(priceMinor);
  const dearerBy = priceMinor - keptMinor;
  if (dearerBy === 0) return `${stands} ${t("same", of)}`;
  const amount = words(Math.abs(dearerBy));
  return `${stands} ${t(dearerBy > 0 ? "dearer" : "cheaper", { ...of, price, amount })}`;
}
