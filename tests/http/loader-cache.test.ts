import { expect, test } from "vitest";
import { LoaderCache } from "#app/http/loader-cache.server.ts";

const rows = (length: number) => Array.from({ length }, (_, n) => `row ${n}`);

test("what it keeps never outgrows its bound: the longest unused leave, and what is larger than a result may be is not kept", async () => {
  const cache = new LoaderCache(20_000);
  let loads = 0;
  const get = (label: string) =>
    cache.get(label, async () => {
      loads++;
      return rows(20);
    });
  for (let n = 0; n < 200; n++) {
    await get("often used");
    await get(`page ${n}`);
    expect(cache.bytes).toBeLessThanOrEqual(20_000);
  }
  expect(loads).toBe(201);
  expect((await get("page 199")).hit).toBe(true);
  expect((await get("page 0")).hit).toBe(false);

  const large = new LoaderCache();
  const load = async () => rows(50_000);
  await large.get("large", load);
  expect([(await large.get("large", load)).hit, large.bytes]).toEqual([false, 0]);
});

test("who asks for the same while it is loaded waits along, and hears of its failure; the next one loads anew", async () => {
  const cache = new LoaderCache();
  let loads = 0;
  const answer = Promise.withResolvers<string[]>();
  const load = () => {
    loads++;
    return answer.promise;
  };
  const asked = Array.from({ length: 50 }, () => cache.get("same", load));
  answer.reject(new Error("the database is away"));
  const heard = await Promise.allSettled(asked);
  expect([loads, heard.filter(({ status }) => status === "rejected").length]).toEqual([1, 50]);

  const again = await Promise.all(
    Array.from({ length: 50 }, () =>
      cache.get("same", async () => {
        loads++;
        return rows(3);
      }),
    ),
  );
  expect([loads, again.filter(({ hit }) => hit).length]).toEqual([2, 49]);
});
