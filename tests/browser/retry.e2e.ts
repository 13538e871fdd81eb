import { describe, expect, test } from "vitest";
import type { GatewayName } from "#app/gateways/gateway.ts";
import { buy, choose, goPay, headed, says } from "#tests/browser/support/buying.ts";
import { countsOf, courseTitled, newPerson, productDb } from "#tests/browser/support/people.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";

const visitor = useVisitors();

const declined = { outcome: "Decline", headline: "Your bank declined this payment" };
const poor = { outcome: "Insufficient funds", headline: "There was not enough money on this card" };
const unsure = { outcome: "3-D Secure failed", headline: "Your bank could not confirm that it was you" };

interface Way {
  outcome: string;
  headline: string;
  first: GatewayName;
  second: GatewayName;
}

// The same gateway again and the other one, with script and without.
describe.each<{ script: boolean; ways: Way[] }>([
  {
    script: true,
    ways: [
      { ...declined, first: "paymob", second: "paymob" },
      { ...poor, first: "ikhokha", second: "ikhokha" },
      { ...unsure, first: "paymob", second: "ikhokha" },
    ],
  },
  {
    script: false,
    ways: [
      { ...unsure, first: "paymob", second: "paymob" },
      { ...declined, first: "ikhokha", second: "paymob" },
    ],
  },
])("with script: $script", ({ script, ways }) => {
  test.each(ways)("$outcome at $first is explained, and another try at $second succeeds", async (way) => {
    const student = await newPerson();
    const page = await visitor({ script, as: student });
    await buy(page, await courseTitled("Web Development from Zero"), way.first, { outcome: way.outcome });
    await headed(page, way.headline);
    await says(page, "No money was taken");

    await goPay(page, way.second);
    await choose(page);
    await headed(page, "You’re in.");
    // The other gateway takes another currency, and a payment has one: the second try is a payment of its own.
    const payments = way.first === way.second ? 1 : 2;
    expect(await countsOf(student)).toEqual({ payments, attempts: 2, enrollments: 1 });

    const references = await referencesOf(student.id);
    expect(new Set(references.map((each) => each.reference)).size).toBe(2);
    for (const { paymentId, reference } of references) {
      await page.goto(`/payments/${paymentId}`);
      await says(page, reference);
    }
  });

  test("who cancels at the gateway is told that nothing happened, and may pay after all", async () => {
    const page = await visitor({ script, as: await newPerson() });
    await buy(page, await courseTitled("Web Development from Zero"), "paymob", { outcome: "Cancel" });
    await headed(page, "Still waiting for your payment");
    await page.getByText("Not paid yet? Go back to pay").click();
    await page.getByRole("button", { name: "Continue to Paymob" }).click();
    await choose(page);
    await headed(page, "You’re in.");
  });
});

/** The gateways' own numbers of each attempt, first to last. */
async function referencesOf(studentId: string) {
  const rows = await productDb()
    .selectFrom("payment_attempts as a")
    .innerJoin("payments as p", "p.id", "a.payment_id")
    .select(["p.id", "a.gateway_order_ref", "a.gateway_transaction_ref"])
    .where("p.student_id", "=", studentId)
    .orderBy("a.number")
    .execute();
  return rows.map((row) => ({
    paymentId: row.id,
    reference: row.gateway_transaction_ref ?? row.gateway_order_ref!,
  }));
}
