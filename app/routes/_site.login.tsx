import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { signInByPassword } from "#app/auth/password-sign-in.server.ts";
import { homeOf, redirectTarget } from "#app/auth/redirect-target.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser } from "#app/auth/session.server.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { SignIn } from "#app/features/people/sign-in-form.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "anyone" } };

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "site")("signIn.title"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const wanted = new URL(request.url).searchParams.get("redirectTo");
  const user = await getUser(request);
  if (user) throw redirect(redirectTarget(wanted, homeOf(user.role)));
  return { redirectTo: redirectTarget(wanted, "") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const result = await signInByPassword(request, context.clientIp);
  if (result.outcome === "refused") return data(result.reply, result.init);
  const { user, redirectTo, headers } = result;
  return redirect(redirectTarget(redirectTo, homeOf(user.role)), { status: 303, headers });
}

export default function SignInPage() {
  const { redirectTo } = useLoaderData<typeof loader>();
  const t = useTranslations("site");
  return (
    <SignIn
      title={t("signIn.title")}
      lead={redirectTo ? t("signIn.leadBack") : t("signIn.lead")}
      other={{
        question: t("signIn.newHere"),
        label: t("register.title"),
        to: paths.register(redirectTo),
      }}
      redirectTo={redirectTo}
      lastResult={useActionData<typeof action>()}
    />
  );
}
