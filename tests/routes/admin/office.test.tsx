import { createRemixStub } from "@remix-run/testing";
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import type { ComponentType } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { draw } from "#app/components/chart/draw.server.ts";
import { ClockProvider } from "#app/components/clock.tsx";
import { exceptionList } from "#app/features/exceptions/exception-list.ts";
import { paymentList } from "#app/features/payments/payment-list.ts";
import { deliveryList } from "#app/features/webhooks/delivery-list.ts";
import { readList } from "#app/lib/list.ts";
import { placesFor } from "#app/routes/admin/places.ts";
import OfficeRoute, { ErrorBoundary } from "#app/routes/admin/route.tsx";
import Overview from "#app/routes/admin._index/route.tsx";
import Exceptions from "#app/routes/admin.exceptions._index/route.tsx";
import ExceptionPage from "#app/routes/admin.exceptions.$exceptionId._index/route.tsx";
import Payments from "#app/routes/admin.payments._index/route.tsx";
import Webhooks from "#app/routes/admin.webhooks._index/route.tsx";
import { structureFaults } from "#tests/support/axe.ts";
import { pageNow, testSchool } from "#tests/support/render-page.tsx";
import { Words } from "#tests/support/words.tsx";

const live = vi.hoisted(() => ({ revalidate: [] as Array<() => void> }));
vi.mock("#app/features/outbox/live-updates.tsx", async () => {
  const { useRevalidator } = await import("@remix-run/react");
  return {
    LivePages: () => {
      live.revalidate = [useRevalidator().revalidate];
      return null;
    },
    useLiveState: () => null,
    useLiveEvents: () => undefined,
  };
});
beforeEach(() => {
  live.revalidate = [];
});
afterEach(() => vi.restoreAllMocks());

const longName = "عبد الرحمن بن عبد العزيز بن محمد بن سعود آل عبد اللطيف الشرقاوي";
const office = {
  id: "usr_1",
  position: null,
  name: longName,
  role: "finance",
  places: placesFor("finance"),
  openExceptions: { value: 100 },
  views: { value: [] },
};

function open(path: string, Page: ComponentType, loader: () => unknown) {
  const Stub = createRemixStub([
    {
      id: "root",
      path: "",
      loader: () => ({ school: testSchool, theme: null, now: pageNow, requestId: "req_9" }),
      children: [
        {
          id: "routes/admin",
          path: "admin",
          Component: OfficeRoute,
          ErrorBoundary,
          loader: () => office,
          children: [
            {
              path: path.replace(/^\/admin\/?|\?.*$/g, "") || undefined,
              index: path === "/admin",
              Component: Page,
              loader,
            } as never,
          ],
        },
      ],
    },
  ]);
  return render(
    <ClockProvider now={pageNow} timeZone="Africa/Cairo">
      <Stub initialEntries={[path]} />
    </ClockProvider>,
    { wrapper: Words },
  );
}

const payment = (n: number, more: object = {}) => ({
  id: `pay_${n}`,
  status: "pending",
  amount_minor: 45_000,
  captured_minor: 0,
  refunded_minor: 0,
  currency: "EGP",
  gateway: "paymob",
  student: `Student ${n}`,
  course: "Data Analysis",
  created_at: new Date(pageNow - n * 60_000),
  ...more,
});
const paymentsData = (rows: object[], query = "") => ({
  asked: readList(paymentList, new URLSearchParams(query)),
  rows,
  total: { count: rows.length, exact: true },
  newer: null,
  older: null,
  options: { courses: [{ id: "crs_1", title: "Data Analysis" }], currencies: ["EGP", "ZAR"] },
});

test("the office's places, the open count, who is signed in, and the way out", async () => {
  const { container } = open("/admin/payments", Payments, () => paymentsData([]));
  expect((await screen.findByRole("link", { name: "Payments" })).getAttribute("aria-current")).toBe("page");
  expect(screen.getByRole("link", { name: /Exceptions/ }).textContent).toContain("99+");
  expect(screen.getAllByText(longName)[0]!.tagName).toBe("BDI");
  expect(screen.getByText("Sign out").closest("form")?.getAttribute("method")).toBe("post");
  expect(await structureFaults(container)).toEqual([]);
});

test("a full list: a name in Arabic stays whole and leads to its payment; the next page is a link", async () => {
  const data = {
    ...paymentsData([payment(1, { student: longName, status: "needs_review" })]),
    older: "k~pay_1",
  };
  const { container } = open("/admin/payments", Payments, () => data);
  const link = await screen.findByRole("link", { name: longName });
  expect(link.getAttribute("href")).toBe("/admin/payments/pay_1");
  expect(link.querySelector("bdi")).not.toBeNull();
  expect(container.querySelector("td")?.textContent).toBe("Under review");
  expect(screen.getByRole("link", { name: "Older" }).getAttribute("href")).toContain("before=k%7Epay_1");
  expect(await structureFaults(container)).toEqual([]);
  // Every list is walked by its keys; jsdom scrolls nothing.
  Element.prototype.scrollIntoView = () => undefined;
  fireEvent.keyDown(document.body, { key: "j" });
  expect(document.activeElement?.closest("[data-row-id]")).toBe(container.querySelector("[data-row-id]"));
});

test("empty at first says what will appear and how; empty by filter clears it", async () => {
  const first = open("/admin/payments", Payments, () => paymentsData([]));
  expect(await screen.findByText("No payments yet")).toBeTruthy();
  first.unmount();
  open("/admin/payments?q=zzz", Payments, () => paymentsData([], "q=zzz"));
  expect(await screen.findByText("No payment matches")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Show all payments" }).getAttribute("href")).toBe(
    "/admin/payments",
  );
  expect(screen.getByRole("searchbox")).toHaveProperty("value", "zzz");
});

test("loading shows the list's own shape in words", async () => {
  let calls = 0;
  open("/admin/payments", Payments, () =>
    calls++ === 0 ? paymentsData([payment(1)]) : new Promise(() => undefined),
  );
  fireEvent.submit(await screen.findByRole("search"));
  expect(await screen.findByRole("status", { name: "Loading payments" })).toBeTruthy();
});

test("a failed list keeps the frame, gives the error id and a retry, and never the error's own words", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  // jsdom has none: an id is shown for what was sent to the log.
  Object.assign(navigator, { sendBeacon: () => true });
  const { container } = open("/admin/payments", Payments, () => {
    throw new Error("relation payments does not exist");
  });
  expect(await screen.findByText("This page could not be loaded")).toBeTruthy();
  expect(screen.getByText(/^err_/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Load it again" }).getAttribute("href")).toBe("/admin/payments");
  expect(screen.getAllByRole("link", { name: "Webhooks" })[0]!).toBeTruthy();
  expect(container.textContent).not.toContain("relation");
});

test("a page of another role says what the role may not do and where to go", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  open("/admin/payments", Payments, () => {
    throw Response.json({ permission: "payment:export", act: "take it out" }, { status: 403 });
  });
  expect(await screen.findByText(/signed in as finance, .* may not take it out\./)).toBeTruthy();
  expect(screen.getByText(/These roles may: owner, admin, finance\./)).toBeTruthy();
  expect(screen.getByRole("link", { name: "See which account this is" })).toBeTruthy();
});

test("new payments wait for the reader; a changed one changes in its place", async () => {
  let rows = [payment(2), payment(1)];
  const { container } = open("/admin/payments", Payments, () => paymentsData(rows));
  await screen.findByText("Student 2");
  rows = [payment(4), payment(3), payment(2, { status: "succeeded" }), payment(1)];
  await act(async () => live.revalidate[0]!());
  const button = await screen.findByRole("button", { name: "2 new payments" });
  const names = () => [...container.querySelectorAll("td[data-primary]")].map((cell) => cell.textContent);
  expect(names()).toEqual(["Student 2", "Student 1"]);
  expect(container.querySelector("[data-changed]")?.textContent).toBe("Succeeded");
  fireEvent.click(button);
  await waitFor(() => expect(names()).toEqual(["Student 4", "Student 3", "Student 2", "Student 1"]));
});

test("deliveries and exceptions say what will appear where there are none", async () => {
  const none = {
    asked: readList(deliveryList, new URLSearchParams()),
    rows: [],
    newer: null,
    older: null,
    total: { count: 0, exact: true },
  };
  const first = open("/admin/webhooks", Webhooks, () => none);
  expect(await screen.findByText("No deliveries yet")).toBeTruthy();
  expect(await structureFaults(first.container)).toEqual([]);
  first.unmount();
  const asked = readList(exceptionList, new URLSearchParams());
  const second = open("/admin/exceptions", Exceptions, () => ({ ...none, asked, kinds: [] }));
  expect(await screen.findByText("Nothing needs a person")).toBeTruthy();
  expect(await structureFaults(second.container)).toEqual([]);
});

test("the overview links each figure to its list", async () => {
  const part = <T,>(value: T) => ({ value });
  const days = ["2026-12-02", "2026-12-03"];
  const { container } = open("/admin", Overview, () => ({
    topics: ["payments"],
    range: { days: 7, currency: null },
    exceptions: part([{ kind: "dead_delivery", count: 1_000, oldestAt: new Date(pageNow) }]),
    today: part({
      day: "2026-12-03",
      currencies: [{ currency: "OMR", payments: 1, captured: 36_250, refunded: 0 }],
    }),
    success: part({
      days: 7,
      from: "2026-12-02",
      to: "2026-12-03",
      gateways: [{ gateway: "paymob", reached: 3, collected: 2 }],
    }),
    waiting: part({
      count: 2,
      oldestAt: new Date(pageNow),
      refunds: { count: 3, oldestAt: new Date(pageNow) },
    }),
    deliveries: { errorId: "err_7" },
    revenue: part({
      currency: "OMR",
      currencies: ["OMR", "EGP"],
      days: days.map((day, n) => ({ day, captured: n * 36_250, refunded: 0, payments: n })),
      drawing: draw("line", [[0], [36_250]]),
    }),
    payments: part({
      days: days.map((day) => ({ day, started: 3, collected: 2 })),
      drawing: draw("bars", [
        [2, 1],
        [2, 1],
      ]),
    }),
    enrollments: part({ days: days.map((day) => ({ day, made: 1 })), drawing: draw("bars", [[1], [1]]) }),
    built: part(true),
    feed: part([
      {
        id: "pay_1-7",
        topic: "payments",
        kind: "payment.succeeded",
        subjectId: "pay_1",
        data: { status: "succeeded", amountMinor: 45_000, currency: "EGP", gateway: "paymob" },
        at: new Date(pageNow).toISOString(),
      },
    ]),
  }));
  const figure = await screen.findByRole("link", { name: /Received in OMR/ });
  expect(figure.textContent).toContain("OMR 36.250");
  expect(figure.getAttribute("href")).toContain(
    "?status=captured&currency=OMR&paidFrom=2026-12-03&paidTo=2026-12-03",
  );
  expect(screen.getByText("66.7%")).toBeTruthy();
  expect(screen.getByRole("link", { name: "2 paid" }).getAttribute("href")).toContain("status=captured");
  expect(screen.getByRole("link", { name: /^3 that/ }).getAttribute("href")).toContain("status=reached");
  const refunds = screen.getByRole("link", { name: /Refunds to be made.*3/ });
  expect(refunds.getAttribute("href")).toBe("/admin/refunds");
  expect(screen.getByRole("link", { name: /Dead deliveries/ }).textContent).toContain("1,000+");
  expect(screen.getByRole("link", { name: /^EGP\s450.00 through Paymob: succeeded$/i })).toBeTruthy();
  // One part failed: it says so with its id, and all the others stand.
  expect(screen.getByText("err_7")).toBeTruthy();
  const points = screen.getByRole("list", { name: "Money received by day, in OMR" });
  const last = within(points).getByRole("link", { name: "3 Dec: OMR 36.250 received" });
  expect(last.getAttribute("href")).toContain("paidFrom=2026-12-03");
  last.focus();
  fireEvent.keyDown(last, { key: "ArrowLeft" });
  expect(document.activeElement?.getAttribute("aria-label")).toBe("2 Dec: OMR 0.000 received");
  expect(await structureFaults(container)).toEqual([]);
});

test("an exception: known, unknown, what can be done; the second of two deciders is told", async () => {
  const { container } = open("/admin/exceptions/exc_1?told=stale", ExceptionPage, () => ({
    detail: {
      exception: {
        id: "exc_1",
        kind: "paid_not_enrolled",
        severity: "critical",
        status: "open",
        facts: { capturedMinor: 45_000, currency: "EGP", why: "course_full" },
        history: [{ at: new Date(pageNow).toISOString(), what: "opened", by: null, note: null }],
        version: 3,
        occurrences: 2,
        first_seen_at: new Date(pageNow),
        student: longName,
        student_email: "aal@example.com",
        course: "Data Analysis",
        delivery_id: null,
      },
      payments: [],
      people: {},
    },
    preview: { repair: "seat", asks: true, enrolled: 12, capacity: 12 },
    mayDecide: true,
    mayVerify: true,
    told: "stale",
  }));
  expect((await screen.findByRole("alert")).textContent).toContain("Someone was first");
  for (const title of ["What we know", "What we do not know", "What can be done", "History"])
    expect(screen.getByRole("heading", { name: title })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Grant the seat" })).toHaveProperty("disabled", true);
  expect(screen.getByText("No seat is free")).toBeTruthy();
  expect(container.querySelector('input[name="version"]')).toHaveProperty("value", "3");
  expect(screen.getByLabelText("Reason")).toHaveProperty("required", true);
  expect(await structureFaults(container)).toEqual([]);
});
