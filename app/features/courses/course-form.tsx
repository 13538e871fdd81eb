import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { FieldProblems } from "#app/components/field-problems.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Select } from "#app/components/select.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import { ConflictChoices } from "#app/features/courses/conflict-choices.tsx";
import { courseForm, priceField } from "#app/features/courses/course-fields.ts";
import type { TextConflict, Texts } from "#app/lib/merge-texts.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { approvalModes, refundEffects } from "#db/schema.ts";

export interface CourseFormProps {
  /** The texts to begin with, and the version they are of; null for a new course. */
  texts: Texts;
  version: number | null;
  /** The id that a new course will have. */
  newId?: string;
  setting: { currencies: readonly string[]; timeZone: string };
  /** Seats that are taken. */
  taken: number;
  openCheckouts: number;
  /** Students who wait for a decision: they go on waiting for it, whatever is asked of others from now on. */
  undecided: number;
  lastResult?: SubmissionResult<string[]> | undefined;
  conflicts?: readonly TextConflict[];
  mayEdit: boolean;
}

/**
 * Everything of a course that staff decide, checked as it is typed by the schema the server uses. What the form was
 * opened with stays with it, also when the page behind it moves on: an edit by someone else is merged when it is saved.
 */
export function CourseForm(props: CourseFormProps) {
  const { setting, taken, lastResult, conflicts = [], mayEdit } = props;
  const [opened] = useState(() => ({ texts: props.texts, version: props.version }));
  const t = useTranslations("courses");
  const { formData, state } = useNavigation();
  const [form, fields] = useForm<Record<string, string>>({
    id: "course",
    lastResult: lastResult as SubmissionResult<string[]>,
    defaultValue: opened.texts,
    shouldRevalidate: "onInput",
    onValidate: ({ formData: typed }) => parseWithZod(typed, { schema: courseForm(setting) }) as never,
  });
  const say = (errors: readonly string[] | undefined) => {
    const key = errors?.[0] as Parameters<typeof t.raw>[0] | undefined;
    return key ? t(`problems.${key}` as "problems.belowEnrolled", { enrolled: taken }) : null;
  };
  const control = (name: string) => {
    const field = fields[name]!;
    return { id: field.id, name: field.name, defaultValue: field.initialValue, error: say(field.errors) };
  };
  const isNew = opened.version === null;
  const saving = state !== "idle" && formData?.has("base");
  return (
    <Form method="post" {...getFormProps(form)} className="flex flex-col gap-6">
      {conflicts.length > 0 ? (
        <ConflictChoices conflicts={conflicts} labelOf={labelOf} />
      ) : form.errors ? (
        <Notice tone="warning" title={say(form.errors)} />
      ) : null}
      <FieldProblems
        of={Object.keys(opened.texts).map((name) => ({ label: labelOf(name), ...control(name) }))}
      />
      <input type="hidden" name="version" value={opened.version ?? ""} />
      <input type="hidden" name="base" value={JSON.stringify(opened.texts)} />
      {props.newId ? <input type="hidden" name="id" value={props.newId} /> : null}
      <Group title={t("sections.about")}>
        <Field label={labelOf("title")} dir="auto" required {...control("title")} />
        <Field
          label={labelOf("summary")}
          hint={t("fields.summaryHint")}
          dir="auto"
          required
          {...control("summary")}
        />
        <TextArea label={labelOf("description")} rows={8} dir="auto" required {...control("description")} />
        <div className="field-pairs">
          <Field
            label={labelOf("startsAt")}
            hint={t("fields.startsAtHint", { zone: setting.timeZone })}
            type="datetime-local"
            {...control("startsAt")}
          />
          <Field label={labelOf("accessUrl")} type="url" dir="ltr" {...control("accessUrl")} />
        </div>
      </Group>
      <Group title={t("sections.prices")} hint={t("fields.pricesHint")}>
        <div className="field-pairs">
          {setting.currencies.map((currency) => (
            <Field
              key={currency}
              label={labelOf(priceField(currency))}
              inputMode="decimal"
              dir="ltr"
              className="text-end tabular-nums"
              {...control(priceField(currency))}
            />
          ))}
        </div>
        {props.openCheckouts > 0 ? (
          <p className="text-sm text-ink-muted">{t("openCheckouts", { count: props.openCheckouts })}</p>
        ) : null}
      </Group>
      <Group title={t("sections.seats")}>
        <div className="field-pairs">
          <Field
            label={labelOf("capacity")}
            hint={t("fields.capacityHint", { taken })}
            inputMode="numeric"
            dir="ltr"
            className="text-end tabular-nums"
            {...control("capacity")}
          />
          <Select
            label={labelOf("refundEffect")}
            options={refundEffects.map((value) => ({ value, label: t(`fields.refund.${value}`) }))}
            {...control("refundEffect")}
          />
          <Select
            label={labelOf("approvalMode")}
            hint={props.undecided > 0 ? t("fields.undecided", { count: props.undecided }) : undefined}
            options={approvalModes.map((value) => ({ value, label: t(`fields.approval.${value}`) }))}
            {...control("approvalMode")}
          />
          <Field
            label={labelOf("payWithinHours")}
            inputMode="numeric"
            dir="ltr"
            className="text-end tabular-nums"
            required
            {...control("payWithinHours")}
          />
          <Waitlist
            {...control("waitlist")}
            label={labelOf("waitlist")}
            hint={t("fields.waitlistHint")}
            checked={fields.waitlist!.initialValue === "on"}
          />
          <Field
            label={labelOf("offerHours")}
            inputMode="numeric"
            dir="ltr"
            className="text-end tabular-nums"
            required
            {...control("offerHours")}
          />
        </div>
      </Group>
      <div>
        <Button
          variant="primary"
          pending={saving && t(isNew ? "creating" : "saving")}
          disabledReason={mayEdit ? null : t("onlyLook")}
        >
          {t(isNew ? "create" : "save")}
        </Button>
      </div>
    </Form>
  );

  function labelOf(field: string): string {
    if (field.startsWith("price_")) return t("fields.price", { currency: field.slice(6) });
    return t(`fields.${field as "title"}`);
  }
}

function Group({ title, hint, children }: { title: string; hint?: string; children: React.ReactNode }) {
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 text-lg font-semibold">{title}</legend>
      {hint ? <p className="-mt-2 text-sm text-ink-muted">{hint}</p> : null}
      {children}
    </fieldset>
  );
}

function Waitlist({
  id,
  name,
  label,
  hint,
  error,
  checked,
}: {
  id: string;
  name: string;
  label: string;
  hint: string;
  error: string | null;
  checked: boolean;
}) {
  return (
    <div className="col-span-full flex flex-col gap-1">
      <label htmlFor={id} className="flex min-h-11 items-center gap-3 text-base font-medium">
        <input
          id={id}
          type="checkbox"
          name={name}
          defaultChecked={checked}
          aria-describedby={`${id}-hint`}
          aria-invalid={error ? true : undefined}
          // biome-ignore lint/a11y/noAutofocus: as every refused field has it
          autoFocus={error ? true : undefined}
          className="size-4 shrink-0 accent-accent"
        />
        {label}
      </label>
      <p id={`${id}-hint`} className={error ? "text-sm text-danger-ink" : "text-sm text-ink-muted"}>
        {error ?? hint}
      </p>
    </div>
  );
}
