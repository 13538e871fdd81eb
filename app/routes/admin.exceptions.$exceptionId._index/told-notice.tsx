import { Notice, type NoticeTone } from "#app/components/notice.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

const tones = {
  resolved: "success",
  ignored: "success",
  open: "info",
  stale: "warning",
  repaired: "success",
  full: "warning",
  nothing_to_do: "info",
  not_open: "info",
  no_reason: "warning",
} as const satisfies Record<string, NoticeTone>;

/** What came of the last act here. */
export function ToldNotice({ code }: { code: string | null }) {
  const t = useTranslations("exception.told");
  if (!code || !Object.hasOwn(tones, code)) return null;
  const told = code as keyof typeof tones;
  return (
    <Notice tone={tones[told]} title={t(`${told}.title`)}>
      {t(`${told}.meaning`)}
    </Notice>
  );
}
