import type { ComponentProps, ReactNode } from "react";

/** One choice of a few, as a whole line to press: a title, what it means, and something at the end. */
export function RadioCard({
  title,
  description,
  end,
  ...input
}: Omit<ComponentProps<"input">, "title" | "type"> & {
  title: ReactNode;
  description?: ReactNode;
  end?: ReactNode;
}) {
  return (
    <label className="flex min-h-11 items-center gap-3 rounded-md border border-line-control bg-surface px-3 py-2.5 transition-colors hover:bg-sunken has-checked:border-accent-ink has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink">
      <input {...input} type="radio" className="size-4 shrink-0 accent-accent outline-none" />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{title}</span>
        {description ? <span className="block text-sm text-ink-muted">{description}</span> : null}
      </span>
      {end ? <span className="shrink-0 text-end">{end}</span> : null}
    </label>
  );
}
