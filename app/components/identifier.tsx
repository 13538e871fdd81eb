import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { useEffect, useState } from "react";
import { useTranslations } from "#app/messages/use-translations.ts";

/** An id or reference: tabular, left to right, selected whole, copied by its button. `plain` leaves the button out. */
export function Identifier({ value, plain = false }: { value: string; plain?: boolean }) {
  const t = useTranslations("common.identifier");
  const [copied, setCopied] = useState(false);
  const [canCopy, setCanCopy] = useState(false);
  useEffect(() => setCanCopy(Boolean(navigator.clipboard)), []);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <bdi dir="ltr" className="min-w-0 font-mono text-[0.925em] break-all tabular-nums select-all">
        {value}
      </bdi>
      {plain || !canCopy ? null : (
        <button
          type="button"
          aria-label={t("copy", { value })}
          onClick={() =>
            navigator.clipboard.writeText(value).then(
              () => setCopied(true),
              () => setCanCopy(false),
            )
          }
          className="no-print grid size-6 shrink-0 place-items-center rounded-md text-ink-faint hover:bg-sunken hover:text-ink"
        >
          {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        </button>
      )}
      {plain ? null : (
        <span role="status" className="sr-only">
          {copied ? t("copied") : ""}
        </span>
      )}
    </span>
  );
}
