import type { Messages } from "#app/messages/en.ts";
import type { IntlTag } from "#app/messages/locales.ts";

declare module "use-intl" {
  interface AppConfig {
    Locale: IntlTag;
    Messages: Messages;
  }
}
