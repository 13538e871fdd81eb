import { expect, test, vi } from "vitest";
import { WakeHub } from "#app/lib/wake.server.ts";
import { wakeChannels } from "#app/lib/wake-bus.server.ts";
import { natsBus } from "#app/lib/wake-over-nats.server.ts";
import { startNatsBroker } from "#tests/support/nats-broker.ts";

test("over NATS a hint reaches the other process, on its channel only, and not its sender twice", async () => {
  const broker = await startNatsBroker();
  const [here, there] = [1, 2].map(() => new WakeHub(() => natsBus(broker.address))) as [WakeHub, WakeHub];
  const heard = { here: vi.fn(), there: vi.fn(), inbox: vi.fn() };
  here.onWake("outbox", heard.here);
  there.onWake("outbox", heard.there);
  there.onWake("inbox", heard.inbox);
  await vi.waitFor(() => expect(broker.subscribed()).toBe(2 * wakeChannels.length), 10_000);
  here.wake("outbox");
  await vi.waitFor(() => expect(heard.there).toHaveBeenCalledOnce(), 10_000);
  there.wake("outbox");
  await vi.waitFor(() => expect(heard.here).toHaveBeenCalledTimes(2), 10_000);
  expect(heard.inbox).not.toHaveBeenCalled();
  await Promise.all([here.close(), there.close()]);
  broker.close();
});

test("a bus that is not there holds up neither local hints nor the way out", async () => {
  const hub = new WakeHub(() => natsBus("127.0.0.1:1"));
  const heard = vi.fn();
  hub.onWake("inbox", heard);
  hub.wake("inbox");
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
  await vi.waitFor(() => {
    hub.wake("inbox");
    expect(heard.mock.calls.length).toBeGreaterThan(1);
  });
  await hub.close();
});
