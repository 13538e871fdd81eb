import WifiOff from "lucide-react/icons/wifi-off";
import { useSyncExternalStore } from "react";
import { useClock } from "#app/components/clock.tsx";
import { formatMoment } from "#app/components/school-time.ts";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** While the device is offline: what is on the screen is as of its last load. */
export function OfflineNote() {
  const offline = useSyncExternalStore(
    subscribe,
    () => !navigator.onLine,
    () => false,
  );
  const locale = useLocale();
  const t = useTranslations("common");
  const { loadedAt, timeZone } = useClock();
  return (
    <div role="status" className="no-print">
      {offline ? (
        <p className="flex items-center justify-center gap-2 bg-warning-soft px-4 py-2 text-base text-warning-ink">
          <WifiOff size={16} aria-hidden className="shrink-0" />
          <span>
            {t.rich("offline", {
              when: () => (
                <span className="whitespace-nowrap">{formatMoment(loadedAt, timeZone, locale)}</span>
              ),
            })}
          </span>
        </p>
      ) : null}
    </div>
  );
}

function subscribe(changed: () => void) {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}
