import { Link } from "@remix-run/react";
import X from "lucide-react/icons/x";
import { useTranslations } from "#app/messages/use-translations.ts";

export interface Chip {
  name: string;
  label: string;
  value: string;
  /** The list without it. */
  to: string;
}

/** What narrows the list, one chip each: pressing one takes it away. */
export function FilterChips({ chips, clearTo }: { chips: readonly Chip[]; clearTo: string }) {
  const t = useTranslations("lists");
  if (chips.length === 0) return null;
  return (
    <ul aria-label={t("filteredBy")} className="mb-3 flex flex-wrap items-center gap-2">
      {chips.map((chip) => (
        <li key={chip.name} className="min-w-0">
          <Link
            to={chip.to}
            aria-label={t("removeFilter", { label: chip.label, value: chip.value })}
            className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full bg-accent-soft ps-3 pe-2 text-sm text-accent-ink hover:underline pointer-coarse:min-h-11"
          >
            <span className="truncate">
              {chip.label}: <bdi className="font-medium">{chip.value}</bdi>
            </span>
            <X size={14} aria-hidden className="shrink-0" />
          </Link>
        </li>
      ))}
      {chips.length > 1 ? (
        <li>
          <Link
            to={clearTo}
            className="link inline-flex min-h-7 items-center text-sm pointer-coarse:min-h-11"
          >
            {t("clearAll")}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}
