import { expect, test } from "vitest";
import { localeOf } from "#app/auth/locale.server.ts";
import { action } from "#app/routes/language.ts";
import { useDatabase } from "#tests/support/database.ts";
import { origin, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();

const asked = (headers: Record<string, string>) => localeOf(new Request(origin, { headers }));
const speaks = async (id: string) =>
  (await db.selectFrom("users").select("locale").where("id", "=", id).executeTakeFirstOrThrow()).locale;

async function choose(locale: string, headers: Record<string, string> = {}) {
  const args = routeArgs("/language", { form: { locale } });
  for (const [name, value] of Object.entries(headers)) args.request.headers.set(name, value);
  return action(args);
}

test("a person's own language comes before the browser's choice, and that before what it asks for", async () => {
  const { id, cookie } = await signedIn(db);
  await db.updateTable("users").set({ locale: "ar" }).where("id", "=", id).execute();
  const arabicBrowser = { "Accept-Language": "ar-EG,ar;q=0.9" };
  expect(await asked({ Cookie: `${cookie}; locale=en`, "Accept-Language": "en" })).toBe("ar");
  expect(await asked({ Cookie: "a=b; locale=en", ...arabicBrowser })).toBe("en");
  expect(await asked({ Cookie: "locale=xx", ...arabicBrowser })).toBe("ar");
  expect(await asked({})).toBe("en");
});

test("choosing a language keeps it in the browser and goes back to the page", async () => {
  const answer = await choose("ar", { Referer: `${origin}/courses?q=a` });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("Location")).toBe("/courses?q=a");
  expect(answer.headers.get("Set-Cookie")).toMatch(/^locale=ar;/);
});

test("who is signed in takes the choice along, audited once however often it is made", async () => {
  const { id, cookie } = await signedIn(db);
  await choose("ar", { Cookie: cookie });
  await choose("ar", { Cookie: cookie });
  expect(await speaks(id)).toBe("ar");
  expect(await asked({ Cookie: cookie })).toBe("ar");
  const events = await db.selectFrom("outbox_events").select("kind").where("subject_id", "=", id).execute();
  expect(events).toEqual([{ kind: "user.profile_changed" }]);
});

test("what is no language of ours changes nothing; a Referer of another site leads to the front page", async () => {
  const { id, cookie } = await signedIn(db);
  const answer = await choose("xx", { Cookie: cookie, Referer: "https://evil.example/x" });
  expect(answer.headers.get("Location")).toBe("/");
  expect(answer.headers.get("Set-Cookie")).toBeNull();
  expect(await speaks(id)).toBe("en");
});
