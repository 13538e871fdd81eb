import { useLocation } from "@remix-run/react";
import ChevronDown from "lucide-react/icons/chevron-down";
import { type ReactNode, useEffect, useRef } from "react";
import { buttonClass } from "#app/components/button-class.ts";
import { classNames } from "#app/components/class-names.ts";

/**
 * A button that opens a small panel: at the button from 768 px, a sheet above the bottom bar on a phone. Opens without
 * script; with it, Escape, a press elsewhere and a new page close it.
 */
export function PopoverDetails({
  label,
  icon,
  bare,
  opened,
  act,
  children,
}: {
  label: ReactNode;
  icon?: ReactNode;
  /** On a phone its icon is enough to see. */
  bare?: boolean;
  /** The page comes with it open: what is in it was refused. */
  opened?: boolean;
  /** The label says what is done in it: the command palette offers to open it. */
  act?: boolean;
  children: ReactNode;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();
  useEffect(() => {
    const close = (event: Event) => {
      const element = details.current;
      if (!element?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== "Escape") return;
        element.querySelector("summary")?.focus();
      } else if (element.contains(event.target as Node)) return;
      element.open = false;
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, []);
  return (
    // It may have been opened before the script was there.
    <details
      key={key}
      ref={details}
      open={opened}
      className="group/popover relative"
      suppressHydrationWarning
    >
      <summary
        data-act={act || undefined}
        className={buttonClass("secondary", "small", "list-none cursor-pointer")}
      >
        {icon}
        <span className={classNames("max-w-40 truncate", bare && "max-sm:sr-only")}>{label}</span>
        <ChevronDown
          size={14}
          aria-hidden
          className="transition-transform group-open/popover:rotate-180 max-sm:hidden"
        />
      </summary>
      <div className="z-30 max-h-[min(32rem,calc(100dvh-8rem))] overflow-y-auto rounded-lg border border-line bg-surface p-4 text-base shadow-float max-md:fixed max-md:inset-x-3 max-md:bottom-[calc(4rem+env(safe-area-inset-bottom))] md:absolute md:end-0 md:top-full md:mt-1 md:w-80">
        {children}
      </div>
    </details>
  );
}
