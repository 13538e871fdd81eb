import { Link, Outlet } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { RouteError } from "#app/components/route-error.tsx";
import { readCursor, writeCursor } from "#app/routes/_site.courses._index/course-cursor.ts";
import Courses from "#app/routes/_site.courses._index/route.tsx";
import { structureFaults } from "#tests/support/axe.ts";
import { renderPage, testSchool } from "#tests/support/render-page.tsx";
import { Words } from "#tests/support/words.tsx";

const page = (more: object) =>
  renderPage(Courses, { search: "", courses: [], first: null, more: null, ...more }, { path: "/courses" });

test("a full list: each course one link, with its prices; the next page is a link", async () => {
  const { container } = await page({
    courses: [
      {
        id: "crs_1",
        title: "أساسيات التصميم",
        summary: "من الفكرة",
        startsAt: null,
        seatsLeft: 0,
        offers: [
          { gateway: "paymob", amount: { minor: 45_000, currency: "EGP" }, currencyName: "Egyptian pound" },
        ],
      },
      { id: "crs_2", title: "Later", summary: "…", startsAt: null, seatsLeft: null, offers: [] },
    ],
    more: "/courses?after=~crs_2",
  });
  expect((await screen.findByRole("link", { name: "أساسيات التصميم" })).getAttribute("href")).toBe(
    "/courses/crs_1",
  );
  expect(screen.getByText("Full")).toBeTruthy();
  expect(container.textContent).toContain("EGP 450.00");
  expect(screen.getByText("Not on sale now")).toBeTruthy();
  expect(screen.getByRole("link", { name: "More courses" })).toBeTruthy();
  expect(await structureFaults(container)).toEqual([]);
});

test("empty at first says what will appear here", async () => {
  await page({});
  expect(await screen.findByText("No courses are on sale right now")).toBeTruthy();
});

test("empty by search says so and clears it", async () => {
  await page({ search: "zzz" });
  expect(await screen.findByText("No course matches “zzz”")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Show all courses" }).getAttribute("href")).toBe("/courses");
});

const Nothing = () => null;
const BackAgain = () => <h1>Back again</h1>;
const ErrorWithLink = () => (
  <>
    <Link to="/gone">Go on</Link>
    <RouteError />
  </>
);
const Broken = () => {
  throw new Error("connection string postgres://secret");
};

test.each([
  [404, "There is no page at this address"],
  [403, "Your account may not open this page"],
  [500, "This page could not be loaded"],
])("a page that failed with %d says what happened and leads on", async (status, title) => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const Stub = createRemixStub([
    {
      id: "root",
      path: "",
      loader: () => ({ school: testSchool, requestId: "req_42" }),
      children: [
        {
          path: "/",
          Component: Nothing,
          ErrorBoundary: RouteError,
          loader: () => {
            throw status === 500
              ? Response.json({ errorId: "err_42" }, { status })
              : new Response(null, { status });
          },
        },
      ],
    },
  ]);
  const { container } = render(<Stub />, { wrapper: Words });
  await waitFor(() => expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(title));
  expect(screen.getAllByRole("link").length).toBeGreaterThan(1);
  expect(container.textContent?.includes("err_42")).toBe(status === 500);
});

test.each([
  ["only being loaded is loaded again by itself", { errorId: "err_42", again: true }, 2],
  ["being done is not", { errorId: "err_42" }, 1],
])("a page that failed while it was %s", async (_what, told, loads) => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  let asked = 0;
  const Stub = createRemixStub([
    {
      id: "root",
      path: "",
      loader: () => ({ school: testSchool, requestId: "req_42" }),
      children: [
        {
          path: "/",
          Component: BackAgain,
          ErrorBoundary: RouteError,
          loader: () => {
            asked += 1;
            if (asked === 1) throw Response.json(told, { status: 500 });
            return null;
          },
        },
      ],
    },
  ]);
  render(<Stub />, { wrapper: Words });
  await screen.findByText("err_42");
  // Again and again: the page listens a moment after it is drawn.
  await waitFor(() => {
    act(() => void window.dispatchEvent(new Event("online")));
    screen.getByRole("heading", { name: loads === 2 ? "Back again" : "This page could not be loaded" });
  });
  expect(asked).toBe(loads);
});

test("of two pages in a row that fail each says what happened to it", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const fails = (status: number, told: object) => () => {
    throw Response.json(told, { status });
  };
  const Stub = createRemixStub([
    {
      id: "root",
      path: "/",
      Component: Outlet,
      ErrorBoundary: ErrorWithLink,
      children: [
        { path: "broken", Component: Nothing, loader: fails(500, { errorId: "err_1" }) },
        { path: "gone", Component: Nothing, loader: fails(404, {}) },
      ],
    },
  ]);
  render(<Stub initialEntries={["/broken"]} />, { wrapper: Words });
  await screen.findByText("err_1");
  fireEvent.click(screen.getByText("Go on"));
  await screen.findByRole("heading", { name: "There is no page at this address" });
  expect(screen.queryByText("err_1")).toBeNull();
});

test("a fault that began in the browser is named by an id of its own, and never by its own words", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  // jsdom has none: an id is shown for what was sent to the log.
  Object.assign(navigator, { sendBeacon: () => true });
  const Stub = createRemixStub([{ path: "/", Component: Broken, ErrorBoundary: RouteError }]);
  const { container } = render(<Stub />, { wrapper: Words });
  await waitFor(() => expect(container.textContent).toMatch(/err_[0-9a-z]{26}/));
  expect(container.textContent).not.toContain("secret");
});

test("a cursor reads back as it was written, and nonsense is the first page", () => {
  const cursor = { startsAt: new Date("2026-12-03T16:00:00Z"), id: "crs_01" };
  expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  expect(readCursor(writeCursor({ startsAt: null, id: "crs_01" }))).toEqual({ startsAt: null, id: "crs_01" });
  for (const nonsense of [
    null,
    "",
    "~",
    "yesterday~crs_01",
    "2026-12-03~pay_1",
    "-271821-04-20T00:00:00.000Z~crs_01",
  ])
    expect(readCursor(nonsense)).toBeNull();
});
