import type { Page } from "playwright-core";
import { type GatewayName, gatewayLabels } from "#app/gateways/gateway.ts";
import { paths } from "#app/paths.ts";
import { ownProduct } from "#tests/browser/support/own-product.ts";
import type { Person } from "#tests/browser/support/people.ts";

/** Presses Buy on a course page, or on a failed payment's page; ends at the gateway's own page. */
export async function goPay(page: Page, gateway: GatewayName): Promise<void> {
  await page.getByRole("radio", { name: gatewayLabels[gateway] }).check();
  await page
    .getByRole("button", { name: new RegExp(`^(Pay|Resume|Try again).*${gatewayLabels[gateway]}$`) })
    .click();
  await page.waitForURL(`${ownProduct().sandboxUrl}/**`);
}

/** Picks an outcome at the gateway's page, in its own words, and goes on to wherever that leads. */
export async function choose(
  page: Page,
  choice: { outcome?: string; delivery?: string; method?: string } = {},
): Promise<void> {
  if (choice.method) await page.getByRole("radio", { name: new RegExp(`^${choice.method}`) }).check();
  await page.getByRole("radio", { name: choice.outcome ?? "Approve" }).check();
  await page.getByLabel("Delivery").selectOption({ label: choice.delivery ?? "Once" });
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Opens a course page and buys it as chosen. */
export async function buy(
  page: Page,
  course: { id: string },
  gateway: GatewayName,
  choice: Parameters<typeof choose>[1] = {},
): Promise<void> {
  await page.goto(paths.course(course.id));
  await goPay(page, gateway);
  await choose(page, choice);
}

/** Resolves when the page says this, by itself or after loads of its own. */
export async function says(page: Page, words: string | RegExp): Promise<void> {
  await page.getByText(words).first().waitFor();
}

/** The heading of the page. */
export async function headed(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole("heading", { level: 1, name: words }).waitFor();
}

/** Begins a checkout without a browser: the address of the gateway's page. */
export async function beginCheckout(
  person: Person,
  course: { id: string },
  gateway: GatewayName,
): Promise<string> {
  const response = await fetch(ownProduct().webUrl + paths.checkout(course.id), {
    method: "POST",
    redirect: "manual",
    headers: { cookie: `${person.cookie.name}=${person.cookie.value}` },
    body: new URLSearchParams({ gateway, idempotencyKey: crypto.randomUUID() }),
  });
  const address = response.headers.get("location") ?? "";
  if (!address.startsWith(ownProduct().sandboxUrl))
    throw new Error(`the checkout answered ${response.status} to ${address}`);
  return address;
}
