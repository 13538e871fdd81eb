import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { forgetUser } from "#app/auth/session-store.server.ts";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { HeadingName } from "#app/components/heading-name.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { Select } from "#app/components/select.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import { changeRole } from "#app/features/people/change-role.server.ts";
import { findPerson } from "#app/features/people/find-person.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { typedIn, typedText } from "#app/lib/typed-text.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, UserParams } from "#app/paths.ts";
import { roles } from "#db/schema.ts";

export const handle: RouteHandle = {
  access: { read: "user:role", write: "user:role" },
  topics: ["users"],
  scope: "role",
};

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageTitle(loaded?.person.name ?? wordsOf(matches, "office")("places.users"), matches);

const RoleForm = z.object({
  role: z.enum(roles),
  reason: typedText(3, 1_000),
  version: z.coerce.number().int().positive(),
});

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, "user:role");
  const parsed = UserParams.safeParse(params);
  const person = parsed.success ? await findPerson(db(), parsed.data.userId) : null;
  if (!person || person.merged_into) throw new Response(null, { status: 404 });
  const { id, name, role, version } = person;
  return { person: { id, name, role, version } };
}

/** Another role; sessions of the person are read anew from the next request on. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "user:role");
  const parsed = UserParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { userId } = parsed.data;
  const fields = await request.formData();
  const typed = { role: typedIn(fields, "role"), reason: typedIn(fields, "reason") };
  const form = RoleForm.safeParse(Object.fromEntries(fields));
  if (!form.success) return data({ problem: "form" as const, typed }, { status: 422 });
  const { role, reason, version } = form.data;
  const result = await changeRole(db(), { userId, role, reason, expectedVersion: version, actor: staff });
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "changed":
      forgetUser(userId);
      return redirect(adminPaths.user(userId, { told: "role" }), 303);
    case "unchanged":
      return redirect(adminPaths.user(userId, { told: "unchanged" }), 303);
    case "owners_only":
      return data({ problem: result.outcome, typed }, { status: 403 });
    case "last_owner":
    case "stale":
      return data({ problem: result.outcome, typed }, { status: 409 });
    default:
      return assertNever(result);
  }
}

export default function RolePage() {
  const { person } = useLoaderData<typeof loader>();
  const { problem, typed } = useActionData<typeof action>() ?? {};
  const t = useTranslations("support");
  const names = useTranslations("people.roles");
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.user(person.id), label: person.name }}
        title={t.rich("role.title", { name: () => <HeadingName>{person.name}</HeadingName> })}
        lead={t("role.now", { role: person.role })}
      />
      <div className="flex max-w-xl flex-col gap-4">
        {problem && problem !== "form" ? <Notice tone="warning" title={t(`role.${problem}`)} /> : null}
        <Panel>
          <Form method="post" className="flex flex-col gap-4">
            <input type="hidden" name="version" value={person.version} />
            <Select
              label={t("role.to")}
              name="role"
              defaultValue={typed?.role || person.role}
              options={roles.map((value) => ({ value, label: names(value) }))}
            />
            <TextArea
              label={t("role.reason")}
              hint={t("role.reasonHint")}
              name="reason"
              required
              minLength={3}
              maxLength={1_000}
              dir="auto"
              defaultValue={typed?.reason}
              error={problem === "form" ? t("act.noReason") : null}
            />
            <div className="flex flex-wrap gap-2">
              <Button variant="primary">{t("role.act")}</Button>
              <ButtonLink to={adminPaths.user(person.id)}>{t("act.cancel")}</ButtonLink>
            </div>
          </Form>
        </Panel>
      </div>
    </>
  );
}
