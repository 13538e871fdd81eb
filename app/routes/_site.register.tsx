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
import { localeOf } from "#app/auth/locale.server.ts";
import { redirectTarget } from "#app/auth/redirect-target.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser, signIn } from "#app/auth/session.server.ts";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { Field } from "#app/components/field.tsx";
import { FieldProblems } from "#app/components/field-problems.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { RegisterForm } from "#app/features/people/forms.ts";
import { PersonForm } from "#app/features/people/person-form.tsx";
import { register } from "#app/features/people/register.server.ts";
import { db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import { translatorFor } from "#app/messages/translate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "anyone" } };

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "site")("register.title"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const wanted = new URL(request.url).searchParams.get("redirectTo");
  if (await getUser(request)) throw redirect(redirectTarget(wanted));
  return { redirectTo: redirectTarget(wanted, "") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: RegisterForm });
  if (submission.status !== "success")
    return data(submission.reply({ hideFields: ["password"] }), { status: 422 });
  const { redirectTo, ...person } = submission.value;
  const locale = await localeOf(request);
  const result = await register(db(), { ...person, locale });
  if (result.outcome === "email_taken") {
    const fieldErrors = { email: [translatorFor(locale, "site")("register.takenField")] };
    return data(submission.reply({ fieldErrors, hideFields: ["password"] }), { status: 409 });
  }
  wake("outbox");
  const headers = await signIn(request, result.userId, context.clientIp);
  return redirect(redirectTarget(redirectTo), { status: 303, headers });
}

export default function RegisterPage() {
  const { redirectTo } = useLoaderData<typeof loader>();
  const t = useTranslations("site");
  const navigation = useNavigation();
  const [form, fields] = useForm({
    id: "register",
    lastResult: useActionData<typeof action>(),
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema: RegisterForm }),
  });
  const taken = fields.email.errors?.[0] === t("register.takenField");
  const login = paths.login(redirectTo);
  return (
    <PersonForm
      title={t("register.title")}
      lead={t("register.lead")}
      problem={taken ? t("register.taken") : undefined}
      problemAction={<ButtonLink to={login}>{t("register.signInInstead")}</ButtonLink>}
      other={{ question: t("register.haveAccount"), label: t("signIn.title"), to: login }}
    >
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
        <FieldProblems
          of={[
            { label: t("register.name"), ...textOf(fields.name) },
            { label: t("signIn.email"), ...textOf(fields.email) },
            { label: t("register.phone"), ...textOf(fields.phone) },
            { label: t("signIn.password"), id: fields.password.id, error: fields.password.errors },
          ]}
        />
        <Field
          label={t("register.name")}
          hint={t("register.nameHint")}
          autoComplete="name"
          dir="auto"
          required
          {...textOf(fields.name)}
        />
        <Field
          label={t("signIn.email")}
          type="email"
          autoComplete="email"
          required
          dir="ltr"
          {...textOf(fields.email)}
        />
        <Field
          label={t("register.phone")}
          optional
          hint={t("register.phoneHint")}
          type="tel"
          autoComplete="tel"
          dir="ltr"
          {...textOf(fields.phone)}
        />
        <Field
          label={t("signIn.password")}
          hint={t("register.passwordHint")}
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          id={fields.password.id}
          name={fields.password.name}
          error={fields.password.errors}
        />
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <Button
          variant="primary"
          size="large"
          pending={navigation.formMethod === "POST" && t("register.pending")}
        >
          {t("register.submit")}
        </Button>
      </Form>
    </PersonForm>
  );
}

function textOf(field: { id: string; name: string; initialValue?: string; errors?: string[] }) {
  return { id: field.id, name: field.name, defaultValue: field.initialValue, error: field.errors };
}
