import type en from "#app/messages/en/mail.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {} satisfies Translated<typeof en>;
