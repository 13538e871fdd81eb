import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { forgetUser } from "#app/auth/session-store.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { HeadingName } from "#app/components/heading-name.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { editPerson, fieldsOf } from "#app/features/people/edit-person.server.ts";
import { findPerson } from "#app/features/people/find-person.server.ts";
import { PersonEditForm } from "#app/features/people/forms.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, UserParams } from "#app/paths.ts";
import { EditForm, type Standing } from "./edit-form.tsx";

export const handle: RouteHandle = {
  access: { read: "user:edit", write: "user:edit" },
  topics: ["users"],
  scope: "role",
};

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageTitle(loaded?.person.name ?? wordsOf(matches, "office")("places.users"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, "user:edit");
  const parsed = UserParams.safeParse(params);
  const person = parsed.success ? await findPerson(db(), parsed.data.userId) : null;
  if (!person || person.merged_into) throw new Response(null, { status: 404 });
  return { person: { id: person.id, name: person.name, version: person.version, fields: fieldsOf(person) } };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "user:edit");
  const parsed = UserParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { userId } = parsed.data;
  const submission = parseWithZod(await request.formData(), { schema: PersonEditForm });
  if (submission.status !== "success")
    return data({ submission: submission.reply(), standing: null, problem: null }, { status: 422 });
  const { name, email, phone, locale, version, ...bases } = submission.value;
  const fields = { name, email, phone: phone ?? "", locale };
  const base = {
    name: bases.base_name ?? name,
    email: bases.base_email ?? email,
    phone: bases.base_phone ?? "",
    locale: bases.base_locale ?? locale,
  };
  const result = await editPerson(db(), {
    userId,
    expectedVersion: version,
    base,
    fields,
    actor: { id: staff.id, role: staff.role, mayEditStaff: can(staff.role, "user:role") },
  });
  const done = (told: string) => redirect(adminPaths.user(userId, { told }), 303);
  const refuse = (problem: "email_taken" | "not_yours", status: number) =>
    data({ submission: submission.reply(), standing: null, problem }, { status });
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "changed":
      forgetUser(userId);
      return done(result.alsoChanged.length > 0 ? "merged_fields" : "saved");
    case "unchanged":
      return done("unchanged");
    case "email_taken":
      return refuse("email_taken", 409);
    case "not_yours":
      return refuse("not_yours", 403);
    case "conflict": {
      const { conflicts, theirs } = result;
      const standing: Standing = { conflicts, theirs, version: result.version };
      return data({ submission: submission.reply(), standing, problem: null }, { status: 409 });
    }
    default:
      return assertNever(result);
  }
}

export default function EditPersonPage() {
  const { person } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("support");
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.user(person.id), label: person.name }}
        title={t.rich("form.title", { name: () => <HeadingName>{person.name}</HeadingName> })}
      />
      <div className="flex max-w-xl flex-col gap-4">
        {answer?.problem ? (
          <Notice
            tone="warning"
            title={t(`form.${answer.problem}`)}
            actions={
              answer.problem === "email_taken" ? (
                <ButtonLink to={adminPaths.users({ q: String(answer.submission.initialValue?.email ?? "") })}>
                  {t("form.findOther")}
                </ButtonLink>
              ) : null
            }
          />
        ) : null}
        {answer?.standing ? (
          <Notice tone="warning" title={t("form.conflict")}>
            {t("form.conflictText")}
          </Notice>
        ) : null}
        <Panel>
          <EditForm
            // A colleague's newer version asks anew; one's own typing stays.
            key={answer?.standing?.version ?? 0}
            person={person}
            lastResult={answer?.submission}
            standing={answer?.standing ?? null}
          />
        </Panel>
      </div>
    </>
  );
}
