import { Link } from "@remix-run/react";
import ArrowLeft from "lucide-react/icons/arrow-left";
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";

/**
 * The page's one h1, with the way back above it, a line of facts below, and its actions at the end. `small`: so small
 * that on a phone they stand beside the h1, where they take no line of their own.
 */
export function PageHeader({
  title,
  back,
  lead,
  actions,
  small = false,
}: {
  title: ReactNode;
  back?: { to: string; label: string };
  lead?: ReactNode;
  actions?: ReactNode;
  small?: boolean;
}) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className={small ? "contents sm:block sm:min-w-0 sm:max-w-full" : "min-w-0 max-w-full"}>
        {back ? (
          <Link
            to={back.to}
            className="no-print -ms-1 mb-1 inline-flex min-h-8 items-center gap-1 rounded-md px-1 text-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11"
          >
            <ArrowLeft size={16} aria-hidden className="shrink-0 rtl:-scale-x-100" />
            <bdi>{back.label}</bdi>
          </Link>
        ) : null}
        <h1 className="text-2xl font-semibold">{title}</h1>
        {lead ? (
          <div
            className={classNames(
              "text-base text-ink-muted",
              small ? "max-sm:order-1 max-sm:-mt-1.5 max-sm:basis-full sm:mt-1" : "mt-1",
            )}
          >
            {lead}
          </div>
        ) : null}
      </div>
      {actions ? <div className="no-print flex flex-wrap items-start gap-2">{actions}</div> : null}
    </header>
  );
}
