import type { ComponentProps } from "react";
import { classNames } from "#app/components/class-names.ts";
import { controlClass, FieldFrame, type FieldText } from "#app/components/field-frame.tsx";

/** One line of text with its label, hint and error; `defaultValue` keeps what was typed. */
export function Field({
  label,
  hint,
  error,
  optional,
  hiddenLabel,
  id,
  className,
  ...input
}: FieldText & ComponentProps<"input">) {
  return (
    <FieldFrame {...{ label, hint, error, optional, hiddenLabel, id }}>
      {(control) => (
        <input type="text" {...input} {...control} className={classNames(controlClass, className)} />
      )}
    </FieldFrame>
  );
}
