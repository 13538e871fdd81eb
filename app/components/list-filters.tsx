import { DayField } from "#app/components/day-field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FilterSelect } from "#app/components/filter-select.tsx";
import type { SelectOption } from "#app/components/select.tsx";

type Filters = Record<string, string | null>;
type NameOf<F> = Extract<keyof F, string>;

/** What a list's page hands to its filter bar. */
export interface ListBar<F extends Filters> {
  filters: F;
  /** What else the address says and a new filter leaves as it is: order, columns. */
  keep: Record<string, string | undefined>;
  /** Where nothing is filtered any more; null when nothing is. */
  clearTo: string | null;
}

export interface ListFiltersProps<F extends Filters> extends ListBar<F> {
  find: string;
  search: string;
  placeholder: string;
  /** What each filter is called. */
  label: (name: NameOf<F>) => string;
  /** In their order; `any` chooses nothing. A filter whose empty choice means something says so by its `value`. */
  selects: ReadonlyArray<{
    name: NameOf<F>;
    any: string;
    options: readonly SelectOption[];
    value?: string | null;
  }>;
  days: ReadonlyArray<NameOf<F>>;
  instant?: boolean;
}

/** The filter bar of a list: its search, its selects, its days, each as the address has it. */
export function ListFilters<F extends Filters>(props: ListFiltersProps<F>) {
  const { filters, label, selects, days, find, search, placeholder, ...bar } = props;
  return (
    <FilterBar
      {...bar}
      label={find}
      search={{ name: "q", value: filters.q ?? "", label: search, placeholder }}
    >
      {selects.map((select) => (
        <FilterSelect
          key={select.name}
          name={select.name}
          label={label(select.name)}
          any={select.any}
          value={select.value === undefined ? (filters[select.name] ?? null) : select.value}
          options={select.options}
        />
      ))}
      {days.map((name) => (
        <DayField key={name} label={label(name)} name={name} value={filters[name] ?? null} />
      ))}
    </FilterBar>
  );
}
