import { createEvent, fireEvent, screen } from "@testing-library/react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CheckoutForm } from "#app/features/checkout/checkout-form.tsx";
import type { Offer } from "#app/features/courses/offer.ts";
import { renderInPage } from "#tests/support/render-page.tsx";
import { Words } from "#tests/support/words.tsx";

const paymob: Offer = {
  gateway: "paymob",
  amount: { minor: 45_000, currency: "EGP" },
  currencyName: "Egyptian pound",
};
const ikhokha: Offer = {
  gateway: "ikhokha",
  amount: { minor: 90_000, currency: "ZAR" },
  currencyName: "South African rand",
};
const key = "7f0c5b1e-8a44-4b53-9a0e-0f6f4c1c2f11";
const dinar: Offer = {
  gateway: "paymob",
  amount: { minor: 3_250, currency: "KWD" },
  currencyName: "Kuwaiti dinar",
};
const form = (offers: Offer[], preferred?: { gateway: Offer["gateway"]; currency: string }) => (
  <CheckoutForm courseId="crs_1" offers={offers} idempotencyKey={key} preferred={preferred} />
);

test("it posts the chosen gateway and the page's key to the course's checkout", async () => {
  await renderInPage(form([paymob, ikhokha]));
  const button = screen.getByRole("button", { name: "Pay EGP\u00a0450.00 with Paymob" });
  const element = button.closest("form")!;
  expect(element.method).toBe("post");
  expect(element.getAttribute("action")).toBe("/courses/crs_1/checkout");
  expect(Object.fromEntries(new FormData(element))).toEqual({
    shownPrice: "90000 ZAR",
    gateway: "paymob",
    idempotencyKey: key,
  });
});

test("the button says what the choice costs", async () => {
  await renderInPage(form([paymob, ikhokha]));
  fireEvent.click(screen.getByRole("radio", { name: /iKhokha/ }));
  const button = screen.getByRole("button", { name: "Pay ZAR\u00a0900.00 with iKhokha" });
  expect(new FormData(button.closest("form")!).get("gateway")).toBe("ikhokha");
});

test("a choice the browser put back, without telling anyone, is the one the button speaks of", async () => {
  const putBack = (element: HTMLElement | null) => {
    const radio = element?.querySelector<HTMLInputElement>("[value=ikhokha]");
    if (radio) radio.checked = true;
  };
  await renderInPage(<div ref={putBack}>{form([paymob, ikhokha])}</div>);
  const button = screen.getByRole("button", { name: "Pay ZAR\u00a0900.00 with iKhokha" });
  expect(new FormData(button.closest("form")!).get("gateway")).toBe("ikhokha");
});

test("one gateway is no choice, and the preferred one comes chosen", async () => {
  const { unmount } = await renderInPage(form([ikhokha]));
  expect(screen.queryByRole("radio")).toBeNull();
  const only = screen.getByRole("button", { name: "Pay ZAR\u00a0900.00 with iKhokha" });
  expect(new FormData(only.closest("form")!).get("gateway")).toBe("ikhokha");
  unmount();
  await renderInPage(form([paymob, ikhokha], { gateway: "ikhokha", currency: "ZAR" }));
  expect(screen.getByRole("radio", { name: /iKhokha/ })).toHaveProperty("checked", true);
});

test("a second press while the gateway opens is dropped; coming back by the back button starts afresh", async () => {
  await renderInPage(form([paymob]));
  const element = screen.getByRole("button").closest("form")!;
  const first = createEvent.submit(element);
  fireEvent(element, first);
  expect(first.defaultPrevented).toBe(false);
  expect(screen.getByRole("button", { name: "Opening Paymob…" })).toBeTruthy();
  const second = createEvent.submit(element);
  fireEvent(element, second);
  expect(second.defaultPrevented).toBe(true);
  const restored = new Event("pageshow");
  Object.assign(restored, { persisted: true });
  fireEvent(window, restored);
  expect(screen.getByRole("button", { name: "Pay EGP\u00a0450.00 with Paymob" })).toBeTruthy();
});

test("without script each offer's words are there, shown by the choice alone", () => {
  const html = renderToStaticMarkup(<Words>{form([paymob, ikhokha])}</Words>);
  expect(html).toContain("Pay EGP\u00a0450.00 with Paymob");
  expect(html).toContain("Pay ZAR\u00a0900.00 with iKhokha");
  expect(html).toContain("group-has-[[value=ikhokha]:checked]/checkout:inline");
});

test("of a gateway that takes several currencies one is chosen; choosing one chooses its gateway", async () => {
  await renderInPage(form([paymob, dinar, ikhokha]));
  const button = () => screen.getByRole("button");
  const sent = () => Object.fromEntries(new FormData(button().closest("form")!));
  expect(button().textContent).toBe("Pay EGP\u00a0450.00 with Paymob");
  expect(sent()).toMatchObject({ gateway: "paymob", paymobCurrency: "EGP" });
  fireEvent.click(screen.getByRole("radio", { name: /iKhokha/ }));
  expect(button().textContent).toBe("Pay ZAR\u00a0900.00 with iKhokha");
  fireEvent.click(screen.getByRole("radio", { name: /Kuwaiti dinar/ }));
  expect(button().textContent).toBe("Pay KWD\u00a03.250 with Paymob");
  expect(sent()).toMatchObject({ gateway: "paymob", paymobCurrency: "KWD" });
});

test("what was begun in one of several currencies comes chosen; one gateway alone is no choice", async () => {
  await renderInPage(form([paymob, dinar], { gateway: "paymob", currency: "KWD" }));
  expect(screen.getAllByRole("radio").map((radio) => radio.getAttribute("value"))).toEqual(["EGP", "KWD"]);
  expect(screen.getByRole("button").textContent).toBe("Pay KWD\u00a03.250 with Paymob");
});

test("without script the words of each currency are there, shown by gateway and currency", () => {
  const html = renderToStaticMarkup(<Words>{form([paymob, dinar, ikhokha])}</Words>);
  for (const words of ["Pay EGP\u00a0450.00", "Pay KWD\u00a03.250", "Pay ZAR\u00a0900.00"])
    expect(html).toContain(words);
  expect(html).toContain("[data-nth=&#x27;1&#x27;]:checked]/checkout:inline");
});
