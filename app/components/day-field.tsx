import { Field } from "#app/components/field.tsx";

/** A day among filters, its name before it: two empty days look alike. */
export function DayField({ label, name, value }: { label: string; name: string; value: string | null }) {
  return (
    <div className="flex w-full min-w-0 items-center gap-2 sm:w-auto">
      <span aria-hidden className="text-sm text-ink-muted max-sm:w-28 sm:whitespace-nowrap">
        {label}
      </span>
      <div className="min-w-0 flex-1 sm:w-36 sm:flex-none">
        <Field
          key={value}
          label={label}
          hiddenLabel
          type="date"
          name={name}
          defaultValue={value ?? ""}
          title={label}
        />
      </div>
    </div>
  );
}
