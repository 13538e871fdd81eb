import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { keyOf } from "#app/components/shortcuts.ts";
import { Table } from "#app/components/table.tsx";
import { useListKeys } from "#app/components/use-list-keys.ts";
import { useShortcut } from "#app/components/use-shortcut.ts";
import { renderPage } from "#tests/support/render-page.tsx";

const words = { next: "Next row", previous: "Row before", open: "Open", select: "Select" };
const decided = vi.fn();

Element.prototype.scrollIntoView ??= () => undefined;
afterEach(() => {
  decided.mockReset();
  localStorage.clear();
});

function List() {
  const [rows, setRows] = useState(["a", "b", "c"]);
  useListKeys({ words, keys: { a: "Approve" } });
  useShortcut("g p", "Payments", () => decided("payments"));
  useShortcut("mod+k", "Palette", () => decided("palette"));
  return (
    <main id="main" tabIndex={-1}>
      <input aria-label="Search" />
      <Table
        caption="Rows"
        rows={rows}
        rowKey={(row) => row}
        href={(row) => `/rows/${row}`}
        columns={[
          { key: "name", header: "Name", cell: (row) => `Row ${row}` },
          {
            key: "pick",
            header: "Pick",
            cell: (row) => <input type="checkbox" aria-label={`Pick ${row}`} />,
          },
          {
            key: "act",
            header: "Act",
            cell: (row) => (
              <button
                type="button"
                data-key="a"
                disabled={row === "c"}
                onClick={() => {
                  decided(row);
                  setRows((before) => before.filter((one) => one !== row));
                }}
              >
                Approve {row}
              </button>
            ),
          },
        ]}
      />
    </main>
  );
}

const press = (key: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
const Opened = () => <h1>Opened</h1>;
const open = () => renderPage(List, null, { routes: [{ path: "/rows/:id", Component: Opened }] });
const focused = () => document.activeElement?.textContent;

test("j and k walk the rows and stop at the ends", async () => {
  await open();
  press("j");
  expect(focused()).toBe("Row a");
  press("j");
  press("j");
  press("j");
  expect(focused()).toBe("Row c");
  press("k");
  expect(focused()).toBe("Row b");
});

test("x selects the row, a acts on it, and the row that takes its place gets the focus", async () => {
  await open();
  press("j");
  press("x");
  expect((screen.getByLabelText("Pick a") as HTMLInputElement).checked).toBe(true);
  press("a");
  expect(decided).toHaveBeenCalledWith("a");
  await waitFor(() => expect(focused()).toBe("Row b"));
  press("a");
  await waitFor(() => expect(focused()).toBe("Row c"));
  press("a");
  expect(decided).toHaveBeenCalledTimes(2);
});

test("whoever went to another page is not put into a row of it, though the row they were at is gone", async () => {
  await open();
  press("j");
  const { pathname } = location;
  history.replaceState(null, "", "/somewhere-else");
  try {
    fireEvent.click(screen.getByText("Approve a"));
    await waitFor(() => expect(screen.queryByText("Row a")).toBeNull());
    await act(async () => undefined);
    expect(document.activeElement).toBe(document.body);
  } finally {
    history.replaceState(null, "", pathname);
  }
});

test("a row itself in focus opens with Enter", async () => {
  await open();
  const row = screen.getByText("Row b").closest("tr")!;
  row.tabIndex = -1;
  row.focus();
  await act(async () => void press("Enter"));
  await screen.findByText("Opened");
});

test("nothing fires while someone types, in a dialog, or once single keys are off; chords do", async () => {
  await open();
  screen.getByLabelText("Search").focus();
  press("g");
  press("p");
  press("j");
  expect(decided).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(screen.getByLabelText("Search"));
  press("k", { ctrlKey: true });
  expect(decided).toHaveBeenCalledWith("palette");
  decided.mockReset();
  screen.getByLabelText("Search").blur();
  const dialog = document.body.appendChild(document.createElement("dialog"));
  dialog.setAttribute("open", "");
  press("g");
  press("p");
  dialog.remove();
  localStorage.setItem("bursar-single-keys", "off");
  press("g");
  press("p");
  expect(decided).not.toHaveBeenCalled();
});

test("g then p is one shortcut, other keys between them none", async () => {
  await open();
  press("g");
  press("p");
  expect(decided).toHaveBeenCalledExactlyOnceWith("payments");
  press("g");
  press("q");
  press("p");
  expect(decided).toHaveBeenCalledOnce();
});

test("keys are known by their place on an Arabic keyboard", () => {
  const key = (name: string, code: string, shiftKey = false) =>
    keyOf({ key: name, code, shiftKey, ctrlKey: false, metaKey: false, altKey: false });
  expect(key("ح", "KeyP")).toBe("p");
  expect(key("ظ", "Slash")).toBe("/");
  expect(key("؟", "Slash", true)).toBe("?");
  expect(key("a", "KeyQ")).toBe("a");
});
