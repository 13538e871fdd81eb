import type { ListKeyWords } from "#app/components/use-list-keys.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** The sheet's words for useListKeys; `select` where rows have a checkbox. */
export function useListKeyWords({ select = false }: { select?: boolean } = {}): ListKeyWords {
  const t = useTranslations("palette.keys");
  return {
    next: t("next"),
    previous: t("previous"),
    open: t("open"),
    ...(select && { select: t("select") }),
  };
}
