import Printer from "lucide-react/icons/printer";
import { useEffect, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Opens the browser's print window; shown only where script can. */
export function PrintButton() {
  const t = useTranslations("site.receipt");
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  if (!alive) return null;
  return (
    <Button type="button" icon={<Printer size={16} aria-hidden />} onClick={() => window.print()}>
      {t("print")}
    </Button>
  );
}
