import type { ComponentProps } from "react";
import { classNames } from "#app/components/class-names.ts";
import { controlClass, FieldFrame, type FieldText } from "#app/components/field-frame.tsx";

/** Several lines of text with label, hint and error. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  hiddenLabel,
  id,
  className,
  ...input
}: FieldText & ComponentProps<"textarea">) {
  return (
    <FieldFrame {...{ label, hint, error, optional, hiddenLabel, id }}>
      {(control) => (
        <textarea rows={3} {...input} {...control} className={classNames(controlClass, className)} />
      )}
    </FieldFrame>
  );
}
