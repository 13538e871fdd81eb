import { classNames } from "#app/components/class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "normal" | "large";

/** A solid one has an edge too: as high as those beside it, and drawn where a browser forces its own colours. */
const variants: Record<ButtonVariant, string> = {
  primary: "border border-transparent bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border border-line-control bg-surface text-ink hover:bg-sunken",
  quiet: "text-ink-muted hover:bg-sunken hover:text-ink",
  danger: "border border-transparent bg-danger-solid text-on-accent hover:bg-danger-strong",
};

const sizes: Record<ButtonSize, string> = {
  small: "min-h-7 px-2 text-sm pointer-coarse:min-h-11",
  normal: "min-h-9 px-3 text-base pointer-coarse:min-h-11",
  large: "min-h-11 px-4 text-lg",
};

/** The look of a button, for `<button>`, `<a>` and `<summary>` alike. */
export function buttonClass(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return classNames(
    "inline-flex items-center justify-center gap-2 rounded-md py-1 text-center text-balance font-medium transition-colors select-none",
    "aria-disabled:cursor-default aria-disabled:opacity-60 disabled:cursor-not-allowed disabled:opacity-60",
    variants[variant],
    sizes[size],
    className,
  );
}
