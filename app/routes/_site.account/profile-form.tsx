import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { FieldProblems } from "#app/components/field-problems.tsx";
import { Notice } from "#app/components/notice.tsx";
import { ProfileForm as ProfileSchema } from "#app/features/people/forms.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

export interface Profile {
  email: string;
  name: string;
  phone: string | null;
  version: number;
}

/** Name and phone. What was typed stays when another tab was first; the version sent is always the newest loaded. */
export function ProfileForm({
  profile,
  lastResult,
  saved,
}: {
  profile: Profile;
  lastResult?: SubmissionResult<string[]>;
  saved: boolean;
}) {
  const navigation = useNavigation();
  const t = useTranslations("site");
  const [form, fields] = useForm({
    id: "profile",
    lastResult,
    defaultValue: { name: profile.name, phone: profile.phone ?? "" },
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ProfileSchema }),
  });
  return (
    <Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
      {form.errors ? <Notice tone="warning" title={form.errors[0]} /> : null}
      {saved && !lastResult ? <Notice tone="success" title={t("account.saved")} /> : null}
      <FieldProblems
        of={[
          { label: t("register.name"), id: fields.name.id, error: fields.name.errors },
          { label: t("register.phone"), id: fields.phone.id, error: fields.phone.errors },
        ]}
      />
      <Field
        label={t("register.name")}
        hint={t("account.nameHint")}
        autoComplete="name"
        dir="auto"
        required
        id={fields.name.id}
        name={fields.name.name}
        defaultValue={fields.name.initialValue}
        error={fields.name.errors}
      />
      <Field
        label={t("register.phone")}
        optional
        type="tel"
        autoComplete="tel"
        dir="ltr"
        id={fields.phone.id}
        name={fields.phone.name}
        defaultValue={fields.phone.initialValue}
        error={fields.phone.errors}
      />
      <input type="hidden" name="version" value={profile.version} />
      <p className="text-sm text-ink-muted">
        {t.rich("account.signInAs", {
          mail: () => (
            <bdi dir="ltr" className="wrap-anywhere">
              {profile.email}
            </bdi>
          ),
        })}
      </p>
      <div>
        <Button
          variant="primary"
          pending={
            navigation.formAction === "/account" && navigation.formMethod === "POST" && t("account.saving")
          }
        >
          {t("account.save")}
        </Button>
      </div>
    </Form>
  );
}
