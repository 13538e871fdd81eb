import { createRemixStub } from "@remix-run/testing";
import { act, screen, within } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { beforeEach, expect, test, vi } from "vitest";
import type { Offer } from "#app/features/courses/offer.ts";
import { type PaymentStatus, paymentStatuses } from "#app/features/payments/payment.ts";
import type { StudentPayment } from "#app/features/payments/student-payment.ts";
import PaymentResult from "#app/routes/_site.courses.$courseId_.payment.result/route.tsx";
import MyPayments from "#app/routes/_site.payments._index/route.tsx";
import PaymentDetail from "#app/routes/_site.payments.$paymentId._index/route.tsx";
import ReceiptPage from "#app/routes/_site.payments.$paymentId.receipt/route.tsx";
import { pageNow, renderPage } from "#tests/support/render-page.tsx";
import { Words } from "#tests/support/words.tsx";

vi.mock("#app/features/outbox/live-updates.tsx", () => ({
  useLiveState: () => null,
}));

const payment: StudentPayment = {
  id: "pay_01test",
  studentId: "usr_1",
  studentName: "منى عبد الرحمن",
  course: { id: "crs_1", title: "أساسيات التصميم", startsAt: pageNow + 10 * 86_400_000 },
  status: "succeeded",
  version: 3,
  gateway: "paymob",
  method: "card",
  amountMinor: 45_000,
  capturedMinor: 45_000,
  refundedMinor: 0,
  currency: "EGP",
  createdAt: pageNow - 60_000,
  completedAt: pageNow - 30_000,
  nextCheckAt: null,
  failureCode: null,
  failureReason: null,
  reviewReason: null,
  attemptStatus: "open",
  seat: "active",
  seatReason: null,
  toGiveBackMinor: null,
  courseFull: false,
  transactionRefs: ["192036465"],
  attempts: [],
};
const open: Partial<StudentPayment> = {
  status: "redirected",
  capturedMinor: 0,
  completedAt: null,
  seat: null,
  transactionRefs: [],
  nextCheckAt: pageNow + 120_000,
};
const offers: Offer[] = [
  { gateway: "paymob", amount: { minor: 45_000, currency: "EGP" }, currencyName: "Egyptian pound" },
  { gateway: "ikhokha", amount: { minor: 90_000, currency: "ZAR" }, currencyName: "South African rand" },
];
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockReset().mockImplementation(async () => new Response(null, { status: 503 }));
  vi.stubGlobal("fetch", fetched);
});

function resultData(change: Partial<StudentPayment> = {}, more: object = {}) {
  return {
    payment: { ...payment, ...change },
    address: "/courses/crs_1/payment/result?payment=pay_01test",
    statusUrl: "/api/payments/pay_01test/status",
    signedIn: true,
    receiptSentTo: { value: null },
    offers: { value: [] },
    idempotencyKey: "a-fresh-key",
    mayAsk: true,
    questions: { value: [] },
    questionKey: "a-fresh-question",
    ...more,
  };
}

const showResult = (change: Partial<StudentPayment> = {}, more: object = {}) =>
  renderPage(PaymentResult, resultData(change, more));

test("success: the answer first, the course, the receipt, the reference, the amount", async () => {
  await showResult();
  expect(await screen.findByRole("heading", { level: 1, name: "You’re in." })).toBeTruthy();
  expect(screen.getByText("أساسيات التصميم").tagName).toBe("BDI");
  expect(link("Go to the course")).toBe("/courses/crs_1/learn");
  expect(link("See the receipt")).toBe("/payments/pay_01test/receipt");
  expect(screen.getByText("192036465").dir).toBe("ltr");
  expect(document.body.textContent).toContain("EGP 450.00");
  expect(document.querySelector("form[action$=checkout]")).toBeNull();
});

test("waiting: says who has not answered and when we ask next, and offers the way back to pay", async () => {
  await showResult(open, { offers: { value: offers } });
  expect(await screen.findByRole("heading", { name: "Still waiting for your payment" })).toBeTruthy();
  expect(document.body.textContent).toMatch(/Paymob has not told us yet/);
  expect(document.body.textContent).toMatch(/next check without you: in 2 min/);
  const form = document.querySelector("form")!;
  expect(form.getAttribute("action")).toBe("/courses/crs_1/checkout");
  expect(within(form).getByRole("button", { hidden: true }).textContent).toBe("Continue to Paymob");
  expect(link("Check now")).toBe("/courses/crs_1/payment/result?payment=pay_01test");
  expect(link("Ask about this payment")).toBe("/payments/pay_01test#questions");
});

test("a browser without script refreshes to the plain address while it waits, and no longer", () => {
  // The stub is a browser's router: React warns of its layout effects when it is rendered to text.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const htmlOf = (change: Partial<StudentPayment>) => {
    const Stub = createRemixStub([{ id: "result", path: "/", Component: PaymentResult, loader: () => null }]);
    const result = resultData(change);
    return renderToString(
      <Words>
        <Stub hydrationData={{ loaderData: { result } }} />
      </Words>,
    );
  };
  expect(htmlOf(open)).toContain(
    '<noscript><meta http-equiv="refresh" content="5;url=/courses/crs_1/payment/result?payment=pay_01test"/></noscript>',
  );
  expect(htmlOf({})).not.toContain("refresh");
});

test("failed: what happened, that no money was taken, retry with the same or another gateway, whom to ask", async () => {
  const change = {
    ...open,
    status: "failed" as const,
    failureCode: "insufficient_funds",
    failureReason: "51: NSF",
  };
  await showResult(change, { offers: { value: offers } });
  expect(
    await screen.findByRole("heading", { name: "There was not enough money on this card" }),
  ).toBeTruthy();
  expect(document.body.textContent).toContain("No money was taken");
  const question = (await screen.findByRole("textbox", { name: "Your question" })).closest("form")!;
  expect(question.getAttribute("action")).toBe("/payments/pay_01test?index");
  const form = document.querySelector("form")!;
  expect(new FormData(form).get("idempotencyKey")).toBe("a-fresh-key");
  expect(
    within(form)
      .getAllByRole("radio")
      .map((radio) => (radio as HTMLInputElement).value),
  ).toEqual(["paymob", "ikhokha"]);
  expect(link("help@example.com")).toBe("mailto:help@example.com?subject=Payment%20pay_01test");
  const text = document.body.textContent!;
  expect(text.indexOf("51: NSF")).toBeGreaterThan(text.indexOf("There was not enough"));
});

test("failed with nothing on sale any more leads back to the course", async () => {
  await showResult({ ...open, status: "failed", failureCode: "declined" });
  await screen.findByRole("heading", { level: 1 });
  expect(link("Back to the course")).toBe("/courses/crs_1");
});

test.each(["needs_review", "succeeded"] as const)("%s without a seat sells nothing twice", async (status) => {
  await showResult(
    { status, seat: null, courseFull: true, reviewReason: "amount" },
    { offers: { value: offers } },
  );
  await screen.findByRole("heading", { level: 1 });
  expect(document.querySelector("form[action$=checkout]")).toBeNull();
  expect(document.body.textContent).toMatch(/do not pay again/i);
});

test.each(paymentStatuses)(
  "a result page for %s has one heading and says it aloud",
  async (status: PaymentStatus) => {
    await showResult({ status, failureCode: "declined", reviewReason: "amount", refundedMinor: 1_000 });
    const heading = await screen.findByRole("heading", { level: 1 });
    expect(heading.closest("[role=status]")).not.toBeNull();
  },
);

test("while it waits the page asks, and loads anew when the answer is another one", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const answer = { version: 3 };
  fetched.mockImplementation(async () => Response.json(answer));
  const data = resultData(open);
  await renderPage(PaymentResult, data);
  await screen.findByRole("heading", { name: "Still waiting for your payment" });
  data.payment = { ...payment, version: 4 };
  await act(() => vi.advanceTimersByTimeAsync(2_100));
  expect(fetched.mock.calls[0]?.[0]).toBe("/api/payments/pay_01test/status");
  expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("Still waiting");
  answer.version = 4;
  await act(() => vi.advanceTimersByTimeAsync(4_000));
  vi.useRealTimers();
  expect(await screen.findByRole("heading", { name: "You’re in." })).toBeTruthy();
});

test("a decided page asks nobody", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await showResult();
  await screen.findByRole("heading", { level: 1 });
  await act(() => vi.advanceTimersByTimeAsync(30_000));
  vi.useRealTimers();
  expect(fetched).not.toHaveBeenCalled();
});

test("the list: rows lead to their payment, names stay whole", async () => {
  const row = {
    id: "pay_1",
    status: "failed",
    gateway: "paymob",
    amount: { minor: 36_250, currency: "OMR" },
    createdAt: pageNow,
    courseTitle: "O'Brien’s أساسيات",
  };
  await renderPage(MyPayments, {
    payments: [row],
    newerThan: null,
    olderThan: "pay_1",
    filter: { q: "O'B", status: "failed", before: null, after: null },
    any: true,
  });
  expect((await screen.findByRole("link", { name: "O'Brien’s أساسيات" })).getAttribute("href")).toBe(
    "/payments/pay_1",
  );
  expect(document.body.textContent).toContain("OMR 36.250");
  expect(link("Older")).toBe("/payments?q=O%27B&status=failed&before=pay_1");
  expect(link("Clear")).toBe("/payments");
});

test("an empty list says what will appear; a filtered one how to clear it", async () => {
  const empty = { payments: [], newerThan: null, olderThan: null };
  const first = await renderPage(MyPayments, {
    ...empty,
    filter: { q: "", status: "", before: null, after: null },
    any: false,
  });
  expect(await first.findByText("No payments yet")).toBeTruthy();
  expect(first.queryByRole("search")).toBeNull();
  first.unmount();
  await renderPage(MyPayments, {
    ...empty,
    filter: { q: "zzz", status: "", before: null, after: null },
    any: true,
  });
  expect(await screen.findByText("None of your payments match")).toBeTruthy();
  expect(link("Show all my payments")).toBe("/payments");
});

test("the detail: amount and status, references, attempts and the story", async () => {
  const attempts: StudentPayment["attempts"] = [
    {
      id: "att_1",
      number: 1,
      gateway: "ikhokha",
      status: "refused",
      paid: false,
      method: null,
      errorCode: "unavailable",
      reference: null,
      createdAt: pageNow,
    },
  ];
  const timeline = [
    { id: "seat", at: pageNow, title: "Your seat was confirmed", look: "succeeded" as const },
  ];
  const asking = { questions: { value: [] }, questionKey: "one-form", asked: null };
  await renderPage(PaymentDetail, {
    payment: { ...payment, attempts },
    timeline: { value: timeline },
    ...asking,
  });
  expect((await screen.findByRole("heading", { level: 1 })).textContent).toMatch(/EGP 450\.00.*Succeeded/);
  expect(screen.getByText("192036465")).toBeTruthy();
  expect(document.body.textContent).toContain("iKhokha is not answering right now");
  expect(screen.getByRole("list", { name: /What happened/ }).textContent).toContain(
    "Your seat was confirmed",
  );
  expect(link("See the receipt")).toBe("/payments/pay_01test/receipt");
});

test("the receipt: school, student, course, amounts, the time with its zone, reference and number", async () => {
  await renderPage(ReceiptPage, {
    payment: { ...payment, refundedMinor: 20_000, status: "partially_refunded" },
  });
  const article = await screen.findByRole("article");
  const text = article.textContent!;
  for (const part of [
    "Nile & Cape Academy",
    "منى عبد الرحمن",
    "أساسيات التصميم",
    "3 Dec 2026, 13:59 (UTC+02:00)",
    "Paymob, card",
    "192036465",
    "pay_01test",
  ])
    expect(text).toContain(part);
  expect(text).toMatch(/Amount paidEGP 450\.00Given back-EGP 200\.00Paid after refundsEGP 250\.00/);
});

const link = (name: string) => screen.getByRole("link", { name }).getAttribute("href");
