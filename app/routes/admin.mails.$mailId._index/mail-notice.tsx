import { Notice } from "#app/components/notice.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { MailState } from "#db/schema.ts";

/** What came of asking to send it; else what staff should know of its state. */
export function MailNotice({ asked, state }: { asked: string | null; state: MailState }) {
  const t = useTranslations("mail.detail.notice");
  if (asked === "requested" && (state === "queued" || state === "sending"))
    return (
      <Notice tone="info" title={t("requested")}>
        {t("requestedText")}
      </Notice>
    );
  if (asked === "stale")
    return (
      <Notice tone="warning" title={t("stale")}>
        {t("staleText")}
      </Notice>
    );
  if (asked === "under_way")
    return (
      <Notice tone="info" title={t("under_way")}>
        {t("under_wayText")}
      </Notice>
    );
  if (state === "unknown")
    return (
      <Notice tone="warning" title={t("unknown")}>
        {t("unknownText")}
      </Notice>
    );
  if (state === "outdated")
    return (
      <Notice tone="info" title={t("outdated")}>
        {t("outdatedText")}
      </Notice>
    );
  if (state === "not_configured")
    return (
      <Notice tone="warning" title={t("not_configured")}>
        {t("not_configuredText")}
      </Notice>
    );
  return null;
}
