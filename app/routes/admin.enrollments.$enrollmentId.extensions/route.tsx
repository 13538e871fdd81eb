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
import { MomentText } from "#app/components/moment-text.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { ActForm, readAct } from "#app/features/support/act-form.ts";
import { ActPage } from "#app/features/support/act-page.tsx";
import { ActPanel } from "#app/features/support/act-panel.tsx";
import { extendedBy, extensions } from "#app/features/support/deadline.ts";
import { extendDeadline } from "#app/features/support/extend-deadline.server.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, EnrollmentParams } from "#app/paths.ts";
import { ExtensionChoice } from "./extension-choice.tsx";
import { findDeadline } from "./queries.server.ts";

// Its form carries a key of its own, so every load is answered anew.
export const handle: RouteHandle = {
  access: { read: "enrollment:extend", write: "enrollment:extend" },
};

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageTitle(loaded?.seat.name ?? wordsOf(matches, "office")("places.enrollments"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, "enrollment:extend");
  const parsed = EnrollmentParams.safeParse(params);
  const seat = parsed.success ? await findDeadline(db(), parsed.data.enrollmentId) : null;
  if (!seat) throw new Response(null, { status: 404 });
  const asked = new URL(request.url).searchParams.get("hours");
  const hours = extensions.find((one) => String(one) === asked) ?? null;
  const isOpen = seat.status === "approved" && seat.pay_by !== null;
  return {
    seat,
    hours,
    isOpen,
    until: isOpen && hours ? extendedBy(seat.pay_by!, hours).toISOString() : null,
    key: crypto.randomUUID(),
  };
}

const ExtensionForm = z.extend(ActForm, {
  version: z.coerce.number().check(z.int(), z.positive()),
  until: z.iso.datetime(),
});

/** Moves the deadline to the moment that the preview showed, on the version it showed. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "enrollment:extend");
  const parsed = EnrollmentParams.safeParse(params);
  const seat = parsed.success ? await findDeadline(db(), parsed.data.enrollmentId) : null;
  if (!seat) throw new Response(null, { status: 404 });
  const { act, reason, key, ...refused } = await readAct(ExtensionForm, request);
  if (!act) return data({ ...refused, reason, key }, { status: 422 });
  const { version, until, ...rest } = act;
  const result = await extendDeadline(db(), {
    ...rest,
    until: new Date(until),
    userId: seat.user_id,
    enrollmentId: seat.id,
    expectedVersion: version,
    actor: { type: "staff", id: staff.id },
  });
  return result.outcome === "extended"
    ? redirect(adminPaths.user(seat.user_id, { told: "extended" }), 303)
    : data({ problem: result.outcome, reason, key }, { status: 409 });
}

export default function Extensions() {
  const { seat, hours, isOpen, until, key } = useLoaderData<typeof loader>();
  const t = useTranslations("support");
  const here = adminPaths.enrollmentExtensions(seat.id, hours ?? undefined);
  return (
    <ActPage
      person={{ id: seat.user_id, name: seat.name }}
      title={t.rich("extend.title", { name: () => <HeadingName>{seat.name}</HeadingName> })}
      lead={<bdi>{seat.title}</bdi>}
    >
      {isOpen ? <ExtensionChoice action={here} payBy={seat.pay_by!} chosen={hours} /> : null}
      {isOpen && !until ? null : (
        <ActPanel
          happens={[
            t.rich("extend.until", { until: () => (until ? <MomentText at={until} /> : null) }),
            t.rich("extend.told", { email: () => <bdi dir="ltr">{seat.email}</bdi> }),
          ]}
          stays={[t("extend.seat"), ...(seat.behind > 0 ? [t("extend.behind", { count: seat.behind })] : [])]}
          inTheWay={isOpen ? [] : [t("refused.no_deadline")]}
          act={here}
          fields={{ version: seat.version, until: until ?? "" }}
          formKey={key}
          label={t("extend.act")}
          backTo={adminPaths.user(seat.user_id)}
        />
      )}
    </ActPage>
  );
}
