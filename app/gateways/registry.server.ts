import type { Gateway, GatewayName } from "#app/gateways/gateway.ts";
import { readIkhokhaAccount } from "#app/gateways/ikhokha/account.server.ts";
import { createIkhokha } from "#app/gateways/ikhokha/ikhokha.server.ts";
import { readPaymobAccount } from "#app/gateways/paymob/account.server.ts";
import { createPaymob } from "#app/gateways/paymob/paymob.server.ts";
import type { Timeouts } from "#app/gateways/timeouts.ts";
import { type Env, env } from "#app/lib/env.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";

/** The gateways this deployment has keys for, by name. One is a normal deployment. */
export type Gateways = ReadonlyMap<GatewayName, Gateway>;

export interface GatewayOptions {
  /** Milliseconds; shorter in tests. */
  timeouts?: Timeouts;
}

/** The gateways of this environment. One without its keys or its webhook secret is not there at all. */
export function createGateways(env: Env, options: GatewayOptions = {}): Gateways {
  const paymob = readPaymobAccount(env, options.timeouts);
  const ikhokha = readIkhokhaAccount(env, options.timeouts);
  const available = [paymob && createPaymob(paymob), ikhokha && createIkhokha(ikhokha)];
  return new Map(available.filter((gateway) => gateway !== null).map((gateway) => [gateway.name, gateway]));
}

/** This process's gateways; made on first use. */
export function gateways(): Gateways {
  return singleton("gateways", () => createGateways(env()));
}
