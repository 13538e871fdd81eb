import { Form, useActionData } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { Field } from "#app/components/field.tsx";
import { FocusOnNavigation } from "#app/components/focus-on-navigation.tsx";
import { Select } from "#app/components/select.tsx";
import { renderInPage } from "#tests/support/render-page.tsx";
import { Words } from "#tests/support/words.tsx";

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

test("a form that is refused gives the focus to its first bad field, each time", async () => {
  const refuse = () => Response.json({ refused: true }, { status: 422 });
  const Stub = createRemixStub([{ path: "/", Component: RefusedForm, action: refuse }]);
  render(
    <Words>
      <Stub />
    </Words>,
  );
  for (let sent = 0; sent < 2; sent += 1) {
    screen.getByText("Send").focus();
    fireEvent.click(screen.getByText("Send"));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("E-mail")));
  }
});

function RefusedForm() {
  const refused = useActionData<object>();
  return (
    <main id="main">
      <FocusOnNavigation />
      <Form method="post">
        <Field label="Name" name="name" />
        <Field label="E-mail" name="email" error={refused && "emailOdd"} />
        <Field label="Phone" name="phone" error={refused && "phoneOdd"} />
        <button type="submit">Send</button>
      </Form>
    </main>
  );
}
