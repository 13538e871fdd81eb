import type en from "#app/messages/en/payments.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {} satisfies Translated<typeof en>;
