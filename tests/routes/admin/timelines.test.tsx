import { cleanup, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { buildTimeline } from "#app/routes/admin.payments.$paymentId._index/build-timeline.ts";
import { TimelineItems } from "#app/routes/admin.payments.$paymentId._index/payment-timeline.tsx";
import { PersonTimeline } from "#app/routes/admin.users.$userId._index/person-timeline.tsx";
import { DeliveryActions } from "#app/routes/admin.webhooks.$webhookId._index/delivery-actions.tsx";
import { englishTimeline } from "#tests/support/english-timeline.ts";
import { pageNow, renderInPage } from "#tests/support/render-page.tsx";

test("the gateway's own time is one piece, which no line's end parts, and told in the school's time where it is an instant", async () => {
  const item = {
    id: "evidence-1",
    at: new Date(pageNow),
    rank: 1,
    icon: "evidence" as const,
    tone: "success" as const,
    title: "Paid",
    actor: null,
    source: null,
    facts: [],
    body: null,
    link: null,
  };
  const gatewayAt = new Date("2026-06-01T07:02:07.1Z");
  await renderInPage(<TimelineItems items={[{ ...item, note: "Found in time", gatewayAt }]} />);
  const time = screen.getByText("1 Jun 2026, 10:02");
  expect(time.className).toContain("whitespace-nowrap");
  expect(time.closest("p")!.textContent).toBe("Found in time · Gateway time 1 Jun 2026, 10:02");
  cleanup();
  const { container } = await renderInPage(<TimelineItems items={[{ ...item, note: null }]} />);
  expect(container.querySelectorAll("li p")).toHaveLength(1);
});

test("what a gateway answers to our question, after its webhook said it, happened once and is confirmed", () => {
  const speech = englishTimeline();
  const row = (id: number, more: object) => ({
    id,
    kind: "succeeded",
    gateway: "paymob",
    transaction_ref: "192036465",
    amount_minor: 45_000,
    currency: "EGP",
    recorded_at: new Date(pageNow + id * 60_000),
    ...more,
  });
  const evidence = [
    row(4, { source: "webhook", transaction_ref: "192036999" }),
    row(3, { source: "poll", kind: "refunded", refunded_minor: 1_000 }),
    row(2, { source: "poll" }),
    row(1, { source: "webhook" }),
  ];
  const happened = { evidence, deliveries: [], audit: [], exceptions: [], mails: [], people: {} };
  const payment = { created_at: new Date(pageNow), student_name: "Mona" };
  const items = buildTimeline(payment as never, happened as never, speech);
  expect(items.map((item) => item.title.replaceAll("\u00a0", " "))).toEqual([
    "Paid EGP 450.00",
    "EGP 10.00 given back so far",
    "Confirmed: Paid EGP 450.00",
    "Paid EGP 450.00",
    "The student pressed Buy",
  ]);
});

test("a gateway is called by its proper name in a person's timeline", async () => {
  const row = {
    at: new Date(pageNow),
    key: "audit:1",
    source: "audit" as const,
    ref: "1",
    note: null,
    facts: { action: "enrollment.granted" },
  };
  await renderInPage(
    <PersonTimeline
      rows={[
        { ...row, actor: "paymob" },
        { ...row, key: "audit:2", actor: "Omar Hassan" },
      ]}
    />,
  );
  expect(screen.getByText("Paymob")).toBeTruthy();
  expect(screen.getByText("Omar Hassan")).toBeTruthy();
});

test("why a refused delivery can neither be tried nor replayed is said once, for both buttons", async () => {
  await renderInPage(<DeliveryActions deliveryId="whk_1" replayable={false} allowed />);
  const reason = screen.getByText("A wrong signature is never read");
  for (const button of screen.getAllByRole("button")) {
    expect(button.hasAttribute("disabled")).toBe(true);
    expect(button.getAttribute("aria-describedby")).toBe(reason.id);
  }
  cleanup();
  await renderInPage(<DeliveryActions deliveryId="whk_1" replayable allowed />);
  for (const button of screen.getAllByRole("button")) expect(button.hasAttribute("disabled")).toBe(false);
});
