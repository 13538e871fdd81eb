/** The name of the relay's cursor among the readers of the outbox. */
export const relayName = "jobs";
