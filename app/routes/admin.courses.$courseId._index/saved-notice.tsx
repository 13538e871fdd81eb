import { Notice } from "#app/components/notice.tsx";
import { listed } from "#app/messages/listed.ts";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** What the last act on this page did: `saved` and `moved` are the words of its redirect. */
export function SavedNotice({
  saved,
  merged,
  moved,
  status,
  atOldPrice,
}: {
  saved: string | null;
  merged: readonly string[];
  moved: string | null;
  status: "draft" | "published" | "archived";
  atOldPrice: number;
}) {
  const t = useTranslations("courses");
  const locale = useLocale();
  if (moved === "no_price" || moved === "stale") return <Notice tone="warning" title={t(`moves.${moved}`)} />;
  if (moved) return <Notice tone="success" title={t("moves.moved", { status: t(`status.${status}`) })} />;
  if (saved === "unchanged") return <Notice tone="info" title={t("unchanged")} />;
  if (saved === "created") return <Notice tone="success" title={t("created")} />;
  if (!saved) return null;
  const names = merged.map((field) =>
    field.startsWith("price_")
      ? t("fields.price", { currency: field.slice(6) })
      : t(`fields.${field as "title"}`),
  );
  return (
    <Notice tone="success" title={t("saved")}>
      {saved === "prices" ? <p>{t("pricesSaved", { count: atOldPrice })}</p> : null}
      {names.length > 0 ? <p>{t("merged", { fields: listed(names, locale) })}</p> : null}
    </Notice>
  );
}
