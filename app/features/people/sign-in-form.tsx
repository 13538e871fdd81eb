import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { FieldProblems } from "#app/components/field-problems.tsx";
import { SignInForm } from "#app/features/people/forms.ts";
import { PersonForm } from "#app/features/people/person-form.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** E-mail and password. `children` go along with them: hidden fields of the page that asks. */
export function SignIn({
  title,
  lead,
  other,
  redirectTo,
  lastResult,
  children,
}: {
  title: string;
  lead: ReactNode;
  other?: { question: string; label: string; to: string };
  redirectTo: string;
  lastResult: SubmissionResult<string[]> | undefined;
  children?: ReactNode;
}) {
  const t = useTranslations("site");
  const navigation = useNavigation();
  const [form, fields] = useForm({
    id: "sign-in",
    lastResult,
    defaultValue: { redirectTo },
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema: SignInForm }),
  });
  return (
    <PersonForm title={title} lead={lead} problem={form.errors?.[0]} other={other}>
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
        <FieldProblems
          of={[
            { label: t("signIn.email"), id: fields.email.id, error: fields.email.errors },
            { label: t("signIn.password"), id: fields.password.id, error: fields.password.errors },
          ]}
        />
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
        {children}
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
