import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Field } from "#app/components/field.tsx";
import { Select } from "#app/components/select.tsx";
import { renderInPage } from "#tests/support/render-page.tsx";

test("hint and error belong to the input, and what was typed stays", async () => {
  await renderInPage(
    <Field
      label="E-mail"
      name="email"
      hint="We send your receipt there."
      error={["That is not an e-mail address."]}
      defaultValue="mona@"
    />,
  );
  const input = screen.getByLabelText("E-mail");
  expect(input).toHaveProperty("value", "mona@");
  expect(input.getAttribute("aria-invalid")).toBe("true");
  const described = input
    .getAttribute("aria-describedby")!
    .split(" ")
    .map((id) => document.getElementById(id));
  expect(described.map((one) => one?.textContent)).toEqual([
    "We send your receipt there.",
    "That is not an e-mail address.",
  ]);
});

test("a field without hint or error describes nothing", async () => {
  await renderInPage(<Field label="Name" name="name" optional />);
  const input = screen.getByLabelText("Name (optional)");
  expect(input.hasAttribute("aria-describedby")).toBe(false);
  expect(input.hasAttribute("aria-invalid")).toBe(false);
});

test("a select offers its options under its label", async () => {
  await renderInPage(
    <Select
      label="Status"
      name="status"
      defaultValue="paid"
      options={[
        { value: "", label: "Any" },
        { value: "paid", label: "Paid" },
      ]}
    />,
  );
  expect(screen.getByLabelText("Status")).toHaveProperty("value", "paid");
});
