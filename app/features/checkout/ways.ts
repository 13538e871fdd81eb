import type { Offer } from "#app/features/courses/offer.ts";
import { type GatewayName, gatewayNames } from "#app/gateways/gateway.ts";

/** A gateway and a currency it is paid in. */
export interface Pair {
  gateway: GatewayName;
  currency: FormDataEntryValue | null;
}

/** Each gateway with the prices it takes. */
export interface Way {
  gateway: GatewayName;
  offers: readonly Offer[];
}

export function waysOf(offers: readonly Offer[]): Way[] {
  return gatewayNames
    .map((gateway) => ({ gateway, offers: offers.filter((offer) => offer.gateway === gateway) }))
    .filter((way) => way.offers.length > 0);
}

export const pairOf = (offers: readonly Offer[], pair: Pair | null | undefined) =>
  offers.find((offer) => offer.gateway === pair?.gateway && offer.amount.currency === pair.currency);

/** The form's field in which a gateway that takes several currencies is told which. */
export const currencyField = (gateway: GatewayName) => `${gateway}Currency` as const;
