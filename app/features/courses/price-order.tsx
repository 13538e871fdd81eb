import { type GatewayName, gatewayLabels } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** A gateway, and the currencies it takes: it charges the first that the course has a price in. */
export interface PriceTaker {
  gateway: GatewayName;
  currencies: readonly string[];
}

/** Which price is charged where a gateway takes several currencies: not each that is entered is asked of anybody. */
export function PriceOrder({ takers }: { takers: readonly PriceTaker[] }) {
  const t = useTranslations("courses.fields");
  return takers
    .filter(({ currencies }) => currencies.length > 1)
    .map(({ gateway, currencies }) => (
      <p key={gateway} className="text-sm text-ink-muted">
        {t.rich("priceOrder", {
          gateway: gatewayLabels[gateway],
          currencies: () => <bdi dir="ltr">{currencies.join(", ")}</bdi>,
        })}
      </p>
    ));
}
