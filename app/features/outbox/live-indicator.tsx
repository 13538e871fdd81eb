import CloudOff from "lucide-react/icons/cloud-off";
import Pause from "lucide-react/icons/pause";
import Radio from "lucide-react/icons/radio";
import RefreshCw from "lucide-react/icons/refresh-cw";
import { useClock } from "#app/components/clock.tsx";
import { formatMoment } from "#app/components/school-time.ts";
import type { LiveState } from "#app/features/outbox/live-event.ts";
import { useLiveState } from "#app/features/outbox/live-updates.tsx";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

const looks = {
  live: { Icon: Radio, means: "liveMeans", tone: "text-success-ink" },
  behind: { Icon: Pause, means: "behindMeans", tone: "text-warning-ink" },
  reconnecting: { Icon: RefreshCw, means: "reconnectingMeans", tone: "text-ink-muted" },
  offline: { Icon: CloudOff, means: "offlineMeans", tone: "text-warning-ink" },
} as const satisfies Record<LiveState, unknown>;

/** Whether what is on the screen follows the world, and if not, as of when it stands. Nothing until the browser knows. */
export function LiveIndicator({ className = "" }: { className?: string }) {
  const live = useLiveState();
  const { timeZone } = useClock();
  const locale = useLocale();
  const t = useTranslations("common.live");
  const look = live && looks[live.state];
  return (
    <span aria-live="polite" className={`inline-flex items-center gap-1.5 text-xs ${className}`}>
      {look && (
        <span className={`inline-flex items-center gap-1.5 ${look.tone}`} title={t(look.means)}>
          <look.Icon aria-hidden size={14} strokeWidth={2.25} />
          <span>{t(live.state)}</span>
          {live.asOf ? (
            <span className="tabular-nums max-sm:sr-only">
              {t("asOf", { moment: formatMoment(live.asOf, timeZone, locale) })}
            </span>
          ) : null}
        </span>
      )}
    </span>
  );
}
