import { expect, test } from "vitest";
import { offersOf } from "#app/features/courses/offer.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";

const prices = [
  { currency: "ZAR", amount_minor: 169_900 },
  { currency: "EGP", amount_minor: 450_000 },
  { currency: "OMR", amount_minor: 36_250 },
];
const takers = (entries: Array<[GatewayName, string[]]>) =>
  new Map(entries.map(([name, currencies]) => [name, { currencies }]));

test("each gateway offers every price in a currency it takes, in its own order", () => {
  expect(
    offersOf(
      prices,
      takers([
        ["ikhokha", ["ZAR"]],
        ["paymob", ["EGP", "OMR"]],
      ]),
    ),
  ).toEqual([
    { gateway: "paymob", amount: { minor: 450_000, currency: "EGP" }, currencyName: "Egyptian pound" },
    { gateway: "paymob", amount: { minor: 36_250, currency: "OMR" }, currencyName: "Omani rial" },
    { gateway: "ikhokha", amount: { minor: 169_900, currency: "ZAR" }, currencyName: "South African rand" },
  ]);
});

test("a gateway passes over currencies the course has no price in", () => {
  const offers = offersOf(prices, takers([["paymob", ["SAR", "OMR"]]]));
  expect(offers.map((offer) => offer.amount)).toEqual([{ minor: 36_250, currency: "OMR" }]);
});

test("no common currency is no offer", () => {
  expect(offersOf(prices, takers([["paymob", ["SAR"]]]))).toEqual([]);
  expect(offersOf([], takers([["paymob", ["EGP"]]]))).toEqual([]);
  expect(offersOf(prices, takers([]))).toEqual([]);
});
