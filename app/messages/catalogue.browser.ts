import type { Messages } from "#app/messages/en.ts";
import type { Locale } from "#app/messages/locales.ts";

/** What this browser has loaded: see load-messages.ts. */
export const catalogue: Partial<Record<Locale, Messages>> = {};
