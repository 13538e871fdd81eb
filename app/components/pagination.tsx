import { Link } from "@remix-run/react";
import ChevronLeft from "lucide-react/icons/chevron-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import type { ReactNode } from "react";
import { buttonClass } from "#app/components/button-class.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/**
 * The pages before and after, by key: both are addresses or null. They are newer and older where the list goes back in
 * time (`inTime`), else previous and next. `note` says how much there is ("about 1.2 million").
 */
export function Pagination({
  newer,
  older,
  inTime = true,
  note,
}: {
  newer: string | null;
  older: string | null;
  inTime?: boolean;
  note?: ReactNode;
}) {
  const t = useTranslations("common.pagination");
  if (!newer && !older && !note) return null;
  return (
    <nav aria-label={t("pages")} className="flex flex-wrap items-center justify-between gap-2 py-3">
      <span className="text-sm text-ink-muted">{note}</span>
      <span className="no-print flex gap-2">
        {newer ? (
          <Link to={newer} rel="prev" className={buttonClass("secondary", "small")}>
            <ChevronLeft size={16} aria-hidden className="rtl:-scale-x-100" />
            {t(inTime ? "newer" : "previous")}
          </Link>
        ) : null}
        {older ? (
          <Link to={older} rel="next" className={buttonClass("secondary", "small")}>
            {t(inTime ? "older" : "next")}
            <ChevronRight size={16} aria-hidden className="rtl:-scale-x-100" />
          </Link>
        ) : null}
      </span>
    </nav>
  );
}
