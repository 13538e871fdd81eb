import { type ComponentProps, createElement, type ReactElement } from "react";
import { classNames } from "#app/components/class-names.ts";
import { controlClass, FieldFrame, type FieldText } from "#app/components/field-frame.tsx";

/** A text control of this tag within its label, hint and error; `defaultValue` keeps what was typed. */
export function framedControl<Tag extends "input" | "textarea">(
  tag: Tag,
  defaults: ComponentProps<Tag>,
): (props: FieldText & ComponentProps<Tag>) => ReactElement {
  return ({ label, hint, error, optional, hiddenLabel, id, className, ...own }) => (
    <FieldFrame {...{ label, hint, error, optional, hiddenLabel, id }}>
      {(control) =>
        createElement(tag, {
          ...defaults,
          ...own,
          ...control,
          className: classNames(controlClass, className),
        })
      }
    </FieldFrame>
  );
}
