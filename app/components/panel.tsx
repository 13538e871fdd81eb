import { type ReactNode, useId } from "react";
import { classNames } from "#app/components/class-names.ts";
import { PanelBoundary } from "#app/components/panel-boundary.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/**
 * A surface with a line round it, and a heading of its own if it has a title. `flush` lets a table touch its edges. What
 * breaks in it while it is drawn stays in it.
 */
export function Panel({
  title,
  actions,
  flush,
  clip,
  className,
  children,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  flush?: boolean;
  /** Cuts off at its corners without scrolling of its own, so that a header inside can stick to the page. */
  clip?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const t = useTranslations("errors");
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={classNames("rounded-lg border border-line bg-surface", className)}
    >
      {title ? (
        <header className="flex min-h-11 flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          {actions}
        </header>
      ) : null}
      <div
        className={
          flush
            ? classNames(clip ? "overflow-clip" : "overflow-hidden", title ? "rounded-b-lg" : "rounded-lg")
            : "p-4"
        }
      >
        <PanelBoundary what={typeof title === "string" ? title : t("part")}>{children}</PanelBoundary>
      </div>
    </section>
  );
}
