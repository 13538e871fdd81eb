import { approvedCallback } from "#scripts/stage/paymob-callback.ts";
import { postCallbacks } from "#scripts/stage/post-callbacks.ts";

/** A process of its own that posts `count` fresh callbacks to `origin` over 32 connections and prints what came of it. */
const [origin, count, firstOrder] = process.argv.slice(2);
const callbacks = Array.from({ length: Number(count) }, (_, index) =>
  approvedCallback(Number(firstOrder) + index),
);
const { statuses, seconds } = await postCallbacks(origin!, callbacks, { connections: 32 });
console.log(JSON.stringify({ accepted: statuses.get(200) ?? 0, seconds }));
