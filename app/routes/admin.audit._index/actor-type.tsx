import { useTranslations } from "#app/messages/use-translations.ts";
import type { ActorType as Type } from "#db/schema.ts";

/** What kind of actor did it. */
export function ActorType({ type }: { type: Type }) {
  const t = useTranslations("audit");
  return <span className="block text-sm text-ink-muted">{t(`actors.${type}`)}</span>;
}
