import type { FormSetting } from "#app/features/courses/save-course.server.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";

/** What the course form is about: each currency a gateway takes or the course is priced in, and the school's clocks. */
export function formSetting(
  gateways: Gateways,
  prices: Record<string, number>,
  timeZone: string,
): FormSetting {
  const taken = [...gateways.values()].flatMap((gateway) => gateway.currencies);
  return { currencies: [...new Set([...taken, ...Object.keys(prices)])].sort(), timeZone };
}
