import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { EditForm } from "#app/routes/admin.users.$userId.profile/edit-form.tsx";
import { renderInPage } from "#tests/support/render-page.tsx";

const person = {
  id: "usr_1",
  version: 3,
  fields: { name: "منى عادل", email: "mona@example.com", phone: "+201001234567", locale: "ar" },
};

test("what is wrong is said while it is typed, about them and not about whoever types", async () => {
  await renderInPage(<EditForm person={person} standing={null} />);
  const type = (label: RegExp, value: string) =>
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
  type(/^Phone/, "12");
  await screen.findByText("Enter 7 to 15 digits, like +20 100 123 4567.");
  type(/^Full name/, " ");
  await screen.findByText("Enter their name, as it should stand on receipts.");
  type(/^E-mail/, "mona@");
  await screen.findByText("Enter an e-mail address like mona@example.com.");
  type(/^Phone/, "٠١٠٠ ١٢٣ ٤٥٦٧");
  await waitFor(() => expect(screen.queryByText(/7 to 15 digits/)).toBeNull());
});
