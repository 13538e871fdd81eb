import { expect, test } from "vitest";
import { readTheme } from "#app/components/theme.server.ts";
import { action } from "#app/routes/theme.ts";
import { origin, routeArgs } from "#tests/support/sign-in.ts";

const withCookie = (cookie: string) => readTheme(new Request(origin, { headers: { Cookie: cookie } }));

test("only light and dark are choices; anything else is the device's own", () => {
  expect(withCookie("a=b; theme=dark")).toBe("dark");
  expect(withCookie("theme=light")).toBe("light");
  expect(withCookie("theme=purple")).toBeNull();
  expect(withCookie("mytheme=dark")).toBeNull();
  expect(withCookie("")).toBeNull();
});

function choose(theme: string, headers: Record<string, string>) {
  const args = routeArgs("/theme", { form: { theme } });
  for (const [name, value] of Object.entries(headers)) args.request.headers.set(name, value);
  return action(args) as Promise<Response & { init?: ResponseInit }>;
}

test("without script the choice is kept and the browser goes back to where it was", async () => {
  const answer = await choose("dark", { Accept: "text/html", Referer: `${origin}/courses?q=a` });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("Location")).toBe("/courses?q=a");
  expect(answer.headers.get("Set-Cookie")).toMatch(/^theme=dark;/);
});

test("a Referer of another site leads to the front page", async () => {
  const answer = await choose("system", { Accept: "text/html", Referer: "https://evil.example/x" });
  expect(answer.headers.get("Location")).toBe("/");
  expect(answer.headers.get("Set-Cookie")).toContain("Max-Age=0");
});

test("with script nothing is navigated", async () => {
  const answer = await choose("dark", { Accept: "*/*" });
  expect(answer.init?.headers).toEqual({ "Set-Cookie": expect.stringMatching(/^theme=dark;/) });
});
