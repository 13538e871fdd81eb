import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { Field } from "#app/components/field.tsx";
import { FieldProblems } from "#app/components/field-problems.tsx";
import { Select } from "#app/components/select.tsx";
import { PersonEditForm } from "#app/features/people/forms.ts";
import { editableFields, type FieldConflict, type PersonFields } from "#app/features/people/merge-fields.ts";
import { localeNames, locales } from "#app/messages/locales.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { ConflictChoice } from "./conflict-choice.tsx";

/** Where the stored person stands after a colleague's edit, and what both changed. */
export interface Standing {
  version: number;
  theirs: PersonFields;
  conflicts: FieldConflict[];
}

/** The profile's fields; one that a colleague changed too is a choice between the two. */
export function EditForm({
  person,
  lastResult,
  standing,
}: {
  person: { id: string; version: number; fields: PersonFields };
  lastResult?: SubmissionResult<string[]>;
  standing: Standing | null;
}) {
  const t = useTranslations("support.form");
  const navigation = useNavigation();
  // What the fields began with: a reload of the data underneath must not make a colleague's edit look like one's own.
  const [opened] = useState({ version: person.version, fields: person.fields });
  const base = standing ? standing.theirs : opened.fields;
  const [form, fields] = useForm({
    id: "person",
    lastResult,
    defaultValue: opened.fields,
    shouldValidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema: PersonEditForm }),
  });
  const conflictOf = (field: keyof PersonFields) =>
    standing?.conflicts.find((conflict) => conflict.field === field);
  const propsOf = (field: "name" | "email" | "phone") => ({
    id: fields[field].id,
    name: fields[field].name,
    defaultValue: fields[field].initialValue,
    error: fields[field].errors,
  });
  const conflicted = (field: keyof PersonFields, label: string) => {
    const conflict = conflictOf(field);
    return conflict ? <ConflictChoice conflict={conflict} label={label} /> : null;
  };
  return (
    <Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
      <FieldProblems
        of={(["name", "email", "phone"] as const).map((field) => ({ label: t(field), ...propsOf(field) }))}
      />
      {conflicted("name", t("name")) ?? (
        <Field
          label={t("name")}
          hint={t("nameHint")}
          autoComplete="off"
          dir="auto"
          required
          {...propsOf("name")}
        />
      )}
      {conflicted("email", t("email")) ?? (
        <Field
          label={t("email")}
          hint={t("emailHint")}
          type="email"
          autoComplete="off"
          dir="ltr"
          required
          {...propsOf("email")}
        />
      )}
      {conflicted("phone", t("phone")) ?? (
        <Field label={t("phone")} optional type="tel" autoComplete="off" dir="ltr" {...propsOf("phone")} />
      )}
      {conflicted("locale", t("language")) ?? (
        <Select
          label={t("language")}
          id={fields.locale.id}
          name={fields.locale.name}
          defaultValue={fields.locale.initialValue ?? "en"}
          options={locales.map((locale) => ({ value: locale, label: localeNames[locale] }))}
        />
      )}
      <input type="hidden" name="version" value={standing?.version ?? opened.version} />
      {editableFields.map((field) => (
        <input key={field} type="hidden" name={`base_${field}`} value={base[field]} />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          pending={navigation.state !== "idle" && navigation.formMethod === "POST" && t("saving")}
        >
          {t("save")}
        </Button>
        <ButtonLink to={adminPaths.user(person.id)}>{t("cancel")}</ButtonLink>
      </div>
    </Form>
  );
}
