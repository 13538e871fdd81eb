import { classNames } from "#app/components/class-names.ts";
import type { Way } from "#app/features/checkout/ways.ts";
import type { Offer } from "#app/features/courses/offer.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";

/** The button's words follow the choice even without script: each offer has its own, CSS shows the chosen one's. */
const whenGateway: Record<GatewayName, string> = {
  paymob: "hidden group-has-[[value=paymob]:checked]/checkout:inline",
  ikhokha: "hidden group-has-[[value=ikhokha]:checked]/checkout:inline",
};
/** By the currency's place among its gateway's, within that gateway's words. More are not sold. */
const whenNth: Record<GatewayName, readonly string[]> = {
  paymob: [
    "hidden group-has-[[name=paymobCurrency][data-nth='0']:checked]/checkout:inline",
    "hidden group-has-[[name=paymobCurrency][data-nth='1']:checked]/checkout:inline",
    "hidden group-has-[[name=paymobCurrency][data-nth='2']:checked]/checkout:inline",
    "hidden group-has-[[name=paymobCurrency][data-nth='3']:checked]/checkout:inline",
    "hidden group-has-[[name=paymobCurrency][data-nth='4']:checked]/checkout:inline",
    "hidden group-has-[[name=paymobCurrency][data-nth='5']:checked]/checkout:inline",
    "hidden group-has-[[name=paymobCurrency][data-nth='6']:checked]/checkout:inline",
    "hidden group-has-[[name=paymobCurrency][data-nth='7']:checked]/checkout:inline",
  ],
  // It takes rand alone.
  ikhokha: [],
};

/** What pressing does, before script runs: for each choice its own words. */
export function CheckoutWords({
  ways,
  sentence,
}: {
  ways: readonly Way[];
  sentence: (offer: Offer) => string;
}) {
  return ways.map(({ gateway, offers }) => (
    <span key={gateway} className={classNames(ways.length > 1 && whenGateway[gateway])}>
      {offers.map((offer, index) => (
        <span
          key={offer.amount.currency}
          className={classNames(offers.length > 1 && whenNth[gateway][index])}
        >
          {sentence(offer)}
        </span>
      ))}
    </span>
  ));
}
