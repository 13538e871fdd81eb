import { describe, expect, test } from "vitest";
import { ikhokhaHeaders, signedAsIs, useSchool, withoutApostrophes } from "./school.ts";

const school = useSchool();
const path = "/public-api/v1/api/payment";

describe("pay links are checked as strictly as iKhokha checks them", () => {
  test("a right one answers 00 and where to pay", async () => {
    const link = school.paylink({ externalTransactionID: "att_mine", description: 'Mona\'s "course" \\ 1' });
    const { status, body } = await school.ikhokha("POST", "/payment", link);
    expect(status).toBe(200);
    expect(body).toEqual({
      responseCode: "00",
      message: "",
      paylinkUrl: `${school.sandbox().origin}/ikhokha/pay/${body.paylinkID}`,
      paylinkID: expect.stringMatching(/^[0-9a-v]{15}$/),
      externalTransactionID: "att_mine",
    });
  });

  test("JSON that was spaced out after signing is re-serialised and accepted", async () => {
    const link = school.paylink();
    const headers = ikhokhaHeaders(path + JSON.stringify(link));
    expect((await school.call("POST", path, JSON.stringify(link, null, 2), headers)).status).toBe(200);
  });

  test("anything but the signature of these bytes is refused", async () => {
    const link = school.paylink();
    const text = JSON.stringify(link);
    const right = ikhokhaHeaders(path + text);
    const refused: Record<string, string>[] = [
      {},
      { ...right, "ik-appid": "IKSOMEBODYELSE" },
      { ...right, "ik-sign": right["ik-sign"]!.toUpperCase() },
      ikhokhaHeaders(path + text, "another secret"),
      ikhokhaHeaders(text),
      ikhokhaHeaders(school.sandbox().origin + path + text),
    ];
    for (const headers of refused)
      expect((await school.call("POST", path, text, headers)).status, JSON.stringify(headers)).toBe(401);
    const tampered = text.replace("90000", "90001");
    expect((await school.call("POST", path, tampered, right)).status).toBe(401);
  });

  test("an apostrophe must be escaped in what is signed", async () => {
    const text = JSON.stringify(school.paylink({ description: "Mona's" }));
    const unescaped = signedAsIs(withoutApostrophes(path + text));
    expect((await school.call("POST", path, text, unescaped)).status).toBe(401);
    expect((await school.call("POST", path, text, ikhokhaHeaders(path + text))).status).toBe(200);
  });

  test.each([
    ["another currency", { currency: "USD" }],
    ["an amount as a string", { amount: "90000" }],
    ["an amount in rand", { amount: 900.5 }],
    ["no entity", { entityID: undefined }],
    ["no reference", { externalTransactionID: undefined }],
    ["no addresses", { urls: undefined }],
    ["an unknown mode", { mode: "sandbox" }],
  ])("%s is refused", async (_, changes) => {
    const answer = await school.ikhokha("POST", "/payment", school.paylink(changes));
    expect(answer.status).toBe(400);
    expect(answer.body.responseCode).not.toBe("00");
  });

  test("a callback to another machine is refused in words", async () => {
    const urls = { ...school.paylink().urls, callbackUrl: "https://school.example/hook" };
    const answer = await school.ikhokha("POST", "/payment", school.paylink({ urls }));
    expect(answer.body.message).toContain("loopback");
  });

  test("a reference is good for one link", async () => {
    const link = school.paylink();
    expect((await school.ikhokha("POST", "/payment", link)).status).toBe(200);
    expect((await school.ikhokha("POST", "/payment", link)).status).toBe(400);
  });

  test("reads are signed over the path without its query", async () => {
    const { body } = await school.ikhokha("POST", "/payment", school.paylink());
    expect((await school.ikhokha("GET", `/getStatus/${body.paylinkID}`)).body.status).toBe("CREATED");
    expect((await school.ikhokha("GET", "/getStatus/unknown")).status).toBe(404);
    const today = new Date().toISOString().slice(0, 10);
    const history = `/payments/history?startDate=${today}&endDate=${today}`;
    expect((await school.ikhokha("GET", history)).body).toMatchObject([{ paylinkID: body.paylinkID }]);
    const full = `/public-api/v1/api${history}`;
    expect((await school.call("GET", full, undefined, ikhokhaHeaders(full))).status).toBe(401);
    const external = `/getStatus/external?externalReference=${body.externalTransactionID}`;
    expect((await school.ikhokha("GET", external)).body.paylinkID).toBe(body.paylinkID);
  });
});
