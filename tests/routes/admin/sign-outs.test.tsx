import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import SignOuts from "#app/routes/admin.users.$userId.sign-outs.tsx";
import { renderPage } from "#tests/support/render-page.tsx";

const person = { id: "usr_1", name: "Mona Adel" };
const button = () => screen.queryByRole("button", { name: "Sign out everywhere" });

test("whoever is signed in nowhere cannot be signed out; who is, can", async () => {
  const nowhere = await renderPage(SignOuts, { person, sessions: 0, key: "k" });
  expect(await screen.findByText(/signed in nowhere/)).toBeTruthy();
  expect(button()).toBeNull();
  nowhere.unmount();
  await renderPage(SignOuts, { person, sessions: 2, key: "k" });
  expect(await screen.findByText("All 2 open sessions end.")).toBeTruthy();
  expect(button()).not.toBeNull();
});
