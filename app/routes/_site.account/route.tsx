import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { localeOf } from "#app/auth/locale.server.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireUser } from "#app/auth/session.server.ts";
import { forgetUser } from "#app/auth/session-store.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { findProfile } from "#app/features/people/find-user.server.ts";
import { ProfileForm as ProfileSchema } from "#app/features/people/forms.ts";
import { updateProfile } from "#app/features/people/update-profile.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import { translatorFor } from "#app/messages/translate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";
import { MyCourses } from "#app/routes/_site.account/my-courses.tsx";
import { ProfileForm } from "#app/routes/_site.account/profile-form.tsx";
import { findMyCourses } from "#app/routes/_site.account/queries.server.ts";

export const handle: RouteHandle = { access: { read: "signed_in", write: "signed_in" } };

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "site")("account.title"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const user = await requireUser(request);
  const [profile, courses] = await Promise.all([findProfile(db(), user.id), findMyCourses(db(), user.id)]);
  const { email, name, phone, version } = profile!;
  return {
    profile: { email, name, phone, version },
    courses,
    saved: new URL(request.url).searchParams.has("saved"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const user = await requireUser(request);
  const submission = parseWithZod(await request.formData(), { schema: ProfileSchema });
  if (submission.status !== "success") return data(submission.reply(), { status: 422 });
  const result = await updateProfile(db(), user, submission.value);
  switch (result.outcome) {
    case "changed":
      forgetUser(user.id);
      wake("outbox");
      return redirect(`${paths.account()}?saved`, { status: 303 });
    case "unchanged":
      return redirect(`${paths.account()}?saved`, { status: 303 });
    case "stale": {
      const problem = translatorFor(await localeOf(request), "site")("account.stale");
      return data(submission.reply({ formErrors: [problem] }), { status: 409 });
    }
    default:
      return assertNever(result);
  }
}

export default function AccountPage() {
  const { profile, courses, saved } = useLoaderData<typeof loader>();
  const t = useTranslations("site");
  return (
    <>
      <PageHeader
        title={t("account.title")}
        lead={<bdi>{profile.name}</bdi>}
        actions={<ButtonLink to={paths.payments()}>{t("account.payments")}</ButtonLink>}
      />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <MyCourses courses={courses} />
        <Panel title={t("account.profile")}>
          <ProfileForm
            key={profile.version}
            profile={profile}
            lastResult={useActionData<typeof action>()}
            saved={saved}
          />
        </Panel>
      </div>
    </>
  );
}
