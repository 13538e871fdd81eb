import { translatorFor } from "#app/messages/translate.ts";
import { timelineSpeech } from "#app/routes/admin.payments.$paymentId._index/timeline-item.ts";

/** How a payment's timeline speaks to staff who read English. */
export const englishTimeline = () =>
  timelineSpeech({
    t: translatorFor("en", "dossier"),
    payments: translatorFor("en", "payments"),
    webhooks: translatorFor("en", "webhooks"),
    exceptions: translatorFor("en", "exceptions"),
    mail: translatorFor("en", "mail"),
    actions: translatorFor("en", "actions"),
    records: translatorFor("en", "records"),
  });
