import WifiOff from "lucide-react/icons/wifi-off";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useClock } from "#app/components/clock.tsx";
import { formatMoment } from "#app/components/school-time.ts";
import { useLiveState } from "#app/features/outbox/live-updates.tsx";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** A stream that is back this soon was hardly away, milliseconds. */
const patienceMs = 4_000;

/** While the device is offline, or the server, or what is new on it, out of reach for longer than a moment: what is on the screen is as of when. */
export function ConnectionNote() {
  const offline = useSyncExternalStore(
    subscribe,
    () => !navigator.onLine,
    () => false,
  );
  const live = useLiveState();
  const waits = live?.state === "reconnecting" || live?.state === "behind";
  const cutOff = useLasting(waits);
  const { loadedAt, timeZone } = useClock();
  const locale = useLocale();
  const t = useTranslations("errors");
  const words = offline ? "offline" : live?.state === "behind" ? "behind" : "cutOff";
  const moment = formatMoment(live?.asOf ?? loadedAt, timeZone, locale);
  return (
    <div role="status" className="no-print">
      {offline || cutOff ? (
        <p className="flex items-center justify-center gap-2 bg-warning-soft px-4 py-2 text-base text-warning-ink">
          <WifiOff size={16} aria-hidden className="shrink-0" />
          <span>{t(words, { moment })}</span>
        </p>
      ) : null}
    </div>
  );
}

/** True once `now` has been true for a while. */
function useLasting(now: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    setLasts(false);
    if (!now) return;
    const timer = setTimeout(() => setLasts(true), patienceMs);
    return () => clearTimeout(timer);
  }, [now]);
  return now && lasts;
}

function subscribe(changed: () => void) {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}
