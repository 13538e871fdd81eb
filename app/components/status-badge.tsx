import type { LucideIcon } from "lucide-react";
import { classNames } from "#app/components/class-names.ts";
import { type Tone, toneSoft } from "#app/components/tone.ts";

/** A state as icon, word and colour. The word alone would be enough. */
export function StatusBadge({ tone, icon: Icon, label }: { tone: Tone; icon: LucideIcon; label: string }) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap",
        toneSoft[tone],
      )}
    >
      <Icon size={14} strokeWidth={2.25} aria-hidden className="shrink-0" />
      {label}
    </span>
  );
}
