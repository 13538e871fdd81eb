import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Button } from "#app/components/button.tsx";
import { renderInPage } from "#tests/support/render-page.tsx";

test("a disabled button says why, to everyone", async () => {
  await renderInPage(<Button disabledReason="Already refunded in full">Refund EGP 450.00</Button>);
  const button = screen.getByRole("button", { name: "Refund EGP 450.00" });
  expect(button).toHaveProperty("disabled", true);
  const reason = document.getElementById(button.getAttribute("aria-describedby")!);
  expect(reason?.textContent).toBe("Already refunded in full");
});

test("a pending button says what is under way, keeps the focus and takes no second press", async () => {
  const pressed = vi.fn();
  const submitted = vi.fn((event: Event) => event.preventDefault());
  await renderInPage(
    <Button pending="Opening Paymob…" onClick={pressed}>
      Pay
    </Button>,
  );
  const button = screen.getByRole("button", { name: "Opening Paymob…" });
  expect(button).toHaveProperty("disabled", false);
  expect(button.getAttribute("aria-disabled")).toBe("true");
  document.addEventListener("submit", submitted);
  expect(fireEvent.click(button)).toBe(false);
  expect(pressed).not.toHaveBeenCalled();
  expect(submitted).not.toHaveBeenCalled();
});
