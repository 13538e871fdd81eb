import { useLoaderData } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Panel } from "#app/components/panel.tsx";
import { PanelPart } from "#app/components/panel-part.tsx";
import { reportError } from "#app/components/report-error.ts";
import { waitBeforeTry } from "#app/components/use-retry.ts";
import { renderInPage, renderPage } from "#tests/support/render-page.tsx";
import { Words } from "#tests/support/words.tsx";

const sent: string[] = [];

beforeEach(() => {
  sent.length = 0;
  Object.assign(navigator, { sendBeacon: (_url: string, body: string) => sent.push(body) > 0 });
});
afterEach(() => vi.restoreAllMocks());

const part = <T,>(arriving: Promise<{ value: T } | { errorId: string }>, draw: (value: T) => string) => (
  <PanelPart name="revenue" part={arriving} what="Revenue" skeleton={<p>Loading revenue</p>}>
    {(value) => <p>{draw(value)}</p>}
  </PanelPart>
);

test("one part arrives, another fails with its id, and neither knows of the other", async () => {
  const good = part(Promise.resolve({ value: 5 }), (value) => `EGP ${value}`);
  const bad = part(Promise.resolve({ errorId: "err_42" }), () => "never");
  await renderInPage(
    <>
      {good}
      {bad}
    </>,
  );
  await screen.findByText("EGP 5");
  await screen.findByText(/Revenue could not be loaded/);
  expect(screen.getByText("err_42")).toBeTruthy();
  expect(screen.getByText("Try again")).toBeTruthy();
});

test("a part that breaks while it is drawn is reported under the id it shows, and can be drawn again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  let broken = true;
  await renderInPage(
    part(Promise.resolve({ value: 5 }), (value) => {
      if (broken) throw new Error("no such colour");
      return `EGP ${value}`;
    }),
  );
  await screen.findByText(/Revenue could not be loaded/);
  const { errorId, message } = JSON.parse(sent.at(-1)!) as { errorId: string; message: string };
  expect(message).toBe("no such colour");
  expect(screen.getByText(errorId)).toBeTruthy();
  broken = false;
  fireEvent.click(screen.getByText("Try again"));
  await screen.findByText("EGP 5");
});

test("a part that never arrives is reported under the id it shows", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const gone = Promise.reject(new Error("given up"));
  gone.catch(() => undefined);
  await renderInPage(part(gone, () => "never"));
  await screen.findByText(/Revenue could not be loaded/);
  const { errorId, message } = JSON.parse(sent.at(-1)!) as { errorId: string; message: string };
  expect(message).toBe("given up");
  expect(screen.getByText(errorId)).toBeTruthy();
});

function RevenuePage() {
  const { revenue } = useLoaderData<{ revenue: { value: number } | { errorId: string } }>();
  return (
    <PanelPart name="revenue" part={revenue} what="Revenue" skeleton={null}>
      {(value) => <p>EGP {value}</p>}
    </PanelPart>
  );
}

/** A page of two parts, one of which fails; what its loader was asked for. */
async function pageWithFailedPart(answers: Array<() => Response | Promise<Response>>) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address);
    return answers.shift()!();
  });
  const loads: string[] = [];
  const Stub = createRemixStub([
    {
      id: "routes/page",
      path: "/page",
      loader: ({ request }) => {
        const { search } = new URL(request.url);
        loads.push(search);
        return search.includes("part=revenue")
          ? { revenue: { value: 7 } }
          : { revenue: { errorId: "err_42" }, feed: { value: 1 } };
      },
      Component: RevenuePage,
    },
  ]);
  render(
    <Words locale="en">
      <Stub initialEntries={["/page?days=30"]} />
    </Words>,
  );
  await screen.findByText("err_42");
  return { asked, loads };
}

test("a part is tried again alone, once it is known that the question is answered", async () => {
  const { asked, loads } = await pageWithFailedPart([
    () => Promise.reject(new TypeError("Failed to fetch")),
    () => new Response(null, { status: 500 }),
    () => new Response(null, { status: 200 }),
  ]);
  for (const tries of [1, 2]) {
    fireEvent.click(screen.getByText("Try again"));
    await screen.findByText("Try again");
    expect([asked.length, loads, screen.getByText("err_42").textContent]).toEqual([
      tries,
      ["?days=30"],
      "err_42",
    ]);
  }
  fireEvent.click(screen.getByText("Try again"));
  await screen.findByText("EGP 7");
  expect(asked[2]).toBe("/page.data?part=revenue&days=30&_routes=routes/page");
  expect(loads).toEqual(["?days=30", "?part=revenue&days=30"]);
  vi.unstubAllGlobals();
});

function Fragile({ broken }: { broken: boolean }) {
  if (broken) throw new Error("no such colour");
  return <p>Drawn</p>;
}

function FragilePage() {
  const [broken, setBroken] = useState(true);
  return (
    <>
      <Panel title="History">
        <Fragile broken={broken} />
      </Panel>
      <Panel title="Facts">
        <button type="button" onClick={() => setBroken(false)}>
          Other data
        </button>
      </Panel>
    </>
  );
}

test("a panel that breaks leaves the others standing, and is drawn again with other data", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  await renderInPage(<FragilePage />);
  await screen.findByText(/History could not be loaded/);
  expect(screen.getByRole("heading", { name: "History" })).toBeTruthy();
  fireEvent.click(screen.getByText("Other data"));
  await screen.findByText("Drawn");
});

test("an error is reported once however many boundaries meet it, and a page that goes on failing falls silent", () => {
  const error = new Error("once");
  expect(reportError(error)).toBe(reportError(error));
  const before = sent.length;
  for (let i = 0; i < 20; i++) reportError(new Error(`again ${i}`));
  expect(sent.length - before).toBeLessThan(5);
});

test("tries come ever more rarely, never all together, and never more than 75 s apart", () => {
  const waits = [0, 1, 2, 3, 10].map((n) => [waitBeforeTry(n, 0), waitBeforeTry(n, 1)]);
  expect(waits).toEqual([
    [1_500, 2_500],
    [3_000, 5_000],
    [6_000, 10_000],
    [12_000, 20_000],
    [45_000, 75_000],
  ]);
});

test("without script its button asks for the page again, as it is", async () => {
  const failed = part(Promise.resolve({ errorId: "err_42" }), () => "never");
  await renderPage(() => failed, null, { path: "/admin?days=90&currency=ZAR" });
  const form = (await screen.findByRole("button", { name: "Try again" })).closest("form")!;
  expect([...new FormData(form)]).toEqual([
    ["days", "90"],
    ["currency", "ZAR"],
  ]);
  expect(form.method).toBe("get");
});
