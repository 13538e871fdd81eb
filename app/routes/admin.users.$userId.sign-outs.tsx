import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { forgetUser } from "#app/auth/session-store.server.ts";
import { HeadingName } from "#app/components/heading-name.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { findPerson } from "#app/features/people/find-person.server.ts";
import { ActForm, readAct } from "#app/features/support/act-form.ts";
import { ActPage } from "#app/features/support/act-page.tsx";
import { ActPanel } from "#app/features/support/act-panel.tsx";
import { countSessions, signOutEverywhere } from "#app/features/support/sign-out-everywhere.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, UserParams } from "#app/paths.ts";

// Its form carries a key of its own, so every load is answered anew.
export const handle: RouteHandle = { access: { read: "user:sign_out", write: "user:sign_out" } };

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageTitle(loaded?.person.name ?? wordsOf(matches, "office")("places.users"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, "user:sign_out");
  const parsed = UserParams.safeParse(params);
  const person = parsed.success ? await findPerson(db(), parsed.data.userId) : null;
  if (!person) throw new Response(null, { status: 404 });
  return {
    person: { id: person.id, name: person.name },
    sessions: await countSessions(db(), person.id),
    key: crypto.randomUUID(),
  };
}

/** Ends every session of the person: here at once, elsewhere within the seconds that sessions are remembered. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "user:sign_out");
  const parsed = UserParams.safeParse(params);
  const person = parsed.success ? await findPerson(db(), parsed.data.userId) : null;
  if (!person) throw new Response(null, { status: 404 });
  const { act, reason, key, ...refused } = await readAct(ActForm, request);
  if (!act) return data({ ...refused, reason, key }, { status: 422 });
  const result = await signOutEverywhere(db(), {
    ...act,
    userId: person.id,
    actor: { type: "staff", id: staff.id },
  });
  switch (result.outcome) {
    case "signed_out":
      forgetUser(person.id);
      return redirect(adminPaths.user(person.id, { told: "signed_out" }), 303);
    case "key_reused":
    case "no_person":
      return data({ problem: result.outcome, reason, key }, { status: 409 });
    default:
      return assertNever(result);
  }
}

export default function SignOuts() {
  const { person, sessions, key } = useLoaderData<typeof loader>();
  const t = useTranslations("support.signOut");
  return (
    <ActPage
      person={person}
      title={t.rich("title", { name: () => <HeadingName>{person.name}</HeadingName> })}
    >
      <ActPanel
        happens={[t("ends", { count: sessions }), t("within")]}
        inTheWay={sessions === 0 ? [t("none")] : []}
        stays={[t("again")]}
        act={adminPaths.userSignOuts(person.id)}
        fields={{}}
        formKey={key}
        label={t("act")}
        danger
        backTo={adminPaths.user(person.id)}
      />
    </ActPage>
  );
}
