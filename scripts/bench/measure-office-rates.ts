import { spawn } from "node:child_process";
import { askAgainAndAgain } from "#scripts/bench/ask-again-and-again.ts";
import { dataPath } from "#scripts/bench/office-requests.ts";
import { openSchool, smallSchool } from "#scripts/bench/office-school.ts";
import { freePort } from "#scripts/postgres/free-port.ts";
import { atLeast, type Figure } from "#scripts/stage/figures.ts";
import { until } from "#scripts/stage/managed-process.ts";

const route = "routes/admin.payments._index";
const rate = { connections: 16, seconds: 6 };

/** Answers a second of one list, loaded each time and unchanged, beside bare Remix and bare express in turn. */
export async function measureOfficeRates(): Promise<Figure[]> {
  const { stage, cookie } = await openSchool(smallSchool);
  const port = await freePort();
  const reference = spawn(process.execPath, ["scripts/bench/reference-remix.ts", String(port)], {
    env: stage.env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    const peer = `http://127.0.0.1:${port}`;
    await until("the reference answers", async () =>
      fetch(`${peer}/bare`).then(
        (answer) => answer.ok,
        () => false,
      ),
    );
    const headers = { Cookie: cookie };
    // Each address is another: no answer is kept for it.
    let n = 0;
    const office = () => `${stage.webUrl}${dataPath({ route, path: `/admin/payments?cold=${n++}` })}`;
    const bare = () => `${peer}/payments.data?cold=${n++}`;
    const plain = `${stage.webUrl}${dataPath({ route, path: "/admin/payments" })}`;
    const etag = (await fetch(plain, { headers })).headers.get("etag");
    if (!etag) throw new Error("the list has no ETag");
    const matching = { ...headers, "If-None-Match": etag };
    // Warm all of them up, then measure in turn: what else the machine does meets each alike.
    const measured = { office: 0, bare: 0, unchanged: 0, express: 0 };
    for (const seconds of [2, rate.seconds]) {
      measured.office = await askAgainAndAgain({ ...rate, seconds, headers, expected: 200 }, office);
      measured.bare = await askAgainAndAgain({ ...rate, seconds, headers: {}, expected: 200 }, bare);
      measured.unchanged = await askAgainAndAgain(
        { ...rate, seconds, headers: matching, expected: 304 },
        () => plain,
      );
      measured.express = await askAgainAndAgain(
        { ...rate, seconds, headers, expected: 200 },
        () => `${peer}/bare`,
      );
    }
    return [
      atLeast(
        {
          name: "office.list_per_second",
          value: measured.office,
          unit: "/s",
          against: `bare Remix with the same query, ${Math.round(measured.bare)} /s`,
        },
        measured.bare,
        0.5,
      ),
      atLeast(
        {
          name: "office.unchanged_per_second",
          value: measured.unchanged,
          unit: "/s",
          against: `bare express, ${Math.round(measured.express)} /s`,
        },
        measured.express,
        0.6,
      ),
    ];
  } finally {
    reference.kill();
    await stage.close();
  }
}
