import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Select } from "#app/components/select.tsx";
import { adminPaths } from "#app/paths.ts";
import { gatewayOptions, isFiltered, type PaymentFilters, statusOptions } from "./filters.ts";

export interface FilterOptions {
  courses: Array<{ id: string; title: string }>;
  currencies: string[];
}

/** Search and filters of the payments, as one GET form. */
export function PaymentFilterBar({ filters, options }: { filters: PaymentFilters; options: FilterOptions }) {
  const selects = [
    { label: "Status", name: "status", value: filters.status, options: statusOptions },
    { label: "Gateway", name: "gateway", value: filters.gateway, options: gatewayOptions },
    {
      label: "Currency",
      name: "currency",
      value: filters.currency,
      options: [
        { value: "", label: "Any currency" },
        ...options.currencies.map((currency) => ({ value: currency, label: currency })),
      ],
    },
    {
      label: "Course",
      name: "course",
      value: filters.courseId,
      options: [
        { value: "", label: "Any course" },
        ...options.courses.map((course) => ({ value: course.id, label: course.title })),
      ],
    },
  ];
  return (
    <FilterBar
      label="Find payments"
      search={{
        name: "q",
        value: filters.search,
        label: "Search payments",
        placeholder: "Payment id, gateway reference, name or e-mail",
      }}
      clearTo={isFiltered(filters) ? adminPaths.payments() : null}
    >
      {/* On a line of their own, so that the search has room for a whole reference. */}
      <div className="order-last flex w-full flex-wrap gap-2">
        {selects.map((select) => (
          <div key={select.name} className="w-[calc(50%-0.25rem)] min-w-0 sm:w-40">
            <Select
              key={select.value}
              label={select.label}
              hiddenLabel
              name={select.name}
              defaultValue={select.value ?? ""}
              options={select.options}
            />
          </div>
        ))}
        <Day label="From day" name="from" value={filters.from} />
        <Day label="To day" name="to" value={filters.to} />
      </div>
    </FilterBar>
  );
}

function Day({ label, name, value }: { label: string; name: string; value: string | null }) {
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
