import ChevronDown from "lucide-react/icons/chevron-down";
import type { ComponentProps } from "react";
import { classNames } from "#app/components/class-names.ts";
import { controlClass, FieldFrame, type FieldText } from "#app/components/field-frame.tsx";

export interface SelectOption {
  value: string;
  label: string;
}

/** The browser's own select, with label, hint and error. The first option may be "any": value "". */
export function Select({
  label,
  hint,
  error,
  optional,
  hiddenLabel,
  id,
  options,
  className,
  ...select
}: FieldText & ComponentProps<"select"> & { options: readonly SelectOption[] }) {
  return (
    <FieldFrame {...{ label, hint, error, optional, hiddenLabel, id }}>
      {(control) => (
        <span className="relative block">
          <select
            {...select}
            {...control}
            className={classNames(controlClass, "appearance-none pe-9", className)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            size={16}
            aria-hidden
            className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-ink-muted"
          />
        </span>
      )}
    </FieldFrame>
  );
}
