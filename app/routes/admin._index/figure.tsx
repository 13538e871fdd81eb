import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";
import { type Tone, toneInk } from "#app/components/tone.ts";

/** A number within words, linked to what it counts. */
export function Counted({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="link">
      {children}
    </Link>
  );
}

/** One number with its name, linked to exactly the list it counts. */
export function Figure({
  to,
  name,
  value,
  tone = "neutral",
  note,
}: {
  to: string;
  name: ReactNode;
  value: ReactNode;
  tone?: Tone;
  note?: ReactNode;
}) {
  return (
    <Link
      to={to}
      className="flex min-h-11 items-baseline justify-between gap-4 px-4 py-2.5 transition-colors hover:bg-sunken"
    >
      <span className="min-w-0">
        {name}
        {note ? <span className="block text-sm text-ink-muted">{note}</span> : null}
      </span>
      <span
        className={classNames(
          "text-lg font-semibold whitespace-nowrap tabular-nums",
          tone === "neutral" ? "text-ink" : toneInk[tone],
        )}
      >
        {value}
      </span>
    </Link>
  );
}
