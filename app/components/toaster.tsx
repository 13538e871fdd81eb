import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import Info from "lucide-react/icons/info";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import X from "lucide-react/icons/x";
import { useEffect, useState, useSyncExternalStore } from "react";
import { buttonClass } from "#app/components/button-class.ts";
import { classNames } from "#app/components/class-names.ts";
import { dismissToast, shownToasts, type Toast, watchToasts } from "#app/components/toasts.ts";
import { toneInk } from "#app/components/tone.ts";

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };
const none: readonly Toast[] = [];

/** Where toasts stand: above the bottom bar on a phone, at the end corner elsewhere. Read out politely, never focused. */
export function Toaster({ label, dismiss }: { label: string; dismiss: string }) {
  const toasts = useSyncExternalStore(watchToasts, shownToasts, () => none);
  return (
    <section
      aria-label={label}
      aria-live="polite"
      className="no-print pointer-events-none fixed inset-x-4 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-40 flex flex-col items-end gap-2 md:inset-x-auto md:end-6 md:bottom-6"
    >
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} dismiss={dismiss} />
      ))}
    </section>
  );
}

function ToastLine({ toast, dismiss }: { toast: Toast; dismiss: string }) {
  const { id, tone, text, action, standsMs = 6_000 } = toast;
  const [held, setHeld] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another toast under the same id stands its own time
  useEffect(() => {
    if (held || standsMs === null) return;
    const timer = setTimeout(() => dismissToast(id), standsMs);
    return () => clearTimeout(timer);
  }, [held, id, standsMs, toast]);
  const Icon = icons[tone];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is pressed here; whoever is reading it keeps it
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex min-h-11 w-full max-w-md items-center gap-3 rounded-lg border border-line bg-surface py-1 ps-4 pe-1 text-base shadow-float md:w-auto"
    >
      <Icon size={18} aria-hidden className={classNames("shrink-0", toneInk[tone])} />
      <p className="min-w-0 flex-1">{text}</p>
      {action ? (
        <button
          type="button"
          data-key={action.key}
          aria-keyshortcuts={action.key}
          className={buttonClass("secondary", "small")}
          onClick={() => {
            action.press();
            dismissToast(id);
          }}
        >
          {action.label}
        </button>
      ) : null}
      <button
        type="button"
        aria-label={dismiss}
        className={buttonClass("quiet", "small")}
        onClick={() => dismissToast(id)}
      >
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}
