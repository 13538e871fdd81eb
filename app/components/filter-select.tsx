import { Select, type SelectOption } from "#app/components/select.tsx";

/** One filter as a select, "any" first. Two stand side by side on a phone. */
export function FilterSelect({
  name,
  label,
  any,
  value,
  options,
}: {
  name: string;
  label: string;
  any: string;
  value: string | null;
  options: readonly SelectOption[];
}) {
  return (
    <div className="w-[calc(50%-0.25rem)] min-w-0 sm:w-40">
      <Select
        key={value}
        label={label}
        hiddenLabel
        name={name}
        defaultValue={value ?? ""}
        options={[{ value: "", label: any }, ...options]}
      />
    </div>
  );
}
