import { Field } from "#app/components/field.tsx";

/** A day among filters. Its name is for screen readers and on hover: the browser's own picker says the rest. */
export function DayField({ label, name, value }: { label: string; name: string; value: string | null }) {
  return (
    <div className="w-[calc(50%-0.25rem)] min-w-0 sm:w-40">
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
  );
}
