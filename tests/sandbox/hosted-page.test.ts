import { describe, expect, test } from "vitest";
import { keys, useSchool } from "./school.ts";

const school = useSchool();

function submit(path: string, fields: Record<string, string>) {
  return fetch(school.sandbox().origin + path, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
}
const show = async (path: string) => {
  const response = await fetch(school.sandbox().origin + path);
  return { status: response.status, text: await response.text() };
};
async function checkout(changes?: Record<string, unknown>) {
  const { body } = await school.createIntention(changes);
  return `/unifiedcheckout/?publicKey=${keys.PAYMOB_PUBLIC_KEY}&clientSecret=${body.client_secret}`;
}

describe("the hosted checkout works as a plain form", () => {
  test("it shows what is paid, says that no money moves, and escapes what the merchant sent", async () => {
    const path = await checkout({ items: [{ name: "<b>Data</b> & more", amount: 45_000, quantity: 1 }] });
    const { status, text } = await show(path);
    expect(status).toBe(200);
    expect(text).toContain("Sandbox: no real money");
    expect(text).toContain("450.00");
    expect(text).toContain("&lt;b&gt;Data&lt;/b&gt; &amp; more");
    expect(text).not.toContain("<script");
  });

  test("approve sends the browser back; the webhook can be there before", async () => {
    const path = await checkout();
    const answer = await submit(path, { method: "card", outcome: "approve", delivery: "before_redirect" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(
      /\/result\?payment=pay_1\.token&id=\d+.*&hmac=[0-9a-f]{128}$/,
    );
    expect(school.merchant().received).toHaveLength(1);
    expect((await show(path)).text).toContain("Already paid");
  });

  test("a kiosk voucher is shown, listed on the front page, and settled there later", async () => {
    const path = await checkout();
    const answer = await submit(path, { method: "kiosk", outcome: "pending", delivery: "once" });
    const pending = answer.headers.get("location")!;
    expect(pending).toMatch(/^\/pending\/paymob\/\d+$/);
    expect((await show(pending)).text).toContain("Pay at a kiosk");
    expect((await show("/")).text).toContain(pending);
    expect((await submit(pending, { outcome: "approve", delivery: "before_redirect" })).status).toBe(303);
    expect((await show(pending)).text).toContain("<h1>Paid</h1>");
    expect(school.merchant().received.at(-1)!.body.obj.success).toBe(true);
  });

  test("a choice that is not offered is refused beside the form", async () => {
    const path = await checkout({ payment_methods: [4097558] });
    expect((await show(path)).text).not.toContain('value="kiosk"');
    const answer = await submit(path, { method: "kiosk", outcome: "approve" });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("cannot be paid by kiosk");
    expect((await submit(path, { outcome: "steal" })).status).toBe(422);
  });

  test("wrong or foreign links lead to a page that says so", async () => {
    const path = await checkout();
    expect((await show(path.replace("egy_pk", "egy_xx"))).status).toBe(404);
    expect((await show("/ikhokha/pay/unknown")).status).toBe(404);
    expect((await show("/pending/paymob/1")).status).toBe(404);
  });

  test("an iKhokha link is declined, then paid, then closed", async () => {
    const { body } = await school.ikhokha("POST", "/payment", school.paylink());
    const path = new URL(body.paylinkUrl).pathname;
    const back = async (outcome: string) => (await submit(path, { outcome })).headers.get("location");
    expect(await back("cancel")).toMatch(/\/cancel$/);
    expect(await back("decline")).toMatch(/\/failure$/);
    expect((await show(path)).text).toContain("The last try failed");
    expect(await back("approve")).toMatch(/\/success$/);
    expect((await show(path)).text).toContain("Already paid");
  });
});
