import { describe, expect, test } from "vitest";
import { resultPath } from "#app/features/checkout/result-link.server.ts";
import { createLogger, maskUrl, redactedPaths, withLogScope } from "#app/lib/logger.server.ts";
import { paths } from "#app/paths.ts";

Object.assign(process.env, {
  APP_URL: "http://127.0.0.1:3000",
  DATABASE_URL: "postgres://127.0.0.1/none",
  SESSION_SECRET: "a-secret-of-the-logger-tests-0123456789",
});

function logged(work: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  const log = createLogger({ write: (line) => lines.push(line) });
  log.level = "info";
  work(log);
  return lines.join("");
}

describe("what a log line never holds", () => {
  const secret = "4111-1111-mona@example.com";

  test.each(redactedPaths.filter((path) => !path.includes("*")))("%s, at any of three depths", (name) => {
    const line = logged((log) =>
      log.info(
        { [name]: secret, request: { [name]: secret, user: { [name]: secret } }, kept: "pay_1" },
        "evidence applied",
      ),
    );
    expect(line).not.toContain(secret);
    expect(JSON.parse(line)).toMatchObject({ [name]: "[redacted]", kept: "pay_1" });
  });

  test.each([
    ["Paymob's signature", `/api/payments/webhook?hmac=${secret}`],
    ["a status token", `/api/payments/pay_1/status?token=${secret}&x=1`],
    ["card digits", `/courses/crs_1/payment/result?payment=pay_1&source_data.pan=${secret}&id=7`],
    ["whom somebody looked for", `/admin/payments?q=${secret}&status=failed`],
    ["whom somebody looked for, signed out", paths.login(`/admin/payments?status=failed&q=${secret}&sort=x`)],
  ])("%s in an address", (_what, url) => {
    expect(maskUrl(url)).not.toContain(secret);
    expect(maskUrl(url)).toContain("[masked]");
  });

  test("the proof in a result link, bare, with the gateway's additions, or inside another address", () => {
    const link = resultPath("crs_1", "pay_01m80rj2sxgn");
    const proof = link.split(".").at(-1)!;
    expect(proof.length).toBeGreaterThan(16);
    for (const url of [link, `${link}&id=91&success=true`, paths.login(link)]) {
      expect(url).toContain(proof);
      expect(maskUrl(url)).not.toContain(proof);
      expect(maskUrl(url)).toContain("pay_01m80rj2sxgn.[masked]");
    }
  });
});

test("an address without secrets is logged as it is", () => {
  for (const url of ["/courses?after=abc", "/admin/payments?status=failed&gateway=paymob", "/payments/pay_1"])
    expect(maskUrl(url)).toBe(url);
  expect(maskUrl("/login?redirectTo=%2Fa%3Fq%3Dx%26b%3Dc&d=e")).toBe(
    "/login?redirectTo=%2Fa%3Fq%3D[masked]%26b%3Dc&d=e",
  );
});

test("every line inside a scope carries its ids, and none after it", () => {
  const lines = logged((log) => {
    withLogScope({ requestId: "req_1" }, () => {
      withLogScope({ deliveryId: "whk_1", paymentId: "pay_1" }, () => log.info("evidence applied"));
      log.info("request");
    });
    log.info("later");
  })
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({ requestId: "req_1", deliveryId: "whk_1", paymentId: "pay_1" });
  expect(lines[1]).toMatchObject({ requestId: "req_1" });
  expect(lines[1]).not.toHaveProperty("deliveryId");
  expect(lines[2]).not.toHaveProperty("requestId");
});
