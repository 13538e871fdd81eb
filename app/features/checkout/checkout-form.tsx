import { type FormEvent, useEffect, useRef, useState } from "react";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { RadioCard } from "#app/components/radio-card.tsx";
import { CheckoutWords } from "#app/features/checkout/checkout-words.tsx";
import { CurrencyChoice, useCurrencyName } from "#app/features/checkout/currency-choice.tsx";
import { currencyField, type Pair, pairOf, waysOf } from "#app/features/checkout/ways.ts";
import type { Offer } from "#app/features/courses/offer.ts";
import { type GatewayName, gatewayLabels } from "#app/gateways/gateway.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

/**
 * Choose a gateway, and a currency where it takes several, and go there to pay: one plain form, at most one press.
 * `sentence` says what pressing does ("Pay", "Try again with"); `idempotencyKey` is a fresh UUID of the loader's for each page.
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
  preferred?: Pair | null;
  sentence?: (offer: Offer) => string;
}) {
  const ways = waysOf(offers);
  // What comes chosen: the preferred pair, else the first of the preferred gateway, else the first of all.
  const first = (gateway?: GatewayName) => offers.find((offer) => offer.gateway === gateway);
  const preset = pairOf(offers, preferred) ?? first(preferred?.gateway) ?? offers[0];
  const [chosen, setChosen] = useState(preset);
  const t = useTranslations("buying");
  const pay = (offer: Offer) =>
    t("checkout.pay", { money: unbrokenMoney(offer.amount), gateway: gatewayLabels[offer.gateway] });
  const alive = useAlive();
  const [leaving, submit] = useLeaving();
  const form = useRef<HTMLFormElement>(null);
  /** What the form would send: its own word, whoever chose it. */
  const read = () => {
    if (!form.current) return;
    const sent = new FormData(form.current);
    const gateway = sent.get("gateway") as GatewayName;
    setChosen(pairOf(offers, { gateway, currency: sent.get(currencyField(gateway)) }) ?? first(gateway));
  };
  // Chosen before script ran, or put back by the browser on the way back from the gateway: no event tells of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when script begins
  useEffect(read, []);
  const [only] = ways;
  return (
    <form
      ref={form}
      method="post"
      action={paths.checkout(courseId)}
      onSubmit={submit}
      onChange={({ target }) => {
        // Whoever chooses a currency chooses its gateway.
        for (const { gateway } of ways)
          if (target instanceof HTMLInputElement && target.name === currencyField(gateway))
            form.current?.querySelector<HTMLInputElement>(`[name=gateway][value=${gateway}]`)?.click();
        read();
      }}
      className="group/checkout flex flex-col gap-4"
    >
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      {offers.map(({ gateway, amount }) => (
        <input
          key={`${gateway} ${amount.currency}`}
          type="hidden"
          name="shownPrice"
          value={`${amount.minor} ${amount.currency}`}
        />
      ))}
      {ways.length === 1 && only ? (
        <>
          <input type="hidden" name="gateway" value={only.gateway} />
          {only.offers.length > 1 ? (
            <fieldset className="flex flex-col gap-2">
              <legend className="mb-2 text-base font-medium">{t("checkout.currency")}</legend>
              <CurrencyChoice offers={only.offers} preset={preset} />
            </fieldset>
          ) : null}
        </>
      ) : (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 text-base font-medium">{t("checkout.how")}</legend>
          {ways.map((way) => (
            <Way key={way.gateway} {...way} preset={preset} />
          ))}
        </fieldset>
      )}
      <Button
        variant="primary"
        size="large"
        className="w-full"
        pending={leaving && chosen ? t("checkout.opening", { gateway: gatewayLabels[chosen.gateway] }) : null}
      >
        {alive && chosen ? (
          (sentence?.(chosen) ?? pay(chosen))
        ) : (
          <CheckoutWords ways={ways} sentence={sentence ?? pay} />
        )}
      </Button>
    </form>
  );
}

/** A gateway to choose; the currencies it takes beneath it, where there are several. */
function Way({
  gateway,
  offers,
  preset,
}: {
  gateway: GatewayName;
  offers: readonly Offer[];
  preset: Offer | undefined;
}) {
  const nameOf = useCurrencyName();
  const [only] = offers;
  const single = offers.length === 1 && only;
  return (
    <>
      <RadioCard
        name="gateway"
        value={gateway}
        defaultChecked={gateway === preset?.gateway}
        title={gatewayLabels[gateway]}
        description={single ? nameOf(only) : null}
        end={single ? <Amount money={only.amount} className="font-semibold" /> : null}
      />
      {single ? null : (
        <div className="ms-7 flex flex-col gap-2">
          <CurrencyChoice offers={offers} preset={preset} />
        </div>
      )}
    </>
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
