import { afterEach, expect, test, vi } from "vitest";
import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";
import { action } from "#app/routes/api.client-errors.ts";
import { routeArgs } from "#tests/support/sign-in.ts";

afterEach(() => vi.restoreAllMocks());

function send(body: string) {
  const args = routeArgs("/api/client-errors");
  const request = new Request(args.request.url, { method: "POST", body });
  return action({ ...args, request });
}

const report = (more: object = {}) => ({
  errorId: newId("err"),
  name: "TypeError",
  message: "cannot read mona@example.com of 01001234567",
  stack: "TypeError: mona@example.com\n    at f (http://localhost/assets/route-Ab_1.js:12:34)",
  path: "/admin/payments",
  ...more,
});

test("a browser's error is in the log under its id, without addresses or numbers", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const told = report();
  expect((await send(JSON.stringify(told))).status).toBe(204);
  expect(logged.mock.calls[0]![0]).toEqual({
    errorId: told.errorId,
    name: "TypeError",
    message: "cannot read …@… of …",
    frames: ["/assets/route-Ab_1.js:12:34"],
    path: "/admin/payments",
  });
});

test("what is no report, or too large, is refused and not logged", async () => {
  const logged = vi.spyOn(log, "error");
  for (const body of ["", "{", "[]", JSON.stringify(report({ errorId: "err_1\nfake line" }))])
    expect((await send(body)).status).toBe(400);
  expect((await send("x".repeat(9_000))).status).toBe(413);
  expect(logged).not.toHaveBeenCalled();
});
