import { expect, test } from "vitest";
import { gatewaysReason } from "#app/features/payments/student-payment.ts";

test("only what a gateway said is shown as its words: not what Bursar or staff concluded", () => {
  expect(gatewaysReason("insufficient_funds", "51: NSF")).toBe("51: NSF");
  expect(
    gatewaysReason("expired", "The time to pay ran out and the gateway knows of no payment."),
  ).toBeNull();
  expect(gatewaysReason(null, "Called the bank; it says no.")).toBeNull();
});
