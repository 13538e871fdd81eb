/** A delivery that cannot be settled yet; it comes back with back-off. */
export class TryLater extends Error {}

/** Nothing is wrong with the delivery: its gateway cannot be asked now. It comes back for about a day. */
export class GatewayAway extends TryLater {}
