import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import Info from "lucide-react/icons/info";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";
import { toneInk, toneSoft } from "#app/components/tone.ts";

export type NoticeTone = "info" | "success" | "warning" | "danger";

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

/** What happened, what it means, what to do. Warnings and dangers are read out at once. */
export function Notice({
  tone,
  title,
  children,
  actions,
}: {
  tone: NoticeTone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  const Icon = icons[tone];
  const urgent = tone === "warning" || tone === "danger";
  return (
    <div
      role={urgent ? "alert" : "status"}
      className={classNames("flex gap-3 rounded-lg px-4 py-3", toneSoft[tone])}
    >
      <Icon size={20} aria-hidden className={classNames("mt-0.5 shrink-0", toneInk[tone])} />
      <div className="min-w-0 flex-1">
        <p className="text-base leading-6 font-semibold">{title}</p>
        {children ? <div className="text-base text-ink">{children}</div> : null}
        {actions ? <div className="no-print mt-3 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
