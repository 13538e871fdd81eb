import { type FormEvent, useEffect, useRef, useState } from "react";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { classNames } from "#app/components/class-names.ts";
import { RadioCard } from "#app/components/radio-card.tsx";
import type { Offer } from "#app/features/courses/offer.ts";
import { type GatewayName, gatewayLabels } from "#app/gateways/gateway.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

/** The button's words follow the choice even without script: each offer has its own, CSS shows the chosen one's. */
const shownWhenChosen: Record<GatewayName, string> = {
  paymob: "hidden group-has-[[value=paymob]:checked]/checkout:inline",
  ikhokha: "hidden group-has-[[value=ikhokha]:checked]/checkout:inline",
};

/**
 * Choose a gateway and go there to pay: one plain form, at most one press. `verb` says what pressing does
 * ("Pay", "Try again with"); `idempotencyKey` is a fresh UUID of the loader's for each page.
 */
export function CheckoutForm({
  courseId,
  offers,
  idempotencyKey,
  preferred,
  sentence,
}: {
  courseId: string;
  offers: readonly Offer[];
  idempotencyKey: string;
  preferred?: GatewayName | null;
  sentence?: (offer: Offer) => string;
}) {
  const [chosen, setChosen] = useState(
    offers.find((offer) => offer.gateway === preferred)?.gateway ?? offers[0]?.gateway,
  );
  const t = useTranslations("buying");
  const pay = (offer: Offer) =>
    t("checkout.pay", { money: unbrokenMoney(offer.amount), gateway: gatewayLabels[offer.gateway] });
  const nameOf = ({ amount, currencyName }: Offer) => {
    const key = `currency.${amount.currency as "EGP"}` as const;
    return t.has(key) ? t(key) : currencyName;
  };
  const alive = useAlive();
  const [leaving, submit] = useLeaving();
  const form = useRef<HTMLFormElement>(null);
  // Chosen before script ran, or put back by the browser on the way back from the gateway: no event tells of it.
  useEffect(() => {
    const radios = form.current?.elements.namedItem("gateway");
    if (radios instanceof RadioNodeList && radios.value) setChosen(radios.value as GatewayName);
  }, []);
  return (
    <form
      ref={form}
      method="post"
      action={paths.checkout(courseId)}
      onSubmit={submit}
      className="group/checkout flex flex-col gap-4"
    >
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      {offers.map(({ gateway, amount }) => (
        <input key={gateway} type="hidden" name="shownPrice" value={`${amount.minor} ${amount.currency}`} />
      ))}
      {offers.length === 1 ? (
        <input type="hidden" name="gateway" value={chosen} />
      ) : (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 text-base font-medium">{t("checkout.how")}</legend>
          {offers.map((offer) => (
            <RadioCard
              key={offer.gateway}
              name="gateway"
              value={offer.gateway}
              defaultChecked={offer.gateway === chosen}
              onChange={() => setChosen(offer.gateway)}
              title={gatewayLabels[offer.gateway]}
              description={nameOf(offer)}
              end={<Amount money={offer.amount} className="font-semibold" />}
            />
          ))}
        </fieldset>
      )}
      <Button
        variant="primary"
        size="large"
        className="w-full"
        pending={leaving && chosen ? t("checkout.opening", { gateway: gatewayLabels[chosen] }) : null}
      >
        {offers
          .filter((offer) => !alive || offer.gateway === chosen)
          .map((offer) => (
            <span
              key={offer.gateway}
              className={classNames(offers.length > 1 && !alive && shownWhenChosen[offer.gateway])}
            >
              {sentence?.(offer) ?? pay(offer)}
            </span>
          ))}
      </Button>
    </form>
  );
}

/** True once script runs here. */
function useAlive(): boolean {
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  return alive;
}

/** Whether the browser is on its way to the gateway; a second submit meanwhile is dropped. Coming back starts afresh. */
function useLeaving(): [boolean, (event: FormEvent) => void] {
  const [leaving, setLeaving] = useState(false);
  useEffect(() => {
    const comeBack = (event: PageTransitionEvent) => event.persisted && setLeaving(false);
    window.addEventListener("pageshow", comeBack);
    return () => window.removeEventListener("pageshow", comeBack);
  }, []);
  return [
    leaving,
    (event) => {
      if (leaving) event.preventDefault();
      setLeaving(true);
    },
  ];
}
