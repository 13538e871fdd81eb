import { getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { accountLimit } from "#app/auth/account-limit.server.ts";
import { authenticator, SignInRefused } from "#app/auth/authenticator.server.ts";
import { localeOf } from "#app/auth/locale.server.ts";
import { isStaff } from "#app/auth/permissions.ts";
import { redirectTarget } from "#app/auth/redirect-target.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser, signIn } from "#app/auth/session.server.ts";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { SignInForm } from "#app/features/people/forms.ts";
import { PersonForm } from "#app/features/people/person-form.tsx";
import { singleton } from "#app/lib/singleton.server.ts";
import { translatorFor } from "#app/messages/translate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";
import type { Role } from "#db/schema.ts";

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
  const submission = parseWithZod(await request.clone().formData(), { schema: SignInForm });
  if (submission.status !== "success")
    return data(submission.reply({ hideFields: ["password"] }), { status: 422 });
  const { email } = submission.value;
  const wait = tries().begin(email);
  if (wait) {
    const t = translatorFor(await localeOf(request), "site");
    const problem = t("signIn.tooMany", { seconds: wait.retryAfterSeconds });
    const headers = { "Retry-After": String(wait.retryAfterSeconds) };
    return data(submission.reply({ formErrors: [problem], hideFields: ["password"] }), {
      status: 429,
      headers,
    });
  }
  try {
    const user = await authenticator.authenticate("password", request);
    tries().succeeded(email);
    const headers = await signIn(request, user.id, context.clientIp);
    return redirect(redirectTarget(submission.value.redirectTo, homeOf(user.role)), { status: 303, headers });
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    const problem = translatorFor(await localeOf(request), "site")("signIn.refused");
    return data(submission.reply({ formErrors: [problem], hideFields: ["password"] }), { status: 401 });
  }
}

const tries = () => singleton("sign-in tries", accountLimit);

export default function SignInPage() {
  const { redirectTo } = useLoaderData<typeof loader>();
  const t = useTranslations("site");
  const navigation = useNavigation();
  const [form, fields] = useForm({
    id: "sign-in",
    lastResult: useActionData<typeof action>(),
    defaultValue: { redirectTo },
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema: SignInForm }),
  });
  return (
    <PersonForm
      title={t("signIn.title")}
      lead={redirectTo ? t("signIn.leadBack") : t("signIn.lead")}
      problem={form.errors?.[0]}
      other={{
        question: t("signIn.newHere"),
        label: t("register.title"),
        to: paths.register(redirectTo),
      }}
    >
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
        <Field
          label={t("signIn.email")}
          type="email"
          autoComplete="username"
          required
          dir="ltr"
          id={fields.email.id}
          name={fields.email.name}
          defaultValue={fields.email.initialValue}
          error={fields.email.errors}
        />
        <Field
          label={t("signIn.password")}
          type="password"
          autoComplete="current-password"
          required
          id={fields.password.id}
          name={fields.password.name}
          error={fields.password.errors}
        />
        <input type="hidden" name={fields.redirectTo.name} value={redirectTo} />
        <Button
          variant="primary"
          size="large"
          pending={navigation.formMethod === "POST" && t("signIn.pending")}
        >
          {t("signIn.submit")}
        </Button>
      </Form>
    </PersonForm>
  );
}

const homeOf = (role: Role) => (isStaff(role) ? "/admin" : paths.courses());
