import { useSearchParams } from "@remix-run/react";
import { fireEvent, screen, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { ListFilters } from "#app/components/list-filters.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Select } from "#app/components/select.tsx";
import { Table } from "#app/components/table.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { pageNow, renderInPage, renderPage } from "#tests/support/render-page.tsx";

const rows = [
  { id: "pay_1", name: "منى عبد الرحمن", amount: "450.00" },
  { id: "pay_2", name: "Sipho Dlamini", amount: "900.00" },
];

test("a table names itself and its cells, and its first cell carries the row's link", async () => {
  await renderInPage(
    <Table
      caption="Payments, newest first"
      rows={rows}
      rowKey={(row) => row.id}
      href={(row) => `/payments/${row.id}`}
      columns={[
        { key: "name", header: "Student", cell: (row) => row.name },
        { key: "amount", header: "Amount", align: "end", cell: (row) => row.amount },
      ]}
    />,
  );
  const table = screen.getByRole("table", { name: "Payments, newest first" });
  expect(
    within(table)
      .getAllByRole("columnheader")
      .map((one) => one.textContent),
  ).toEqual(["Student", "Amount"]);
  expect(screen.getByRole("link", { name: "منى عبد الرحمن" }).getAttribute("href")).toBe("/payments/pay_1");
  const cell = screen.getByRole("cell", { name: "900.00" });
  expect(cell.dataset).toMatchObject({ label: "Amount", align: "end" });
});

const drawn: string[] = [];
const quiet = (row: { id: string; name: string }) => {
  drawn.push(row.id);
  return row.name;
};
const loud = (row: { name: string }) => row.name.toUpperCase();

function ChangingPage() {
  const [{ people, cell }, change] = useState({ people: rows, cell: quiet });
  const press = (label: string, to: object) => (
    <button type="button" onClick={() => change((before) => ({ ...before, ...to }))}>
      {label}
    </button>
  );
  return (
    <>
      <Table
        caption="People"
        rows={people}
        rowKey={(row) => row.id}
        columns={[{ key: "name", header: "Student", cell }]}
      />
      {press("nothing", {})}
      {press("rename one", { people: [rows[0]!, { ...rows[1]!, name: "Sipho D." }] })}
      {press("columns", { cell: loud })}
    </>
  );
}

test("of a table's rows only those are drawn anew that changed, or whose columns did", async () => {
  await renderInPage(<ChangingPage />);
  const press = (name: string) => {
    drawn.length = 0;
    fireEvent.click(screen.getByRole("button", { name }));
    return new Set(drawn);
  };
  expect(press("nothing")).toEqual(new Set());
  expect(press("rename one")).toEqual(new Set(["pay_2"]));
  expect(screen.getByRole("cell", { name: "Sipho D." })).toBeDefined();
  press("columns");
  expect(screen.getByRole("cell", { name: "SIPHO D." })).toBeDefined();
});

function FilteredPage() {
  const [params] = useSearchParams();
  return (
    <>
      <p>asked for {params.toString()}</p>
      <FilterBar
        label="Find a payment"
        search={{ name: "q", value: "mona", label: "Search payments" }}
        clearTo="/payments"
      >
        <Select
          label="Status"
          name="status"
          defaultValue=""
          options={[
            { value: "", label: "Any" },
            { value: "failed", label: "Failed" },
          ]}
        />
      </FilterBar>
    </>
  );
}

test("filters live in the address: a changed select applies at once and the search stays", async () => {
  await renderPage(FilteredPage, null, { path: "/payments" });
  const form = await screen.findByRole<HTMLFormElement>("search", { name: "Find a payment" });
  expect(form.method).toBe("get");
  expect(screen.getByRole("link", { name: "Clear" }).getAttribute("href")).toBe("/payments");
  fireEvent.change(screen.getByLabelText("Status"), { target: { value: "failed" } });
  expect(await screen.findByText("asked for q=mona&status=failed")).toBeTruthy();
});

function ListedPage() {
  const [params] = useSearchParams();
  return (
    <>
      <p>asked for {params.toString()}</p>
      <ListFilters
        filters={{ q: null, status: null, course: "crs_301", paidFrom: "2026-11-01", from: null, to: null }}
        keep={{ sort: "-amount" }}
        clearTo={null}
        words={(key) => key}
        selects={[
          { name: "status", any: "Any", options: [{ value: "failed", label: "Failed" }] },
          { name: "course", any: "Any course", options: [{ value: "crs_1", label: "First" }] },
        ]}
      />
    </>
  );
}

test("another filter leaves what the bar has no choice or no control for as it is", async () => {
  await renderPage(ListedPage, null, { path: "/payments" });
  fireEvent.change(await screen.findByLabelText("filters.status"), { target: { value: "failed" } });
  const asked = (await screen.findByText(/asked for .*failed/)).textContent!.replace("asked for ", "");
  expect(Object.fromEntries(new URLSearchParams(asked))).toEqual({
    status: "failed",
    course: "crs_301",
    paidFrom: "2026-11-01",
    sort: "-amount",
  });
});

test("pages lead newer and older only where there are any", async () => {
  await renderInPage(<Pagination newer={null} older="/payments?before=x" note="about 1.2 million" />);
  expect(screen.getByRole("link", { name: "Older" }).getAttribute("href")).toBe("/payments?before=x");
  expect(screen.queryByRole("link", { name: "Newer" })).toBeNull();
  expect(screen.getByText("about 1.2 million")).toBeTruthy();
});

test("a timeline says what, who, on whose word and when; the evidence waits behind one press", async () => {
  await renderInPage(
    <Timeline
      label="What happened"
      entries={[
        {
          id: "1",
          at: new Date(pageNow - 60_000),
          title: "Paid EGP 450.00",
          actor: "Paymob",
          source: "signed webhook",
          tone: "success",
          details: <pre>{"{}"}</pre>,
        },
      ]}
    />,
  );
  const entry = screen.getByRole("listitem");
  expect(entry.textContent).toContain("Paid EGP 450.00");
  expect(entry.textContent).toContain("Paymob · signed webhook");
  expect(entry.textContent).toContain("1 min ago");
  expect(entry.querySelector("details")?.open).toBe(false);
  expect(entry.querySelector("summary")?.textContent).toBe("Evidence");
});
