import { useTranslations } from "#app/messages/use-translations.ts";

/** Says milliseconds as people read them: two digits that count, seconds from one on; null is a dash. */
export function useDuration(): (ms: number | null) => string {
  const t = useTranslations("performance");
  return (ms) => {
    if (ms === null) return "–";
    if (ms >= 1_000) return t("seconds", { value: Math.round(ms / 100) / 10 });
    return t("milliseconds", { value: ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms) });
  };
}
