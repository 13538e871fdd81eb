import { Select, type SelectOption } from "#app/components/select.tsx";

/** One filter as a select, "any" first, as wide as what is chosen. Two stand side by side on a phone. */
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
  // An address may ask for what is not offered, a course past the first hundreds: it stays chosen as it stands there.
  const offered = !value || options.some((option) => option.value === value);
  return (
    <div className="w-[calc(50%-0.25rem)] min-w-0 sm:w-auto sm:max-w-56 sm:min-w-32">
      <Select
        key={value}
        label={label}
        hiddenLabel
        name={name}
        className="sm:field-sizing-content"
        defaultValue={value ?? ""}
        options={[{ value: "", label: any }, ...(offered ? [] : [{ value, label: value }]), ...options]}
      />
    </div>
  );
}
