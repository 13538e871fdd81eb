import type { Translate } from "#app/messages/translate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** What an action of the audit log is called; one that no words were written for goes by its code. */
export function sayAction(action: string, t: Translate<"actions">): string {
  const known = action as "payment.succeeded";
  return t.has(known) ? t(known) : action;
}

/** `sayAction` in the language of the page. */
export function useActionWords(): (action: string) => string {
  const t = useTranslations("actions");
  return (action) => sayAction(action, t);
}
