import type en from "#app/messages/en/site.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {} satisfies Translated<typeof en>;
