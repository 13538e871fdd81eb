import { type ComponentProps, type MouseEvent, type ReactNode, useId } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "#app/components/button-class.ts";
import { Spinner } from "#app/components/spinner.tsx";

export interface ButtonProps extends Omit<ComponentProps<"button">, "disabled"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** A lucide icon, 16 px, before the words. */
  icon?: ReactNode;
  /** Its form is under way: keeps focus, takes no second press, and says these words instead. */
  pending?: string | false | null;
  /** Why it cannot be used now. Disables it, and says so below it. */
  disabledReason?: string | null;
  /** The id of what says so instead, where one reason is that of several buttons. */
  disabledBy?: string | null;
}

/** A verb with its object: "Refund EGP 450.00". Submits its form unless `type="button"`. */
export function Button({
  variant = "secondary",
  size = "normal",
  icon,
  pending,
  disabledReason,
  disabledBy,
  className,
  children,
  onClick,
  type = "submit",
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (pending) event.preventDefault();
    else onClick?.(event);
  }
  const button = (
    <button
      {...rest}
      type={type}
      onClick={press}
      disabled={Boolean(disabledReason || disabledBy)}
      aria-disabled={pending ? true : undefined}
      aria-describedby={disabledReason ? reasonId : (disabledBy ?? rest["aria-describedby"])}
      className={buttonClass(variant, size, className)}
    >
      {pending ? <Spinner /> : icon}
      <span>{pending || children}</span>
    </button>
  );
  if (!disabledReason) return button;
  return (
    <span className="inline-flex flex-col items-stretch gap-1">
      {button}
      <span id={reasonId} className="text-xs text-ink-muted">
        {disabledReason}
      </span>
    </span>
  );
}
