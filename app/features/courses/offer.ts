import { type GatewayName, gatewayNames } from "#app/gateways/gateway.ts";
import type { Money } from "#app/lib/money.ts";

/** One way to pay for a course: this gateway takes this amount. */
export interface Offer {
  gateway: GatewayName;
  amount: Money;
  /** "Egyptian pound", in words made on the server alone. */
  currencyName: string;
}

interface Price {
  currency: string;
  amount_minor: number;
}

type Takers = ReadonlyMap<GatewayName, { currencies: readonly string[] }>;

/** Each pair of a gateway and a price in a currency it takes: in the order of the gateways, and each one's own. */
export function offersOf(prices: readonly Price[], gateways: Takers): Offer[] {
  return gatewayNames.flatMap((gateway) =>
    (gateways.get(gateway)?.currencies ?? []).flatMap((currency) => {
      const price = prices.find((one) => one.currency === currency);
      return price
        ? [{ gateway, amount: { minor: price.amount_minor, currency }, currencyName: nameOf(currency) }]
        : [];
    }),
  );
}

const names = new Intl.DisplayNames("en", { type: "currency" });

/** "Egyptian Pound" as it stands within a sentence. */
function nameOf(currency: string): string {
  return (names.of(currency) ?? currency).replace(/(?<= )[A-Z](?=[a-z]+$)/, (letter) => letter.toLowerCase());
}
