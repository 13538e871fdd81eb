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
  /** The list's own words: what the bar, its search and each filter are called. */
  words: (key: "find" | "search" | "placeholder" | `filters.${NameOf<F>}`) => string;
  /** In their order; `any` chooses nothing. A filter whose empty choice means something says so by its `value`. */
  selects: ReadonlyArray<{
    name: NameOf<F>;
    any: string;
    options: readonly SelectOption[];
    value?: string | null;
  }>;
  /** Default: from one day to another. */
  days?: ReadonlyArray<NameOf<F>>;
  instant?: boolean;
}

/** The filter bar of a list: its search, its selects, its days, each as the address has it. */
export function ListFilters<F extends Filters>(props: ListFiltersProps<F>) {
  const { filters, words, selects, days = ["from", "to"] as Array<NameOf<F>>, keep, ...bar } = props;
  // What the bar has no control for came by a link and leaves as a chip: another filter leaves it as it is.
  const controls: string[] = ["q", ...selects.map(({ name }) => name), ...days];
  const others = Object.entries(filters).flatMap(([name, value]) =>
    value && !controls.includes(name) ? [[name, value]] : [],
  );
  const label = (name: NameOf<F>) => words(`filters.${name}`);
  return (
    <FilterBar
      {...bar}
      keep={{ ...keep, ...Object.fromEntries(others) }}
      label={words("find")}
      search={{
        name: "q",
        value: filters.q ?? "",
        label: words("search"),
        placeholder: words("placeholder"),
      }}
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
      {days.length > 0
        ? [
            // Both on one line, or both on the next.
            <div key="days" className="flex w-full flex-wrap items-center gap-2 sm:w-auto">
              {days.map((name) => (
                <DayField key={name} label={label(name)} name={name} value={filters[name] ?? null} />
              ))}
            </div>,
          ]
        : []}
    </FilterBar>
  );
}

/** What a filter offers: each value by its word. */
export const choicesOf = <Value extends string>(
  values: readonly Value[],
  word: (value: Value) => string,
): SelectOption[] => values.map((value) => ({ value, label: word(value) }));
