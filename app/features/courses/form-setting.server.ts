import type { PriceTaker } from "#app/features/courses/price-order.tsx";
import type { FormSetting } from "#app/features/courses/save-course.server.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";

/**
 * What the course form is about: each currency a gateway takes or the course is priced in, the school's clocks, and in
 * which order a gateway looks for a price.
 */
export function formSetting(
  gateways: Gateways,
  prices: Record<string, number>,
  timeZone: string,
): FormSetting & { takers: PriceTaker[] } {
  const taken = [...gateways.values()].flatMap((gateway) => gateway.currencies);
  const takers = [...gateways.values()].map(({ name, currencies }) => ({
    gateway: name,
    currencies: [...currencies],
  }));
  return { takers, currencies: [...new Set([...taken, ...Object.keys(prices)])].sort(), timeZone };
}
