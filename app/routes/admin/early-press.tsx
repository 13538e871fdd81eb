import { useNonce } from "#app/components/nonce.tsx";

declare global {
  interface Window {
    bursarEarly?: { asked: boolean; stop: () => void };
  }
}

/** Waits for ⌘K, or a press on the palette's button, while the page's own script is still on its way. */
export function EarlyPress() {
  return (
    <script
      nonce={useNonce()}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own words
      dangerouslySetInnerHTML={{ __html: `(${listen})()` }}
    />
  );
}

/** Once that script is there: whether the palette was asked for meanwhile. Nothing waits any longer. */
export function takeEarlyPress(): boolean {
  const early = window.bursarEarly;
  early?.stop();
  window.bursarEarly = undefined;
  return early?.asked ?? false;
}

const listen = `function () {
  const hear = (event) => {
    const isKey = event.type === "keydown" && (event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK";
    if (!isKey && !(event.type === "click" && event.target.closest("[data-opens=palette]"))) return;
    event.preventDefault();
    early.asked = true;
  };
  const each = (change) => ["keydown", "click"].forEach((name) => document[change](name, hear));
  const early = (window.bursarEarly = { asked: false, stop: () => each("removeEventListener") });
  each("addEventListener");
}`;
