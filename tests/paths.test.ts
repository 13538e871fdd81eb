import { expect, test } from "vitest";
import { apiPaths, CourseParams, PaymentParams, paths } from "#app/paths.ts";

test("addresses carry what they are given, escaped, and nothing empty", () => {
  expect(paths.course("crs_1")).toBe("/courses/crs_1");
  expect(paths.course("crs_1", "full")).toBe("/courses/crs_1?problem=full");
  expect(paths.courses({ q: "", after: undefined })).toBe("/courses");
  expect(paths.courses({ q: "a&b" })).toBe("/courses?q=a%26b");
  expect(paths.login("/courses/crs_1?x=1")).toBe("/login?redirectTo=%2Fcourses%2Fcrs_1%3Fx%3D1");
  expect(paths.payment("../admin")).toBe("/payments/..%2Fadmin");
  expect(apiPaths.webhook("ikhokha")).toBe("/api/payments/webhook/ikhokha");
});

test("an id of another kind, or no id at all, is no parameter", () => {
  expect(CourseParams.safeParse({ courseId: "crs_01m80nc1ve" }).success).toBe(true);
  expect(CourseParams.safeParse({ courseId: "pay_01m80nc1ve" }).success).toBe(false);
  expect(PaymentParams.safeParse({ paymentId: "pay_1%00" }).success).toBe(false);
  expect(PaymentParams.safeParse({}).success).toBe(false);
});
