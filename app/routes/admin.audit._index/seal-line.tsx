import CircleCheck from "lucide-react/icons/circle-check";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { Identifier } from "#app/components/identifier.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { toneInk } from "#app/components/tone.ts";
import type { SealState } from "#app/features/audit/read-seal.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** How far the log is sealed, under which hash, and whether the last check found it as it was written. */
export function SealLine({ seal, check }: SealState) {
  const t = useTranslations("audit.seal");
  if (!seal) return <p className="mt-1 text-sm">{t("notYet")}</p>;
  const well = check?.faults === 0;
  const Icon = well ? CircleCheck : TriangleAlert;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      {check ? (
        <span className="inline-flex items-center gap-1.5">
          <Icon size={14} aria-hidden className={toneInk[well ? "success" : "danger"]} />
          <span>
            {well ? t("asWritten", { count: check.entries }) : t("altered")} <TimeAgo at={check.checked_at} />
          </span>
        </span>
      ) : null}
      <span>
        {t("through", { entry: String(seal.through_id) })} <TimeAgo at={seal.sealed_at} />
      </span>
      <span className="inline-flex min-w-0 items-center gap-1.5">
        {t("hash")} <Identifier value={seal.hash} />
      </span>
    </div>
  );
}
