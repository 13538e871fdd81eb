import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import Course from "#app/routes/_site.courses.$courseId._index/route.tsx";
import type { CourseLine, Standing } from "#app/routes/_site.courses.$courseId._index/standing.ts";
import { structureFaults } from "#tests/support/axe.ts";
import { pageNow, renderPage } from "#tests/support/render-page.tsx";

const longTitle =
  "Project Management for Construction Sites: Scheduling, Subcontractors, Safety and the Paperwork Nobody Ever Reads Twice";

function show(
  standing: Standing,
  more: { signedIn?: boolean; problem?: string; title?: string; line?: CourseLine } = {},
) {
  return renderPage(Course, {
    course: {
      id: "crs_1",
      title: more.title ?? "أساسيات التصميم الجرافيكي",
      summary: "From the idea to the print.",
      description: "First paragraph.\n\nSecond paragraph.",
      startsAt: new Date(pageNow + 864e5),
      seatsLeft: 3,
      offers: [
        { gateway: "paymob", amount: { minor: 45_000, currency: "EGP" }, currencyName: "Egyptian pound" },
        {
          gateway: "ikhokha",
          amount: { minor: 90_000, currency: "ZAR" },
          currencyName: "South African rand",
        },
      ],
      standing,
      line: more.line ?? null,
    },
    signedIn: more.signedIn ?? true,
    problem: more.problem ?? null,
    idempotencyKey: "7f0c5b1e-8a44-4b53-9a0e-0f6f4c1c2f11",
  });
}

test("a visitor reads what it is, when, what is left, and buys", async () => {
  const { container } = await show({ kind: "buy", open: null }, { signedIn: false });
  expect(await screen.findByRole("heading", { level: 1, name: "أساسيات التصميم الجرافيكي" })).toBeTruthy();
  expect(screen.getByText("3 seats left")).toBeTruthy();
  expect(container.textContent).toContain("Starts 4 Dec 2026");
  expect(await screen.findByRole("button", { name: "Pay EGP\u00a0450.00 with Paymob" })).toBeTruthy();
  expect(screen.getByText(/You sign in first/)).toBeTruthy();
  expect(await structureFaults(container)).toEqual([]);
});

test("an open payment is resumed rather than made twice", async () => {
  await show({
    kind: "buy",
    open: {
      paymentId: "pay_1",
      gateway: "paymob",
      pending: false,
      amount: { minor: 45_000, currency: "EGP" },
      startedAt: new Date(pageNow - 300_000),
    },
  });
  expect(
    await screen.findByRole("button", { name: "Resume payment of EGP\u00a0450.00 with Paymob" }),
  ).toBeTruthy();
  expect(screen.getByRole("link", { name: "See how it stands" }).getAttribute("href")).toBe(
    "/courses/crs_1/payment/result?payment=pay_1",
  );
});

test.each<[Standing, string]>([
  [{ kind: "enrolled" }, "You’re enrolled"],
  [{ kind: "awaiting_approval" }, "Paid. The school is checking your enrollment"],
  [{ kind: "suspended" }, "Your access is paused"],
  [{ kind: "paid", paymentId: "pay_1", courseId: "crs_1" }, "We have your payment"],
  [{ kind: "full", open: null }, "This course is full"],
  [{ kind: "not_on_sale" }, "This course cannot be bought right now"],
])("where nothing can be bought the page says why and sells nothing: %j", async (standing, words) => {
  const { container } = await show(standing, { title: longTitle });
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Pay|Resume/ })).toBeNull();
  expect(await structureFaults(container)).toEqual([]);
});

test("a checkout that did not start is explained, also by a word nobody knows", async () => {
  const { unmount } = await show({ kind: "buy", open: null }, { problem: "gateway_off" });
  expect((await screen.findByRole("alert")).textContent).toContain("switched off right now");
  unmount();
  await show({ kind: "buy", open: null }, { problem: "toString" });
  expect((await screen.findByRole("alert")).textContent).toContain("The payment could not be started");
});

test("who left the waiting list reads so, until they stand in it again", async () => {
  const title = "You are not on the waiting list any more";
  const shown = await show({ kind: "full", open: null }, { problem: "left" });
  expect(screen.getByText(title)).toBeTruthy();
  shown.unmount();
  const line = {
    place: { status: "waiting" as const, place: 1, offerUntil: null },
    offerHours: 24,
    seatFree: false,
  };
  await show({ kind: "full", open: null }, { problem: "left", line });
  expect(screen.queryByText(title)).toBeNull();
});
