import type { ReactNode } from "react";

export interface Definition {
  term: string;
  value: ReactNode;
}

/** Facts as "term value" lines; what has no value is left out by the caller, not shown as a dash. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="divide-y divide-line text-base">
      {items.map((item) => (
        <div
          key={item.term}
          className="grid grid-cols-[minmax(6rem,2fr)_minmax(0,5fr)] items-baseline gap-3 sm:gap-4 py-2 first:pt-0 last:pb-0"
        >
          <dt className="text-ink-muted">{item.term}</dt>
          <dd className="min-w-0">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Lists of facts that read as one, also where something else stands between them. */
export function FactGroups({ children }: { children: ReactNode }) {
  return (
    <div className="divide-y divide-line [&>*]:py-2 [&>*:first-child]:pt-0 [&>*:last-child]:pb-0">
      {children}
    </div>
  );
}
