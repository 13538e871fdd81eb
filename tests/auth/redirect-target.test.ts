import { expect, test } from "vitest";
import { loginPath, redirectTarget } from "#app/auth/redirect-target.ts";

test.each([
  "/courses/crs_1",
  "/payments?status=failed&q=%D9%85%D9%86%D9%89",
  "/courses/crs_1/payment/result?payment=pay_1.tok",
])("comes back to %s", (path) => expect(redirectTarget(path)).toBe(path));

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "/%2e//evil.example",
  "javascript:alert(1)",
  "evil.example",
  "/login?redirectTo=/login",
  "/logout",
  "/a/../logout",
  "",
  null,
  undefined,
  ["/courses"],
])("never goes to %j", (wanted) => expect(redirectTarget(wanted, "/home")).toBe("/home"));

test("the sign-in address carries where to come back, safely", () => {
  expect(loginPath("/payments?a=1&b=2")).toBe("/login?redirectTo=%2Fpayments%3Fa%3D1%26b%3D2");
  expect(loginPath("//evil.example")).toBe("/login");
});
