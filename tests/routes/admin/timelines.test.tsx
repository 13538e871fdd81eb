import { cleanup, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { TimelineItems } from "#app/routes/admin.payments.$paymentId._index/payment-timeline.tsx";
import { PersonTimeline } from "#app/routes/admin.users.$userId._index/person-timeline.tsx";
import { DeliveryActions } from "#app/routes/admin.webhooks.$webhookId._index/delivery-actions.tsx";
import { pageNow, renderInPage } from "#tests/support/render-page.tsx";

test("the gateway's own time is one piece, which no line's end parts", async () => {
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
  await renderInPage(
    <TimelineItems items={[{ ...item, note: "Found in time", gatewayTime: "2026-06-01T10:02:07.1" }]} />,
  );
  const time = screen.getByText("2026-06-01T10:02:07.1");
  expect(time.className).toContain("whitespace-nowrap");
  expect(time.closest("p")!.textContent).toBe("Found in time · Gateway time 2026-06-01T10:02:07.1");
  cleanup();
  const { container } = await renderInPage(<TimelineItems items={[{ ...item, note: null }]} />);
  expect(container.querySelectorAll("li p")).toHaveLength(1);
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
