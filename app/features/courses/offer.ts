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

/** Each gateway with the price it would charge: the first of its currencies that the course has a price in, as checkout decides too. */
export function offersOf(prices: readonly Price[], gateways: Takers): Offer[] {
  return gatewayNames.flatMap((gateway) => {
    for (const currency of gateways.get(gateway)?.currencies ?? []) {
      const price = prices.find((one) => one.currency === currency);
      if (price)
        return [{ gateway, amount: { minor: price.amount_minor, currency }, currencyName: nameOf(currency) }];
    }
    return [];
  });
}

const names = new Intl.DisplayNames("en", { type: "currency" });

/** "Egyptian Pound" as it stands within a sentence. */
function nameOf(currency: string): string {
  return (names.of(currency) ?? currency).replace(/(?<= )[A-Z](?=[a-z]+$)/, (letter) => letter.toLowerCase());
}
