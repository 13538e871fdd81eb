import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import Palette from "#app/routes/admin/palette.tsx";
import { placesFor } from "#app/routes/admin/places.ts";
import { renderPage } from "#tests/support/render-page.tsx";

HTMLDialogElement.prototype.showModal ??= () => undefined;
HTMLDialogElement.prototype.close ??= () => undefined;
Element.prototype.scrollIntoView ??= () => undefined;
afterEach(() => vi.unstubAllGlobals());

const InOffice = () => <p>The course in the office</p>;
const ForStudents = () => <p>What students see</p>;

test("a course that is found opens in the office, where it is run, not on the students' side", async () => {
  const found = { people: [], payments: [], courses: [{ id: "crs_1", title: "Data Analysis" }] };
  vi.stubGlobal("fetch", async () => Response.json(found));
  await renderPage(() => <Palette places={placesFor("registrar")} onClose={() => undefined} />, null, {
    path: "/admin",
    routes: [
      { path: "/admin/courses/:id", Component: InOffice },
      { path: "/courses/:id", Component: ForStudents },
    ],
  });
  fireEvent.change(screen.getByRole("combobox", { hidden: true }), { target: { value: "data" } });
  const option = await waitFor(() => screen.getByRole("option", { name: "Data Analysis", hidden: true }));
  fireEvent.click(option);
  expect(await screen.findByText("The course in the office")).toBeTruthy();
});
