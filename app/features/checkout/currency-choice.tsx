import { Amount } from "#app/components/amount.tsx";
import { RadioCard } from "#app/components/radio-card.tsx";
import { currencyField } from "#app/features/checkout/ways.ts";
import type { Offer } from "#app/features/courses/offer.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** The currencies one gateway takes for the course: the first comes chosen, unless another was paid in before. */
export function CurrencyChoice({ offers, preset }: { offers: readonly Offer[]; preset: Offer | undefined }) {
  const nameOf = useCurrencyName();
  const [first] = offers;
  const chosen = offers.find((offer) => offer === preset) ?? first;
  return offers.map((offer, index) => (
    <RadioCard
      key={offer.amount.currency}
      name={currencyField(offer.gateway)}
      value={offer.amount.currency}
      data-nth={index}
      defaultChecked={offer === chosen}
      title={nameOf(offer)}
      end={<Amount money={offer.amount} className="font-semibold" />}
    />
  ));
}

/** A currency's name in the reader's language, where there is one. */
export function useCurrencyName() {
  const t = useTranslations("buying");
  return ({ amount, currencyName }: Offer) => {
    const key = `currency.${amount.currency as "EGP"}` as const;
    return t.has(key) ? t(key) : currencyName;
  };
}
